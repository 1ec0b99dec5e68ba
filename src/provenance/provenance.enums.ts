import { registerEnumType } from 'type-graphql';
import { DatasetName, datasetLabels } from './dataset-name.js';

registerEnumType(DatasetName, {
  name: 'DatasetName',
  description: 'Les jeux de données : ce que les fichiers apportent au hub.',
  valuesConfig: Object.fromEntries(
    Object.entries(datasetLabels).map(([name, label]) => [name, { description: `${label}.` }]),
  ),
});

export const BatchKind = { LOAD: 'LOAD', UNDO: 'UNDO', TERRITORIES: 'TERRITORIES' } as const;
export type BatchKind = keyof typeof BatchKind;
registerEnumType(BatchKind, {
  name: 'BatchKind',
  description: 'Ce qu’est une révision des données.',
  valuesConfig: {
    LOAD: { description: 'Le chargement d’un fichier, ou de quelques lignes par l’API.' },
    UNDO: { description: 'L’annulation d’un chargement.' },
    TERRITORIES: { description: 'La géographie de la France.' },
  },
});

export const LoadStrategy = { ADD_AND_UPDATE: 'ADD_AND_UPDATE', REPLACE_YEAR: 'REPLACE_YEAR' } as const;
export type LoadStrategy = keyof typeof LoadStrategy;
registerEnumType(LoadStrategy, {
  name: 'LoadStrategy',
  description: 'Ce qu’un chargement fait de ce que le hub sait déjà.',
  valuesConfig: {
    ADD_AND_UPDATE: { description: 'Ajoute et met à jour ; n’enlève rien.' },
    REPLACE_YEAR: {
      description:
        'Remplace les exercices : ce que le hub savait d’un territoire, d’un exercice et d’une nature que le fichier ' +
        'apporte, et que le fichier n’a plus, est supprimé.',
    },
  },
});

export const Acceptance = { ALL_OR_NOTHING: 'ALL_OR_NOTHING', VALID_ROWS: 'VALID_ROWS' } as const;
export type Acceptance = keyof typeof Acceptance;
registerEnumType(Acceptance, {
  name: 'Acceptance',
  description: 'Ce qu’un chargement fait des lignes fausses.',
  valuesConfig: {
    ALL_OR_NOTHING: { description: 'Une seule erreur, et rien n’entre.' },
    VALID_ROWS: { description: 'Les lignes justes entrent, les autres restent dehors.' },
  },
});

export const Severity = { ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO' } as const;
export type Severity = keyof typeof Severity;
registerEnumType(Severity, {
  name: 'Severity',
  description: 'Gravité d’une remarque.',
  valuesConfig: {
    ERROR: { description: 'Une erreur : elle arrête un chargement « tout ou rien ».' },
    WARNING: {
      description: 'À regarder : quelque chose est gardé autrement que le fichier ne le dit, ou écarté.',
    },
    INFO: { description: 'Pour information.' },
  },
});
