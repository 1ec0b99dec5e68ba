import { registerEnumType } from 'type-graphql';
import { Role } from '../../viewer.js';
import { AccessKeyState } from './access-key.rules.js';

registerEnumType(Role, {
  name: 'Role',
  description: 'Ce que quelqu’un est pour le hub, et donc ce qu’il peut y faire.',
  valuesConfig: {
    ADMINISTRATOR: { description: 'Administrateur : tout, partout, et les clés d’accès.' },
    ANALYST: {
      description:
        'Analyste : un ou plusieurs départements, et tout ce qu’ils contiennent ; plus large, les indicateurs publiés.',
    },
    CONTRIBUTOR: {
      description:
        'Contributeur : charge pour ses territoires et les lit en entier, et aucun autre ; des territoires plus larges, il lit les ' +
        'indicateurs publiés, auxquels les siens se comparent.',
    },
    PARTNER: {
      description: 'Partenaire : des jeux de données et des territoires désignés, chiffres masqués.',
    },
    READER: { description: 'Lecteur : les agrégats publiés.' },
  },
});

registerEnumType(AccessKeyState, {
  name: 'AccessKeyState',
  description: 'Ce que vaut une clé d’accès aujourd’hui.',
  valuesConfig: {
    LIVE: { description: 'Valable.' },
    EXPIRED: { description: 'Expirée : renouvelez-la pour qu’elle serve de nouveau.' },
    REVOKED: { description: 'Révoquée, pour toujours.' },
  },
});
