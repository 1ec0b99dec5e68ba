import { type FieldsFacts, MeasureUnit } from '../provenance/measure.rules.js';

/** What is measured of needs and spending: the descriptions of the fields and the catalogue follow from it. */
export const needFacts = {
  needAndSpending: {
    label: 'Besoin et dépense',
    definition:
      'Dépense-t-on moins par enfant là où le besoin est plus grand ? Un indicateur et la dépense, par EPCI ou par département.',
    formula:
      'Corrélation (Pearson, et Spearman sur les rangs) du besoin et des euros par enfant, des territoires dont les deux sont connus.',
    unit: MeasureUnit.CORRELATION,
    limits: [
      'Une corrélation ne dit pas une cause ; sous « minimumCount » territoires, elle n’est pas donnée.',
      'Un nombre de places n’est pas un besoin, et est refusé : demandez un taux de pauvreté, un nombre d’enfants…',
    ],
  },
} as const satisfies FieldsFacts;
