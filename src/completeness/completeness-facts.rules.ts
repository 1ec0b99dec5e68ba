import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

const share = {
  formula: 'Communes ou conventions reçues, parmi les attendues, divisées par les attendues.',
  unit: MeasureUnit.SHARE,
  limits: [
    'Ce qui est reçu sans être attendu n’est pas dans le taux : « unexpected » le compte.',
    'Les taux de plusieurs jeux de données ne s’additionnent pas : ils ne comptent pas les mêmes choses.',
  ],
} as const;

/** What is measured of what was received: the descriptions of the fields and the catalogue follow from it. */
export const completenessFacts = {
  completeness: {
    label: 'Complétude',
    definition: 'Ce qui est attendu et ce qui est reçu, pour un jeu de données et un exercice.',
    ...share,
  },
  completenessByDataset: {
    label: 'Complétude de chaque jeu de données',
    definition:
      'La même chose pour chaque jeu de données dont quelque chose est attendu, et dont l’accès de qui demande comprend de quoi le dire.',
    ...share,
  },
} as const satisfies FieldsFacts;
