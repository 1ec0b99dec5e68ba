import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { CoverageRule } from '../../convention/convention.rules.js';
import { conventionStatesAt, isMemberOn } from '../../convention/convention-state.sql.js';
import { added, list } from '../../db/grouping.js';
import { rows } from '../../db/sql.js';
import { type PopulationBand, populationBands } from '../../territory/population-band.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { communeCounts, communeState, conventionCounts, listedAsSigned } from '../coverage.sql.js';
import { columnOf, dimensionOf } from './coverage-dimensions.sql.js';
import { CoverageDimension, CoverageTableOrder, isTerritorial } from './coverage-table.rules.js';

/** What a table is asked: every list is validated before. */
export interface CoverageTableQuestion {
  readonly within: { readonly id: string; readonly kind: TerritoryKind };
  readonly by: readonly CoverageDimension[];
  readonly dates: readonly LocalDate[];
  readonly rule: CoverageRule;
  /** A date to set beside each of the others. */
  readonly compareTo: LocalDate | null;
  readonly orderBy: CoverageTableOrder;
  readonly ascending: boolean;
  readonly first: number;
  readonly offset: number;
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
  readonly region: string | null;
  readonly department: string | null;
  readonly epci: string | null;
  readonly commune: string | null;
  readonly populationBand: PopulationBand | null;
  readonly communes: number;
  readonly population: number;
  /** The same communes on the other date; null where none is asked. */
  readonly before: Pick<CoverageCounts, 'covered' | 'coveredPopulation' | 'inForce'> | null;
  /** From 1, among the groups that add up as many dimensions. */
  readonly place: number;
  /** Of the cells, all of them; the same on every row. */
  readonly cells: number;
  /** Of the subtotals, likewise. */
  readonly subtotals: number;
}

/**
 * The cells of one page of a table, then its subtotals, and its totals, one a date: each level of the asked dimensions
 * counted from the same communes. A convention counts once in each group that it touches: by a commune of its perimeter on
 * the date, or because its source names a territory of the group, as a territory's own figure says.
 *
 * Communes that are in the same conventions on the same days are in the same state on any day: it is worked out for one of
 * them, and from the only conventions that can cover it that day, or so many dates of the whole country would take seconds.
 */
export function coverageTable(
  em: SqlEntityManager,
  question: CoverageTableQuestion,
): Promise<CoverageTableRow[]> {
  const { by, within, dates, rule, compareTo, first, offset } = question;
  const dimensions = by.filter(isTerritorial);
  const columns = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const units = dimensions.map(
    (dimension) => sql`(${dimensionOf[dimension]}) collate "C" as ${sql.ref(columnOf[dimension])}`,
  );
  const groups = dimensions.length === 0 ? sql`` : sql`, rollup (${sql.join(columns)})`;
  const same = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) =>
    sql.join(
      [
        sql`${one}."over" = ${other}."over"`,
        // What is rolled up is null, and "over" tells how much is.
        ...columns.map((each) => sql`coalesce(${one}.${each}, '') = coalesce(${other}.${each}, '')`),
      ],
      sql` and `,
    );
  const absent = Object.entries(columnOf)
    .filter(([dimension]) => !by.includes(dimension as CoverageDimension))
    .map(([, name]) => sql`null as ${sql.ref(name)}`);
  const present = columns.map((each) => sql`nullif(${each}, '') as ${each}`);
  const days = [...new Set(compareTo === null ? dates : [...dates, compareTo])];
  return rows(
    em,
    'coverageTable',
    sql<CoverageTableRow>`
      with day as materialized (select on_day::date from unnest(${days}::text[]) asked(on_day)),
      unit as materialized (
        select ${list(units)} t.id as territory_id, t.population
        from territory_part part join territory t on t.id = part.part_id
        where part.whole_id = ${within.id} and part.part_kind = ${TerritoryKind.COMMUNE}
      ),
      touching as materialized (
        select ${list(columns)} reference, joined_on, left_on
        from (
          select ${list(columns)} m.convention_reference collate "C" as reference, m.joined_on, m.left_on
          from perimeter_member m join unit t on t.territory_id = m.territory_id
          union all
          select ${list(units)} named.convention_reference collate "C", null, null
          from convention_territory named join territory_part part on part.part_id = named.territory_id
          join territory t on t.id = part.part_id
          where part.whole_id = ${within.id}
        ) each_way
        group by ${list(columns)} reference, joined_on, left_on
      ),
      moment as materialized (
        select known.reference, day.on_day from (select distinct reference from touching) known cross join day
      ),
      every_state as materialized (${conventionStatesAt('moment', rule)}),
      stated as materialized (select * from every_state where state in ('IN_FORCE', 'UNDETERMINED')),
      stays as materialized (
        select m.territory_id collate "C" as territory_id,
               string_agg(row(m.convention_reference, m.joined_on, m.left_on)::text, '') collate "C" as stays
        from perimeter_member m where m.territory_id in (select territory_id from unit)
        group by m.territory_id
      ),
      alike as materialized (
        select territory_id, min(territory_id) over (partition by stays) as model from stays
      ),
      model_stay as materialized (
        select m.* from perimeter_member m where m.territory_id in (select model from alike)
      ),
      model_state as materialized (
        select m.territory_id as model, stated.on_day, ${communeState(sql`stated.on_day`)} as state
        from model_stay m join stated on stated.reference = m.convention_reference
        group by m.territory_id, stated.on_day
      ),
      people as materialized (
        select ${list(columns)} alike.model, count(*) as number, sum(t.population) as population
        from unit t left join alike on alike.territory_id = t.territory_id
        group by ${list(columns)} alike.model
      ),
      by_commune as materialized (
        select ${list(columns)} ${added(columns)} as "over", day.on_day, ${communeCounts(sql`t.number`)}
        from people t cross join day
        left join model_state s on s.model = t.model and s.on_day = day.on_day
        group by day.on_day ${groups}
      ),
      touched as materialized (
        select ${list(columns)} ${added(columns)} as "over", stated.on_day, stated.reference, stated.state
        from touching m join stated on stated.reference = m.reference
        where ${isMemberOn(sql`stated.on_day`)}
        group by stated.on_day, stated.reference, stated.state ${groups}
      ),
      listed as materialized (
        select c.reference, listed.is_partial, listed.unlisted from convention c ${listedAsSigned}
        where c.reference in (select reference from touching)
      ),
      by_convention as materialized (
        select ${list(columns)} stated."over", stated.on_day, ${conventionCounts}
        from touched stated join listed on listed.reference = stated.reference
        group by ${list(columns)} stated."over", stated.on_day
      ),
      g as materialized (
        select bc.*, coalesce(bv.in_force, 0) as in_force,
               coalesce(bv.conventions_undetermined, 0) as conventions_undetermined,
               coalesce(bv.without_perimeter, 0) as without_perimeter, coalesce(bv.not_listed, 0) as not_listed
        from by_commune bc left join by_convention bv on bv.on_day = bc.on_day and ${same(sql`bv`, sql`bc`)}
      ),
      ranked as (
        select g.*, other.covered as before_covered, other.covered_population as before_covered_population,
               other.in_force as before_in_force, count(*) filter (where g."over" = 0) over ()::int as cells,
               count(*) filter (where g."over" > 0 and g."over" < ${dimensions.length}) over ()::int as subtotals,
               (row_number() over (partition by g."over" order by ${orderOf(question)}))::int as place
        from g left join g other on other.on_day = ${compareTo}::date and ${same(sql`other`, sql`g`)}
        where g.on_day = any(${dates}::text[]::date[])
      )
      select "over", ${list(present)} ${list(absent)} on_day::text as "date", communes, covered, population,
             covered_population as "coveredPopulation", in_force as "inForce", undetermined,
             undetermined_population as "undeterminedPopulation",
             conventions_undetermined as "conventionsUndetermined", without_perimeter as "withoutPerimeter",
             not_listed as "notListed",
             case when before_covered is not null then json_build_object('covered', before_covered,
               'coveredPopulation', before_covered_population, 'inForce', before_in_force) end as before,
             place, cells, subtotals
      from ranked
      where "over" = ${dimensions.length}
         or place <= ${first} + case when "over" = 0 then ${offset}::int else 0 end and ("over" > 0 or place > ${offset})
      order by "over", place`,
  );
}

/** By the asked measure, ties and empty measures by key. */
function orderOf({ by, orderBy, ascending }: CoverageTableQuestion): RawBuilder<unknown> {
  const direction = ascending ? sql`asc` : sql`desc`;
  const people = sql`nullif(g.population, 0)`;
  const measures = {
    [CoverageTableOrder.COMMUNES_RATE]: [sql`g.covered::numeric / g.communes`],
    [CoverageTableOrder.POPULATION_RATE]: [sql`g.covered_population::numeric / ${people}`],
    [CoverageTableOrder.COVERED_POPULATION]: [sql`g.covered_population`],
    [CoverageTableOrder.REMAINING_POPULATION]: [sql`g.population - g.covered_population`],
    [CoverageTableOrder.CONVENTIONS]: [sql`g.in_force`],
    [CoverageTableOrder.CHANGE]: [
      sql`(g.covered_population - other.covered_population)::numeric / ${people}`,
    ],
    [CoverageTableOrder.KEY]: [],
  }[orderBy];
  const way = orderBy === CoverageTableOrder.KEY ? direction : sql`asc`;
  const keys = by.map((dimension) => sql`${keyOf(dimension)} ${way} nulls last`);
  return sql.join([
    ...measures.map((measure) => sql`${measure} ${direction} nulls last`),
    ...keys,
    sql`g.on_day`,
  ]);
}

/** What a dimension is ordered by: codes by their characters on every engine, bands by size, what is empty last. */
function keyOf(dimension: CoverageDimension): RawBuilder<unknown> {
  if (!isTerritorial(dimension)) return sql`g.on_day`;
  const column = sql`g.${sql.ref(columnOf[dimension])}`;
  return dimension === CoverageDimension.POPULATION_BAND
    ? sql`array_position(${Object.keys(populationBands)}::text[], ${column})`
    : sql`nullif(${column}, '')`;
}
