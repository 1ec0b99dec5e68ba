import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

/** What is told of a territory by itself: the descriptions of its fields and the catalogue follow from it. */
export const territoryFacts = {
  population: {
    label: 'Population municipale',
    definition:
      'Population municipale (source unique : « vintage »). Au-dessus de la commune, somme de ses communes. ' +
      'Vide si la source n’en donne pas.',
    formula: 'Nombre publié pour la commune ; au-dessus d’elle, somme de ceux de ses communes.',
    unit: MeasureUnit.INHABITANT,
    limits: ['Une seule année, celle de « vintage » : la population d’une autre année ne se demande pas.'],
  },
} as const satisfies FieldsFacts;
