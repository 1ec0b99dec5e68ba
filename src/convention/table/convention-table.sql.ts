import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { added, list, rollup, standing } from '../../db/grouping.js';
import { rows } from '../../db/sql.js';
import type { ConventionScale, ConventionState } from '../convention.rules.js';
import { isMemberOn, type StateQuestion } from '../convention-state.sql.js';
import { conventionsIn, statesOn } from '../kept/states.sql.js';
import {
  type ConventionDimension,
  type ConventionScaleGroup,
  ConventionTableOrder,
  scaleGroups,
} from './convention-table.rules.js';

/** What a table is asked: every list is validated before. */
export interface ConventionTableQuestion extends StateQuestion {
  readonly within: { readonly id: string };
  readonly by: readonly ConventionDimension[];
  readonly states: readonly ConventionState[] | null;
  readonly scales: readonly ConventionScale[] | null;
  readonly minimumGeneration: number | null;
  readonly signedAfterStart: boolean | null;
  readonly orderBy: ConventionTableOrder;
  readonly ascending: boolean;
  readonly first: number;
  readonly offset: number;
}

/** Columns of a spread of values: how many are known, and what they give. */
type Spread<P extends string> = Readonly<
  Record<`${P}Known`, number> &
    Record<`${P}Mean` | `${P}Median` | `${P}Minimum` | `${P}Maximum`, number | null>
>;

/** One group of a table; a dimension that it is not grouped by is null. */
export interface ConventionTableRow extends Spread<'communes'>, Spread<'delay'> {
  /** How many of the asked dimensions, from the last, it adds up: 0 for a cell, all of them for the total. */
  readonly over: number;
  readonly place: number;
  readonly rank: number;
  readonly region: string | null;
  readonly department: string | null;
  readonly scaleGroup: ConventionScaleGroup | null;
  readonly scale: ConventionScale | null;
  readonly generation: number | null;
  readonly state: ConventionState | null;
  readonly startYear: number | null;
  readonly convention: string | null;
  readonly conventions: number;
  /** Conventions whose start and signature are both known; "delay…" is of those signed after their start. */
  readonly delaysKnown: number;
  readonly cells: number;
}

export const columnOf = {
  REGION: 'region',
  DEPARTMENT: 'department',
  SCALE_GROUP: 'scaleGroup',
  SCALE: 'scale',
  GENERATION: 'generation',
  STATE: 'state',
  START_YEAR: 'startYear',
  CONVENTION: 'convention',
} as const satisfies Record<ConventionDimension, keyof ConventionTableRow>;

const groupOf = sql`case c.scale ${sql.join(
  Object.entries(scaleGroups).map(([scale, group]) => sql`when ${sql.lit(scale)} then ${sql.lit(group)}`),
  sql` `,
)} end`;

/** Days from the start of convention `c` to its signature; null if either is unknown. */
const delay = sql`(c.signed_on - c.starts_on)`;

/** Condition: what the filters keep of conventions `c`, in their state `stated`. */
const kept = ({ states, scales, minimumGeneration, signedAfterStart }: ConventionTableQuestion) => sql`
  (${states}::text[] is null or stated.state = any(${states}::text[]))
  and (${scales}::text[] is null or c.scale = any(${scales}::text[]))
  and (${minimumGeneration}::int is null or c.generation >= ${minimumGeneration}::int)
  and (${signedAfterStart}::boolean is null or (${delay} > 0) = ${signedAfterStart}::boolean)`;

/**
 * Select of the asked conventions: `reference`, dimensions, how many communes each has (null where its source does not
 * give them all) and how long after its start it was signed.
 */
export const measured = (question: ConventionTableQuestion): RawBuilder<unknown> => {
  const { within, on } = question;
  // Before its start a convention has the communes that it starts with, after its end those that it ended with.
  const day = sql`least(greatest(${on}::date, c.starts_on), stated.ends_on)`;
  return sql`
    select c.reference as convention, c.scale, ${groupOf} as "scaleGroup", c.generation, stated.state,
           extract(year from c.starts_on)::int as "startYear", c.home_department_id as department,
           home.region_id as region, ${delay} as delay,
           case when c.perimeter_complete then (
             select count(distinct m.territory_id)::int from perimeter_member m
             where m.convention_reference = c.reference and ${isMemberOn(day)}
           ) end as communes
    from (${conventionsIn([within.id], question)}) touched
    join convention c on c.reference = touched.reference
    join (${statesOn(question)}) stated on stated.reference = c.reference
    left join territory home on home.id = c.home_department_id
    where ${kept(question)}`;
};

/** Aggregates that describe the values of a column, of the rows that `of` keeps. */
function spreadOf(name: 'communes' | 'delay', of: RawBuilder<unknown>): RawBuilder<unknown> {
  const value = sql.ref(name);
  const as = (end: string) => sql.ref(`${name}${end}`);
  return sql`
    (count(${value}) filter (where ${of}))::int as ${as('Known')},
    (avg(${value}) filter (where ${of}))::float8 as ${as('Mean')},
    percentile_cont(0.5) within group (order by ${value}) filter (where ${of}) as ${as('Median')},
    (min(${value}) filter (where ${of}))::float8 as ${as('Minimum')},
    (max(${value}) filter (where ${of}))::float8 as ${as('Maximum')}`;
}

/** The cells of one page of a table, then its subtotals and its total: each level from the same conventions. */
export function conventionTable(
  em: SqlEntityManager,
  question: ConventionTableQuestion,
): Promise<ConventionTableRow[]> {
  const { by, first, offset } = question;
  const columns = by.map((dimension) => sql.ref(columnOf[dimension]));
  const absent = Object.entries(columnOf)
    .filter(([dimension]) => !by.includes(dimension as ConventionDimension))
    .map(([, name]) => sql`null as ${sql.ref(name)}`);
  // Without a dimension there is the total alone, which no page turns over.
  const isCell = by.length === 0 ? sql`false` : sql`"over" = 0`;
  return rows(
    em,
    'conventionTable',
    sql<ConventionTableRow>`
      with source as (${measured(question)}),
      g as (
        select ${list(columns)} ${added(columns)} as "over", count(*)::int as conventions,
               ${spreadOf('communes', sql`true`)}, ${spreadOf('delay', sql`delay > 0`)},
               count(delay)::int as "delaysKnown"
        from source ${rollup(columns)}
      ), ranked as (
        select g.*, (count(*) filter (where "over" = 0) over ())::int as cells,
               ${placesBy(question)}
        from g
      )
      select ${list(absent)} ranked.* from ranked
      where place <= ${first} + case when ${isCell} then ${offset}::int else 0 end and (not ${isCell} or place > ${offset})
      order by "over", place`,
  );
}

/** Columns `place`, by the asked measure, ties and empty measures by key, and `rank`. */
const placesBy = ({ by, orderBy, ascending }: ConventionTableQuestion): RawBuilder<unknown> =>
  standing({
    level: sql`"over"`,
    measure: {
      [ConventionTableOrder.CONVENTIONS]: sql`conventions`,
      [ConventionTableOrder.COMMUNES]: sql`"communesMean"`,
      [ConventionTableOrder.SIGNATURE_DELAY]: sql`"delayMedian"`,
      [ConventionTableOrder.KEY]: null,
    }[orderBy],
    keys: by.map((dimension) => sql.ref(columnOf[dimension])),
    last: sql`"over"`,
    ascending,
  });
