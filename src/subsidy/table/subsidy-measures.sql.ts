import { GraphQLFloat, GraphQLInt } from 'graphql';
import { sql } from 'kysely';
import { EuroScalar } from '../../graphql/scalars.js';
import { type Measure, MeasureUnit, ordersOf, type TableFacts } from '../../provenance/measure.rules.js';
import { perChild } from '../per-child.js';
import { SubsidyPerChild } from '../per-child.type.js';
import { changeOf, gapOf, type Told } from './subsidy-comparison.js';
import { SubsidyChange, SubsidyNatureGap } from './subsidy-comparison.type.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';
import type { Side, SubsidyTableQuestion } from './subsidy-table-source.sql.js';

const perInhabitant = ({ cents, row: { population } }: Told): number | null =>
  cents === null || !population ? null : cents / 100 / population;
const ofChildren = ({ cents, row: { children, communes } }: Told) =>
  perChild(cents, { ...(children ?? noChildren), communes });
const noChildren = { ages: null, value: null, year: null, isOwn: false, communesKnown: 0 };

/** Of a whole that is not negative: a share of less than nothing says nothing. */
const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : part / whole;

/** Of a group `g`, as its row tells it: none of sums whose years do not match each other. */
const differenceTo = (side: Side) =>
  sql`case when g.years = ${sql.ref(`g.${side}_years`)} then g.cents - ${sql.ref(`g.${side}_cents`)} end`;

/** What a table of subsidies measures: the fields of its rows, its orders and the catalogue follow from it. */
export const subsidyMeasures = {
  AMOUNT: {
    field: 'amount',
    label: 'Montant',
    definition: 'Montant en euros ; vide s’il n’y en a que de ce qui est comparé.',
    formula: 'Somme des montants d’une seule nature, aux exercices demandés, hors montants écartés.',
    unit: MeasureUnit.EURO,
    addsUp: true,
    type: () => EuroScalar,
    nullable: true,
    value: ({ cents }) => cents,
    order: { by: () => sql`g.cents`, isKnown: ({ cents }) => cents !== null },
  },
  PER_INHABITANT: {
    field: 'perInhabitant',
    label: 'Montant par habitant',
    definition: 'Euros par habitant, de tous les exercices de « fiscalYears » ensemble.',
    formula: 'Montant, divisé par la population municipale des territoires de la ligne.',
    unit: MeasureUnit.EURO_PER_INHABITANT,
    addsUp: false,
    type: () => GraphQLFloat,
    nullable: true,
    value: perInhabitant,
    order: {
      by: () => sql`g.cents / nullif(g.population, 0)`,
      isKnown: (told) => perInhabitant(told) !== null,
    },
  },
  PER_10000_INHABITANTS: {
    field: 'perTenThousandInhabitants',
    label: 'Montant pour 10 000 habitants',
    definition: 'Euros pour 10 000 habitants, de tous les exercices de « fiscalYears » ensemble.',
    formula: 'Montant, divisé par la population municipale des territoires de la ligne, fois 10 000.',
    unit: MeasureUnit.EURO_PER_10000_INHABITANTS,
    addsUp: false,
    type: () => GraphQLFloat,
    nullable: true,
    value: (told) => {
      const value = perInhabitant(told);
      return value === null ? null : value * 10_000;
    },
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
    type: () => SubsidyPerChild,
    value: ofChildren,
    order: {
      by: () => sql`g.cents / nullif((g.children ->> 'value')::numeric, 0)`,
      isKnown: (told) => ofChildren(told).value !== null,
      description:
        'Montant par enfant : demande « childAges » (un âge), la dimension SECTOR ou un seul secteur (« sectors »).',
    },
  },
  SHARE: {
    field: 'share',
    label: 'Part du total',
    definition:
      'Part du total de la table, de 0 à 1 si aucun montant n’est négatif ; vide si le total est nul ou négatif.',
    formula: 'Montant de la ligne, divisé par celui de la table entière.',
    unit: MeasureUnit.SHARE,
    addsUp: true,
    type: () => GraphQLFloat,
    nullable: true,
    value: ({ cents, total }) => shareOf(cents, total),
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
    type: () => GraphQLFloat,
    nullable: true,
    value: ({ cents, ofGroup }) => shareOf(cents, ofGroup),
  },
  LINE_COUNT: {
    field: 'lineCount',
    label: 'Nombre de montants',
    definition: 'Nombre de montants additionnés.',
    formula: 'Compte des montants de la somme.',
    unit: MeasureUnit.AMOUNT,
    addsUp: true,
    type: () => GraphQLInt,
    value: ({ row: { lineCount } }) => lineCount,
    order: { by: () => sql`coalesce(g.lines, 0)`, isKnown: () => true },
  },
  CHANGE: {
    field: 'previous',
    label: 'Évolution depuis l’autre exercice',
    definition:
      'L’exercice d’avant, celui de « compareTo », ou le premier de la convention, si la comparaison est demandée.',
    formula:
      'Montant de la ligne, moins celui de la même ligne à l’autre exercice, si les exercices des deux se répondent.',
    unit: MeasureUnit.EURO,
    addsUp: false,
    type: () => SubsidyChange,
    nullable: true,
    value: changeOf,
    order: {
      by: () => differenceTo('before'),
      isKnown: (told) => changeOf(told)?.difference != null,
      description:
        'Différence avec l’autre exercice : demande « compare », « compareTo » ou « compareToStart ».',
    },
  },
  NATURE_GAP: {
    field: 'natureGap',
    label: 'Écart avec l’autre nature',
    definition: 'L’écart avec l’autre nature, si « compareNature » est donnée.',
    formula: 'Montant de la ligne, moins celui de la même ligne dans l’autre nature, aux mêmes exercices.',
    unit: MeasureUnit.EURO,
    addsUp: false,
    type: () => SubsidyNatureGap,
    nullable: true,
    value: gapOf,
    order: {
      by: () => sql`abs(${differenceTo('gap')})`,
      isKnown: (told) => gapOf(told)?.difference != null,
      description: 'Écart avec l’autre nature, en euros et sans son signe : demande « compareNature ».',
    },
  },
} as const satisfies Readonly<Record<string, Measure<Told, SubsidyTableQuestion>>>;

/** What rows are ordered by. */
export const SubsidyTableOrder = { ...ordersOf(subsidyMeasures), KEY: 'KEY' } as const;
export type SubsidyTableOrder = (typeof SubsidyTableOrder)[keyof typeof SubsidyTableOrder];

export const subsidyTableFacts: TableFacts = {
  query: 'subsidyTable',
  title: 'Subventions',
  measures: subsidyMeasures,
  dimensions: subsidyDimensions,
  // Nothing is compared with another nature by nature.
  without: { SHARE_OF_GROUP: [SubsidyDimension.NATURE], NATURE_GAP: [SubsidyDimension.NATURE] },
  apart: [SubsidyDimension.CONVENTION, SubsidyDimension.NATURE],
  limits: [
    'Deux natures (réel, prévisionnel…) ne s’additionnent jamais : une table en demande une seule, par « nature », ou les donne ' +
      'l’une à côté de l’autre par la dimension NATURE, avec un total par nature. « compareNature » donne l’écart de deux natures.',
    'Un montant sous deux conventions compte dans chacune : leurs lignes dépassent le total de « countedAgain ».',
    'Un montant est d’un exercice entier : une série par mois ne se demande pas, demandez FISCAL_YEAR.',
    'Un quotient par enfant demande le nombre d’enfants de toutes les communes de la ligne, ou de son territoire entier.',
    '« compareToStart » et « conventions » demandent la dimension CONVENTION ; « fundingFamilies » remplace « fundingLines ».',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
