import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { ConventionScale, CoverageRule } from '../../convention/convention.rules.js';
import { list, onlyIf, standing } from '../../db/grouping.js';
import { keepStatements } from '../../db/kept-statement.js';
import { rows } from '../../db/sql.js';
import { type OtherDates, othersOf } from '../../graphql/other-dates.rules.js';
import type { Asks } from '../../graphql/selection.js';
import { orderOf } from '../../provenance/measure.rules.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import { bandOrder } from '../../territory/population-band.sql.js';
import type { TableFilter } from '../../territory/table-filter.sql.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';
import type { CommuneCoverageState } from '../coverage.type.js';
import { columnOf } from './coverage-dimensions.sql.js';
import { levelOf } from './coverage-levels.sql.js';
import { type CoverageTableOrder, coverageMeasures } from './coverage-measures.sql.js';
import { CoverageDimension, isMoving, isTerritorial } from './coverage-table.rules.js';
import { nameOfFigure, nothingElse, partsAsked } from './coverage-table-asked.js';
import { unitsOf } from './coverage-units.sql.js';

/** What a table is asked: every list is validated before. */
export interface CoverageTableQuestion extends TableFilter {
  readonly within: { readonly id: string; readonly kind: TerritoryKind };
  readonly by: readonly CoverageDimension[];
  /** The states of the only communes to count; null for no restriction. */
  readonly states: readonly CommuneCoverageState[] | null;
  readonly dates: readonly LocalDate[];
  readonly rule: CoverageRule;
  /** What each date is compared with; null where nothing is compared. */
  readonly otherDates: OtherDates | null;
  readonly orderBy: CoverageTableOrder;
  readonly ascending: boolean;
  readonly first: number;
  readonly offset: number;
  /** What of it the answer tells; all where nobody says. */
  readonly asks?: Asks;
}

/** What is counted of the communes and conventions of one group on one date. */
export interface CoverageCounts {
  readonly covered: number;
  readonly coveredPopulation: number;
  readonly inForce: number;
  readonly undetermined: number;
  readonly undeterminedPopulation: number;
  readonly conventionsUndetermined: number;
  readonly withoutPerimeter: number;
  readonly notListed: number;
}

/** One group of a table; a dimension that it is not grouped by is null, and named in `over`. */
export interface CoverageTableRow extends CoverageCounts {
  /** How many of the asked dimensions but the date, from the last, it adds up: 0 for a cell, all of them for a total. */
  readonly over: number;
  readonly date: LocalDate;
  readonly country: string | null;
  readonly region: string | null;
  readonly department: string | null;
  readonly epci: string | null;
  readonly commune: string | null;
  readonly populationBand: PopulationBand | null;
  readonly convention: string | null;
  readonly territoryScale: ConventionScale | null;
  readonly status: CommuneCoverageState | null;
  readonly communes: number;
  /** Null where the population of none of the communes is known; 0 where there is none. */
  readonly population: number | null;
  /** Of the same group, whatever the state: null unless it is grouped by state. */
  readonly communesOfAll: number | null;
  readonly populationOfAll: number | null;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
  /** The same group on the other date, all zero if it had nothing then; null on a date that is compared with none. */
  readonly before:
    | (Pick<CoverageCounts, 'covered' | 'coveredPopulation' | 'inForce'> & {
        readonly communes: number;
        readonly population: number | null;
      })
    | null;
  /** From 1, among the groups that add up as many dimensions; equal groups share a rank. */
  readonly place: number;
  readonly rank: number;
  /** Of the cells, all of them; the same on every row. */
  readonly cells: number;
  /** Of the subtotals, likewise. */
  readonly subtotals: number;
}

/** What is told of the other date, where it is counted. */
const comparedFigures = ['communes', 'population', 'covered', 'covered_population', 'in_force'];

/**
 * The cells of one page of a table, then its subtotals, and its totals, one a date. What is a place has steps of its own; all else
 * is added from its communes.
 */
export async function coverageTable(
  em: SqlEntityManager,
  question: CoverageTableQuestion,
): Promise<CoverageTableRow[]> {
  const found = await rows(em, 'coverageTable', statementOf(question));
  return found.map((row) => ({ ...nothingElse, ...row }));
}

const statementOf = keepStatements((question: CoverageTableQuestion): RawBuilder<CoverageTableRow> => {
  const { by, dates, otherDates, first, offset } = question;
  const dimensions = by.filter(isTerritorial);
  const columns = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const same = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) =>
    sql.join(
      [
        sql`${one}."over" = ${other}."over"`,
        // What is rolled up is null, and "over" tells how much is.
        ...columns.map((each) => sql`coalesce(${one}.${each}, '') = coalesce(${other}.${each}, '')`),
      ],
      sql` and `,
    );
  const days = [...new Set([...dates, ...othersOf(dates, otherDates)])];
  const asked = partsAsked(question);
  const levels = asked.levels
    ? [...dimensions.map((_, over) => dimensions.slice(0, dimensions.length - over)), []]
    : [dimensions];
  const isCompared = otherDates !== null;
  const groups = levels.map((kept) => sql`(${levelOf(kept, question)})`);
  const counted = [...asked.communes, ...asked.conventions];
  // What was there on the other date alone is a row too, now without a commune: its counts, and that it rests on nothing.
  const nothing = [
    ...['communes', 'population', ...counted].map(() => sql`0`),
    ...asked.basis.map(() => sql`null`),
  ];
  const gone = sql`
    union all
    select ${list(columns.map((each) => sql`other.${each}`))} other."over", pair.on_day, ${sql.join(nothing)}
    from g other join pair on pair.other_day = other.on_day
    where not exists (select from g where g.on_day = pair.on_day and ${same(sql`g`, sql`other`)})`;
  const shown = isCompared
    ? sql`
        select g.* from g where g.on_day = any(${dates}::text[]::date[])
        ${isMoving(by, question.states !== null) ? gone : sql``}`
    : sql`select g.* from g`;
  const compared = ['communes', 'population', ...counted].filter((name) => comparedFigures.includes(name));
  const before = sql`case when other_day is not null then json_build_object(${sql.join(
    compared.map((name) => sql`${sql.lit(nameOfFigure[name] ?? name)}, ${figureBefore(name)}`),
  )}) end`;
  const windows = list([
    ...onlyIf(isCompared, sql`pair.other_day`),
    ...(isCompared ? compared : []).map(
      (name) => sql`other.${sql.ref(name)} as ${sql.ref(`before_${name}`)}`,
    ),
    ...onlyIf(
      asked.counts,
      sql`count(*) filter (where g."over" = 0) over ()::int as cells,
          count(*) filter (where g."over" > 0 and g."over" < ${dimensions.length}) over ()::int as subtotals`,
    ),
    ...onlyIf(asked.ofAll, ofAllStates(question)),
  ]);
  const told = list([
    ...columns.map((each) => sql`nullif(${each}, '') as ${each}`),
    ...[...counted, ...asked.basis].map(
      (name) => sql`${sql.ref(name)} as ${sql.ref(nameOfFigure[name] as string)}`,
    ),
    ...onlyIf(asked.ofAll, sql`communes_of_all as "communesOfAll", population_of_all as "populationOfAll"`),
    ...onlyIf(isCompared, sql`${before} as before`),
    ...onlyIf(asked.rank, sql`rank`),
    ...onlyIf(asked.counts, sql`cells, subtotals`),
  ]);
  return sql<CoverageTableRow>`
      with day as materialized (select on_day::date from unnest(${days}::text[]) asked(on_day)),
      ${unitsOf(levels, question)}
      ${isCompared ? sql`pair as materialized (${pairsOf(otherDates)}),` : sql``}
      g ${isCompared ? sql`as materialized` : sql`as`} (${sql.join(groups, sql` union all `)}),
      shown as (${shown}),
      ranked as (
        select g.*, ${windows} ${placesBy(question, asked.rank)}
        from shown g ${isCompared ? sql`left join pair on pair.on_day = g.on_day left join g other on other.on_day = pair.other_day and ${same(sql`other`, sql`g`)}` : sql``}
      )
      select "over", on_day::text as "date", place, ${told} communes, population
      from ranked
      where "over" = ${dimensions.length}
         or place <= ${first} + case when "over" = 0 then ${offset}::int else 0 end and ("over" > 0 or place > ${offset})
      order by "over", place`;
});

/** A figure of the group on the other date: 0 of one that had nothing then, unknown where what it had is. */
const figureBefore = (name: string): RawBuilder<unknown> =>
  name === 'population'
    ? sql`case when before_communes > 0 then before_population else 0 end`
    : sql`coalesce(${sql.ref(`before_${name}`)}, 0)`;

/** Select of the days that are compared, `on_day`, and those with which they are, `other_day`. */
const pairsOf = (others: OtherDates): RawBuilder<unknown> => sql`
  select on_day::date, other_day::date
  from unnest(${Object.keys(others)}::text[], ${Object.values(others)}::text[]) compared(on_day, other_day)`;

/** Columns: what the states of a group have together, of a level that is grouped by state. */
function ofAllStates({ by }: CoverageTableQuestion): RawBuilder<unknown> {
  const others = by
    .filter(isTerritorial)
    .filter((dimension) => dimension !== CoverageDimension.STATUS)
    .map((dimension) => sql`g.${sql.ref(columnOf[dimension])}`);
  const whole = sql`over (partition by ${list(others)} g."over", g.on_day)`;
  const sum = (name: string) =>
    sql`case when g.status is not null then (sum(g.${sql.ref(name)}) ${whole})::int end`;
  return sql`${sum('communes')} as communes_of_all, ${sum('population')} as population_of_all`;
}

/** Columns `place`, by the asked measure, ties and empty measures by key, and `rank`, which ties share. */
const placesBy = (question: CoverageTableQuestion, isRanked: boolean): RawBuilder<unknown> =>
  standing({
    level: sql`g."over"`,
    measure: orderOf(coverageMeasures, question.orderBy)?.by(question) ?? null,
    keys: question.by.map(keyOf),
    last: sql`g.on_day`,
    ascending: question.ascending,
    isRanked,
  });

/** What a dimension is ordered by: codes by their characters on every engine, bands by size, what is empty last. */
function keyOf(dimension: CoverageDimension): RawBuilder<unknown> {
  if (!isTerritorial(dimension)) return sql`g.on_day`;
  const column = sql`g.${sql.ref(columnOf[dimension])}`;
  return dimension === CoverageDimension.POPULATION_BAND ? bandOrder(column) : sql`nullif(${column}, '')`;
}
