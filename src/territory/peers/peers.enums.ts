import { registerEnumType } from 'type-graphql';
import { minimumPeers, PeerArea, PeerState } from './peers.rules.js';

registerEnumType(PeerArea, {
  name: 'PeerArea',
  description: 'Où les pairs se cherchent.',
  valuesConfig: {
    DEPARTMENT: {
      description: 'Dans le même département ; pour un EPCI, celui où vivent le plus de ses habitants.',
    },
    REGION: { description: 'Dans la même région.' },
    COUNTRY: { description: 'Dans la France entière.' },
  },
});

registerEnumType(PeerState, {
  name: 'PeerState',
  description: 'S’il y a une comparaison, et sinon pourquoi.',
  valuesConfig: {
    COMPARED: { description: 'Comparé.' },
    NO_VALUE: { description: 'Les pairs ont une valeur, lui non.' },
    TOO_FEW: { description: `Moins de ${minimumPeers} pairs ont une valeur : ni médiane ni rang.` },
    NOT_APPLICABLE: {
      description:
        'Sans pair ici ; « hint » dit la cause : rien de plus large, place, population ou périmètre inconnus, exercice hors de la période, ou ' +
        'convention qui n’est pas en vigueur à la date.',
    },
  },
});
