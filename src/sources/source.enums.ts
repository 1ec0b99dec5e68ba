import { registerEnumType } from 'type-graphql';
import '../provenance/provenance.enums.js';
import { SourceKind, SourceState, SourceStrategy } from './source.rules.js';

registerEnumType(SourceKind, {
  name: 'SourceKind',
  description: 'D’où viennent les lignes d’une source.',
  valuesConfig: {
    HTTPS_FILE: { description: 'Un fichier à une adresse https, de tout format que le hub sait charger.' },
    OPENDATASOFT: { description: 'Un jeu de données d’un portail Opendatasoft (API Explore v2.1).' },
    CTG_HUB: { description: 'Un autre ctg-hub : les lignes du territoire, de tous ses jeux de données.' },
  },
});

registerEnumType(SourceState, {
  name: 'SourceState',
  description: 'Ce que valent aujourd’hui les données d’une source.',
  valuesConfig: {
    FRESH: { description: 'À jour : la source a répondu à son tour.' },
    STALE: { description: 'En retard : plus de deux tours sans lecture réussie.' },
    FAILING: { description: 'En échec : la source ne se lit plus ; les données déjà chargées restent.' },
    REFUSED: {
      description:
        'Refusée : le fichier est arrivé, mais des lignes sont fausses ; les données déjà chargées restent.',
    },
    NEVER_PULLED: { description: 'Jamais lue encore.' },
    PAUSED: { description: 'En pause : elle n’est plus lue, et ses données restent.' },
  },
});

registerEnumType(SourceStrategy, {
  name: 'SourceStrategy',
  description: 'Ce qu’une lecture fait de ce que le hub contient déjà.',
  valuesConfig: {
    ADD_AND_UPDATE: { description: 'Ajoute et met à jour ; ce que la source ne contient plus reste.' },
    REPLACE_YEAR: {
      description:
        'Remplace les exercices que le fichier apporte, pour les territoires dont il parle (subventions).',
    },
  },
});
