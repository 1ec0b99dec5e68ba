import { MeasureUnit, type TableFacts } from '../../provenance/measure.rules.js';
import { coverageDimensions } from './coverage-table.rules.js';

/** What a table of coverage measures: the fields of its rows and the catalogue follow from it. */
export const coverageMeasures = {
  COMMUNES_RATE: {
    field: 'communes',
    label: 'Part des communes couvertes',
    definition: 'Communes couvertes, sur toutes celles de la ligne.',
    formula:
      'Communes du périmètre d’au moins une CTG en vigueur à la date, chacune comptée une fois, divisées par toutes les communes.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
  },
  POPULATION_RATE: {
    field: 'population',
    label: 'Part de la population couverte',
    definition: 'Population municipale couverte, sur celle de toutes ces communes.',
    formula: 'Habitants des communes couvertes, divisés par ceux de toutes les communes.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
  },
  CONVENTIONS: {
    field: 'conventionsInForce',
    label: 'Conventions en vigueur',
    definition:
      'Conventions en vigueur qui touchent la ligne. Une convention qui en touche plusieurs compte une fois dans chacune : ' +
      'les lignes ne s’additionnent pas.',
    formula:
      'Compte des conventions distinctes, en vigueur à la date, dont le périmètre a une commune de la ligne ou dont la source nomme le territoire.',
    unit: MeasureUnit.CONVENTION,
    addsUp: false,
  },
} as const satisfies TableFacts['measures'];

export const coverageTableFacts: TableFacts = {
  query: 'coverageTable',
  title: 'Couverture',
  measures: coverageMeasures,
  dimensions: coverageDimensions,
  without: {},
  limits: [
    'Une part ne s’additionne ni d’un territoire à l’autre ni d’une date à l’autre : les totaux sont comptés à part.',
    'Plusieurs dates demandent la dimension DATE.',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
