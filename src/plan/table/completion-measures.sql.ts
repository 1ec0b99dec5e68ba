import { GraphQLInt } from 'graphql';
import { type RawBuilder, sql } from 'kysely';
import {
  type Measure,
  type MeasureOrder,
  MeasureUnit,
  ordersOf,
  type TableFacts,
} from '../../provenance/measure.rules.js';
import { ActionCompletion, ObjectiveCompletion } from '../completion.type.js';
import { actionRate, objectiveRate, previousOf, type Told } from './completion-change.js';
import { CompletionChange } from './completion-change.type.js';
import { completionDimensions } from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';

const rated = sql`(actions - unknown - permanent - abandoned)`;
const judged = sql`(reached + not_reached + objectives_abandoned)`;
/** Difference of two rates, from whole numbers: equal differences must tie, for the key to decide. */
const changeOf = (part: RawBuilder<unknown>, whole: RawBuilder<unknown>, [was, of]: [string, string]) => {
  const before = (name: string) => sql`(before ->> ${sql.lit(name)})::bigint`;
  return sql`(${part} * ${before(of)} - ${before(was)} * ${whole})::float8 / nullif(${whole} * ${before(of)}, 0)`;
};

/** What a table of completion measures: the fields of its rows, its orders and the catalogue follow from it. */
export const completionMeasures = {
  ACTION_RATE: {
    field: 'actions',
    label: 'Part des actions réalisées',
    definition:
      'Ce que deviennent les actions de la ligne : leur taux de réalisation, et combien sont dans chaque état. Vide pour un état, qui n’a ' +
      'pas de taux.',
    formula:
      'Actions réalisées à la date, divisées par celles dont l’état est connu, hors permanentes et hors abandonnées ; ' +
      '« rateWithAbandoned » divise aussi par les abandonnées.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
    type: () => ActionCompletion,
    nullable: true,
    value: ({ figures }) => figures.actions,
    order: {
      by: () => sql`completed::float8 / nullif(${rated}, 0)`,
      isKnown: ({ row }) => actionRate(row).value !== null,
      description: 'Taux de réalisation des actions.',
    },
  },
  OBJECTIVE_RATE: {
    field: 'objectives',
    label: 'Part des objectifs atteints',
    definition:
      'Ce que deviennent les objectifs de la ligne, d’après leurs actions : la part de ceux qui sont atteints, et combien le sont, ou non. ' +
      'Vide pour un état, qui est celui d’une action.',
    formula:
      'Objectifs atteints (au moins une action n’est pas abandonnée, et toutes celles-là sont réalisées), divisés par les objectifs ' +
      'atteints, non atteints et abandonnés ; hors ceux qui n’ont pas d’action, et ceux dont des états inconnus ne laissent pas juger.',
    unit: MeasureUnit.SHARE,
    addsUp: false,
    type: () => ObjectiveCompletion,
    nullable: true,
    value: ({ figures }) => figures.objectives,
    order: {
      by: () => sql`reached::float8 / nullif(${judged}, 0)`,
      isKnown: ({ row }) => objectiveRate(row).value !== null,
      description: 'Taux d’objectifs atteints.',
    },
  },
  ACTION_COUNT: {
    field: 'actionCount',
    label: 'Nombre d’actions',
    definition: 'Actions connues de la ligne ; pour un état, celles de cet état.',
    formula: 'Compte des actions distinctes des conventions en vigueur à la date.',
    unit: MeasureUnit.ACTION,
    addsUp: false,
    type: () => GraphQLInt,
    value: ({ row }) => row.actions,
    order: {
      by: () => sql`coalesce(actions, 0)`,
      isKnown: () => true,
      description: 'Nombre d’actions connues.',
    },
  },
  CONVENTIONS: {
    field: 'conventions',
    label: 'Conventions en vigueur',
    definition: 'Conventions en vigueur à la date, chacune comptée une fois.',
    formula: 'Compte des conventions distinctes, en vigueur à la date, qui touchent la ligne.',
    unit: MeasureUnit.CONVENTION,
    addsUp: false,
    type: () => GraphQLInt,
    value: ({ row }) => row.conventions,
  },
  CHANGE: {
    field: 'previous',
    label: 'Évolution depuis l’autre date',
    definition:
      'De combien le taux des actions, celui des objectifs et le nombre d’actions ont changé depuis l’autre date : toutes conventions, et à ' +
      'conventions égales. Vide si aucune comparaison n’est demandée, et avec « compare » à la première de plusieurs dates.',
    formula: 'Taux et nombres de la ligne à sa date, moins ceux de la même ligne à l’autre.',
    unit: MeasureUnit.POINT,
    addsUp: false,
    type: () => CompletionChange,
    nullable: true,
    value: previousOf,
  },
} as const satisfies Readonly<Record<string, Measure<Told, CompletionTableQuestion>>>;

/** Parts of measures that rows are ordered by, too. */
const partOrders = {
  OVERDUE: {
    label: 'Nombre d’actions en retard',
    order: { by: () => sql`coalesce(overdue, 0)`, isKnown: () => true },
  },
  ACTION_CHANGE: {
    label: 'Écart du taux des actions avec l’autre date : demande « compare » ou « compareTo »',
    order: {
      by: () => changeOf(sql`completed`, rated, ['completed', 'rated']),
      isKnown: ({ row }) => actionRate(row).value !== null && (row.before?.rated ?? 0) > 0,
    },
  },
  OBJECTIVE_CHANGE: {
    label: 'Écart du taux des objectifs avec l’autre date : demande « compare » ou « compareTo »',
    order: {
      by: () => changeOf(sql`reached`, judged, ['reached', 'judged']),
      isKnown: ({ row }) => objectiveRate(row).value !== null && (row.before?.judged ?? 0) > 0,
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly order: MeasureOrder<Told, CompletionTableQuestion> }>
>;

export const completionOrders = { ...completionMeasures, ...partOrders };

/** What rows are ordered by. */
export const CompletionTableOrder = { ...ordersOf(completionOrders), KEY: 'KEY' } as const;
export type CompletionTableOrder = (typeof CompletionTableOrder)[keyof typeof CompletionTableOrder];

export const isChange = (order: CompletionTableOrder): boolean =>
  order === CompletionTableOrder.ACTION_CHANGE || order === CompletionTableOrder.OBJECTIVE_CHANGE;
export const isRate = (order: CompletionTableOrder): boolean =>
  isChange(order) ||
  order === CompletionTableOrder.ACTION_RATE ||
  order === CompletionTableOrder.OBJECTIVE_RATE;

export const completionTableFacts: TableFacts = {
  query: 'completionTable',
  title: 'Avancement',
  measures: completionMeasures,
  dimensions: completionDimensions,
  // An action's status has no rate: it is what the rate counts.
  without: { ACTION_RATE: ['STATUS'], OBJECTIVE_RATE: ['STATUS'] },
  limits: [
    'Une convention compte entière dans chaque territoire qu’elle touche, un objectif ou une action dans chacune de ses ' +
      'thématiques : les totaux sont comptés à part.',
    'Plusieurs dates demandent la dimension DATE.',
    'Une dimension n’est demandée qu’une fois.',
  ],
};
