import { MeasureUnit, type TableFacts } from '../../provenance/measure.rules.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';

/** What a table of subsidies measures: the fields of its rows and the catalogue follow from it. */
export const subsidyMeasures = {
  AMOUNT: {
    field: 'amount',
    label: 'Montant',
    definition: 'Montant en euros ; vide s’il n’y en a que de ce qui est comparé.',
    formula: 'Somme des montants d’une seule nature, aux exercices demandés, hors montants écartés.',
    unit: MeasureUnit.EURO,
    addsUp: true,
  },
  PER_INHABITANT: {
    field: 'perInhabitant',
    label: 'Montant par habitant',
    definition: 'Euros par habitant, de tous les exercices de « fiscalYears » ensemble.',
    formula: 'Montant, divisé par la population municipale des territoires de la ligne.',
    unit: MeasureUnit.EURO_PER_INHABITANT,
    addsUp: false,
  },
  PER_10000_INHABITANTS: {
    field: 'perTenThousandInhabitants',
    label: 'Montant pour 10 000 habitants',
    definition: 'Euros pour 10 000 habitants, de tous les exercices de « fiscalYears » ensemble.',
    formula: 'Montant, divisé par la population municipale des territoires de la ligne, fois 10 000.',
    unit: MeasureUnit.EURO_PER_10000_INHABITANTS,
    addsUp: false,
  },
  PER_CHILD: {
    field: 'perChild',
    label: 'Montant par enfant',
    definition:
      'Euros par enfant, de tous les exercices de « fiscalYears » ensemble ; « childAges » dit de quels enfants.',
    formula:
      'Montant, divisé par les enfants de toutes les communes de la ligne, ou de son territoire tout entier, d’une même année.',
    unit: MeasureUnit.EURO_PER_CHILD,
    addsUp: false,
  },
  SHARE: {
    field: 'share',
    label: 'Part du total',
    definition:
      'Part du total de la table, de 0 à 1 si aucun montant n’est négatif ; vide si le total est nul ou négatif.',
    formula: 'Montant de la ligne, divisé par celui de la table entière.',
    unit: MeasureUnit.SHARE,
    addsUp: true,
  },
  SHARE_OF_GROUP: {
    field: 'shareOfGroup',
    label: 'Part du sous-total',
    definition:
      'Part du sous-total dont la ligne est une des lignes : par CONVENTION puis SECTION, la part de la section dans la convention. ' +
      'Vide pour un sous-total ou un total, ou s’il est nul ou négatif.',
    formula: 'Montant de la ligne, divisé par celui de toutes les dimensions demandées sauf la dernière.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
  },
  LINE_COUNT: {
    field: 'lineCount',
    label: 'Nombre de montants',
    definition: 'Nombre de montants additionnés.',
    formula: 'Compte des montants de la somme.',
    unit: MeasureUnit.AMOUNT,
    addsUp: true,
  },
} as const satisfies TableFacts['measures'];

export const subsidyTableFacts: TableFacts = {
  query: 'subsidyTable',
  title: 'Subventions',
  measures: subsidyMeasures,
  dimensions: subsidyDimensions,
  without: { SHARE_OF_GROUP: [SubsidyDimension.NATURE] },
  apart: [SubsidyDimension.CONVENTION, SubsidyDimension.NATURE],
  limits: [
    'Deux natures (réel, prévisionnel…) ne s’additionnent jamais : une table en demande une seule, par « nature », ou les donne ' +
      'l’une à côté de l’autre par la dimension NATURE, avec un total par nature. « compareNature » donne l’écart de deux natures.',
    'Un montant sous deux conventions compte dans chacune : leurs lignes dépassent le total de « countedAgain ».',
    'Un montant est d’un exercice entier : une série par mois ne se demande pas, demandez FISCAL_YEAR.',
    'Un quotient par enfant demande le nombre d’enfants de toutes les communes de la ligne, ou de son territoire entier.',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
