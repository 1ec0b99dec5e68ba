import { GraphQLInt } from 'graphql';
import { sql } from 'kysely';
import { Ratio, ratio } from '../../graphql/ratio.type.js';
import { type Measure, MeasureUnit, ordersOf, type TableFacts } from '../../provenance/measure.rules.js';
import { changeOf, coveredPeople, difference, isChangeKnown, type Told } from './coverage-change.js';
import { CoverageChange } from './coverage-change.type.js';
import { CoverageDimension, coverageDimensions, isMoving } from './coverage-table.rules.js';
import type { CoverageTableQuestion } from './coverage-table.sql.js';

const { STATUS, CONVENTION, TERRITORY_SCALE, DATE } = CoverageDimension;

const people = sql`nullif(g.population, 0)`;
const isKnown = () => true;
const isPeopleKnown = ({ row }: Told) => row.population !== null;
const covered = sql`case when g.population is not null then g.covered_population end`;
const unknownPeople = 'Vide si la population d’aucune commune de la ligne n’est connue.';

/** What a table of coverage measures: the fields of its rows, its orders and the catalogue follow from it. */
export const coverageMeasures = {
  COMMUNES_RATE: {
    field: 'communes',
    label: 'Part des communes couvertes',
    definition: 'Communes couvertes, sur toutes celles de la ligne.',
    formula:
      'Communes du périmètre d’au moins une CTG en vigueur à la date selon « rule », chacune comptée une fois, divisées par toutes les communes.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
    type: () => Ratio,
    value: ({ row }) => ratio(row.covered, row.communes),
    order: {
      by: () => sql`g.covered::numeric / nullif(g.communes, 0)`,
      isKnown: ({ row }) => row.communes > 0,
    },
  },
  POPULATION_RATE: {
    field: 'population',
    label: 'Part de la population couverte',
    definition: 'Population municipale couverte, sur celle de toutes ces communes.',
    formula: 'Habitants des communes couvertes, divisés par ceux de toutes les communes.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
    type: () => Ratio,
    value: ({ row }) => ratio(row.coveredPopulation, row.population ?? 0),
    order: {
      by: () => sql`g.covered_population::numeric / ${people}`,
      isKnown: ({ row }) => row.population !== null && row.population > 0,
    },
  },
  COMMUNE_COUNT: {
    field: 'communeCount',
    label: 'Nombre de communes',
    definition: 'Communes de la ligne, couvertes ou non.',
    formula: 'Compte des communes distinctes de la ligne.',
    unit: MeasureUnit.COMMUNE,
    addsUp: true,
    type: () => GraphQLInt,
    value: ({ row }) => row.communes,
    order: { by: () => sql`g.communes`, isKnown, description: 'Nombre de communes de la ligne.' },
  },
  INHABITANTS: {
    field: 'inhabitants',
    label: 'Habitants',
    definition: `Habitants de ces communes, couvertes ou non. ${unknownPeople}`,
    formula: 'Somme de leur population municipale.',
    unit: MeasureUnit.INHABITANT,
    addsUp: true,
    type: () => GraphQLInt,
    nullable: true,
    value: ({ row }) => row.population,
    order: { by: () => sql`g.population`, isKnown: isPeopleKnown, description: 'Habitants de la ligne.' },
  },
  COVERED_POPULATION: {
    field: 'coveredPopulation',
    label: 'Habitants couverts',
    definition: `Habitants des communes couvertes. ${unknownPeople}`,
    formula: 'Somme de la population municipale des communes couvertes.',
    unit: MeasureUnit.INHABITANT,
    addsUp: true,
    type: () => GraphQLInt,
    nullable: true,
    value: ({ row }) => coveredPeople(row),
    order: { by: () => covered, isKnown: isPeopleKnown },
  },
  REMAINING_POPULATION: {
    field: 'remainingPopulation',
    label: 'Habitants qui ne sont pas couverts de façon certaine',
    definition: `Habitants qu’aucune convention ne couvre de façon certaine. ${unknownPeople}`,
    formula: 'Habitants de la ligne, moins ceux des communes couvertes.',
    unit: MeasureUnit.INHABITANT,
    addsUp: true,
    type: () => GraphQLInt,
    nullable: true,
    value: ({ row }) => difference(row.population, coveredPeople(row)),
    order: {
      by: () => sql`g.population - g.covered_population`,
      isKnown: isPeopleKnown,
      description: 'Habitants qu’aucune convention ne couvre de façon certaine.',
    },
  },
  CHANGE: {
    field: 'change',
    label: 'Évolution depuis l’autre date',
    definition:
      'La comparaison avec l’autre date ; vide si aucune n’est demandée, et avec « compare » à la première de plusieurs dates. Les lignes se trient par la différence des parts de ' +
      'population.',
    formula: 'Parts et nombres de la ligne à sa date, moins ceux de la même ligne à l’autre.',
    unit: MeasureUnit.POINT,
    addsUp: false,
    type: () => CoverageChange,
    nullable: true,
    value: changeOf,
    order: {
      by: ({ by, states }) =>
        isMoving(by, states !== null)
          ? sql`case when pair.other_day is not null and g.communes + coalesce(other.communes, 0) > 0 then g.population - case when other.communes > 0 then other.population else 0 end end`
          : sql`(g.covered_population - other.covered_population)::numeric / ${people}`,
      isKnown: isChangeKnown,
      description:
        'Différence de la part de population avec l’autre date, ou des habitants par état, convention ou échelle : demande « compare » ou « compareTo ».',
    },
  },
  CONVENTIONS: {
    field: 'conventionsInForce',
    label: 'Conventions en vigueur',
    definition:
      'Conventions en vigueur qui touchent la ligne. Une convention qui en touche plusieurs compte une fois dans chacune : ' +
      'les lignes ne s’additionnent pas.',
    formula:
      'Compte des conventions distinctes, en vigueur à la date selon « rule », dont le périmètre a une commune de la ligne ou dont la source nomme le territoire.',
    unit: MeasureUnit.CONVENTION,
    addsUp: false,
    type: () => GraphQLInt,
    value: ({ row }) => row.inForce,
    order: { by: () => sql`g.in_force`, isKnown },
  },
} as const satisfies Readonly<Record<string, Measure<Told, CoverageTableQuestion>>>;

/** What rows are ordered by. */
export const CoverageTableOrder = { ...ordersOf(coverageMeasures), KEY: 'KEY' } as const;
export type CoverageTableOrder = (typeof CoverageTableOrder)[keyof typeof CoverageTableOrder];

/** All the communes of a state, or of a convention, are in one state: a rate tells nothing of them. */
export const isRate = (order: CoverageTableOrder): boolean =>
  order === CoverageTableOrder.COMMUNES_RATE || order === CoverageTableOrder.POPULATION_RATE;

export const coverageTableFacts: TableFacts = {
  query: 'coverageTable',
  title: 'Couverture',
  measures: coverageMeasures,
  dimensions: coverageDimensions,
  without: {
    COMMUNES_RATE: [STATUS, CONVENTION],
    POPULATION_RATE: [STATUS, CONVENTION],
  },
  apart: [CONVENTION, TERRITORY_SCALE, DATE],
  limits: [
    'Une commune sous plusieurs conventions est dans la ligne de chacune, et une fois dans les sous-totaux et les totaux.',
    '« compare » et « compareTo » comparent les mêmes communes ; par état, convention ou échelle, une ligne en gagne et en perd d’une date à l’autre.',
    'Une part ne s’additionne ni d’un territoire à l’autre ni d’une date à l’autre : les totaux sont comptés à part.',
    'Plusieurs dates demandent la dimension DATE.',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
