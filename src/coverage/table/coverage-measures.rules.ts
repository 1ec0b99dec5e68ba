import { MeasureUnit, type TableFacts } from '../../provenance/measure.rules.js';
import { CoverageDimension, coverageDimensions } from './coverage-table.rules.js';

const { STATUS, CONVENTION, TERRITORY_SCALE, DATE } = CoverageDimension;

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
  COMMUNE_COUNT: {
    field: 'communeCount',
    label: 'Nombre de communes',
    definition: 'Communes de la ligne, couvertes ou non.',
    formula: 'Compte des communes distinctes de la ligne.',
    unit: MeasureUnit.COMMUNE,
    addsUp: true,
  },
  INHABITANTS: {
    field: 'inhabitants',
    label: 'Habitants',
    definition: 'Habitants de ces communes, couvertes ou non.',
    formula: 'Somme de leur population municipale.',
    unit: MeasureUnit.INHABITANT,
    addsUp: true,
  },
  COVERED_POPULATION: {
    field: 'coveredPopulation',
    label: 'Habitants couverts',
    definition: 'Habitants des communes couvertes.',
    formula: 'Somme de la population municipale des communes couvertes.',
    unit: MeasureUnit.INHABITANT,
    addsUp: true,
  },
  REMAINING_POPULATION: {
    field: 'remainingPopulation',
    label: 'Habitants qui ne sont pas couverts de façon certaine',
    definition: 'Habitants qu’aucune convention ne couvre de façon certaine.',
    formula: 'Habitants de la ligne, moins ceux des communes couvertes.',
    unit: MeasureUnit.INHABITANT,
    addsUp: true,
  },
  CHANGE: {
    field: 'change',
    label: 'Évolution depuis l’autre date',
    definition:
      'La comparaison avec l’autre date ; vide si « compareTo » n’est pas donné. Les lignes se trient par la différence des parts de ' +
      'population.',
    formula: 'Parts et nombres de la ligne à sa date, moins ceux de la même ligne à l’autre.',
    unit: MeasureUnit.POINT,
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
  // All the communes of a state, or of a convention, are in one state: a rate tells nothing of them.
  without: {
    COMMUNES_RATE: [STATUS, CONVENTION],
    POPULATION_RATE: [STATUS, CONVENTION],
  },
  apart: [CONVENTION, TERRITORY_SCALE, DATE],
  limits: [
    'Une commune sous plusieurs conventions est dans la ligne de chacune, et une fois dans les sous-totaux et les totaux.',
    '« compareTo » compare les mêmes communes ; par état, convention ou échelle, une ligne en gagne et en perd d’une date à l’autre.',
    'Une part ne s’additionne ni d’un territoire à l’autre ni d’une date à l’autre : les totaux sont comptés à part.',
    'Plusieurs dates demandent la dimension DATE.',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
