import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { CoverageRule } from '../../convention/convention.rules.js';
import {
  conventionStatesAt,
  conventionsTouching,
  isMemberOn,
} from '../../convention/convention-state.sql.js';
import { added, list } from '../../db/grouping.js';
import { rows } from '../../db/sql.js';
import { type PopulationBand, populationBands } from '../../territory/population-band.rules.js';
import { populationBand } from '../../territory/population-band.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { communeCounts, communeState, conventionCounts, listedAsSigned } from '../coverage.sql.js';
import {
  CoverageDimension,
  CoverageTableOrder,
  isTerritorial,
  type TerritorialDimension,
} from './coverage-table.rules.js';

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
}

const columnOf = {
  REGION: 'region',
  DEPARTMENT: 'department',
  EPCI: 'epci',
  COMMUNE: 'commune',
  POPULATION_BAND: 'populationBand',
} as const satisfies Record<TerritorialDimension, keyof CoverageTableRow>;

/** What a named territory does not tell, since it is larger: the communes of a named EPCI, its band. No group is of it. */
const untold = '?';

/** Each dimension of a territory `t`, never null: what a commune does not have (an EPCI, a population) is empty. */
const dimensionOf = {
  REGION: sql`case t.kind when ${TerritoryKind.COUNTRY} then ${untold} when ${TerritoryKind.REGION} then t.id
                          else coalesce(t.region_id, '') end`,
  DEPARTMENT: sql`case when t.kind in (${TerritoryKind.COUNTRY}, ${TerritoryKind.REGION}) then ${untold}
                       when t.kind = ${TerritoryKind.DEPARTMENT} then t.id else coalesce(t.department_id, '') end`,
  EPCI: sql`case t.kind when ${TerritoryKind.EPCI} then t.id when ${TerritoryKind.COMMUNE} then coalesce(t.epci_id, '')
                        else ${untold} end`,
  COMMUNE: sql`case t.kind when ${TerritoryKind.COMMUNE} then t.id else ${untold} end`,
  POPULATION_BAND: sql`case t.kind when ${TerritoryKind.COMMUNE} then coalesce(${populationBand(sql`t`)}, '')
                                   else ${untold} end`,
} as const satisfies Record<TerritorialDimension, RawBuilder<unknown>>;

/**
 * The cells of one page of a table, then its subtotals, and its totals, one a date: each level of the asked dimensions
 * counted from the same communes. A convention counts once in each group that it touches: by a commune of its perimeter
 * on the date, or because its source names a territory of the group, as a territory's own figure says.
 */
export function coverageTable(
  em: SqlEntityManager,
  question: CoverageTableQuestion,
): Promise<CoverageTableRow[]> {
  const { by, within, dates, rule, compareTo, first, offset } = question;
  const dimensions = by.filter(isTerritorial);
  const columns = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const units = dimensions.map(
    (dimension) => sql`${dimensionOf[dimension]} as ${sql.ref(columnOf[dimension])}`,
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
        select ${list(units)} t.id as territory_id, t.kind, t.population
        from territory_part part join territory t on t.id = part.part_id where part.whole_id = ${within.id}
      ),
      stated as materialized (${conventionStatesAt(
        sql`select touching.reference, day.on_day
            from (${conventionsTouching([within.id], null)}) touching cross join day`,
        rule,
      )}),
      commune_state as materialized (
        select day.on_day, t.territory_id, ${communeState(sql`day.on_day`)} as state
        from unit t cross join day
        left join perimeter_member m on m.territory_id = t.territory_id
        left join stated on stated.reference = m.convention_reference and stated.on_day = day.on_day
        where t.kind = ${TerritoryKind.COMMUNE}
        group by day.on_day, t.territory_id
      ),
      by_commune as materialized (
        select ${list(columns)} ${added(columns)} as "over", s.on_day, ${communeCounts}
        from commune_state s join unit t on t.territory_id = s.territory_id
        group by s.on_day ${groups}
      ),
      touched as materialized (
        select ${list(columns)} ${added(columns)} as "over", on_day, reference
        from (
          select stated.on_day, stated.reference, t.*
          from stated join perimeter_member m on m.convention_reference = stated.reference
          join unit t on t.territory_id = m.territory_id
          where stated.state in ('IN_FORCE', 'UNDETERMINED') and ${isMemberOn(sql`stated.on_day`)}
          union
          select stated.on_day, stated.reference, t.*
          from stated join convention_territory named on named.convention_reference = stated.reference
          join unit t on t.territory_id = named.territory_id
          where stated.state in ('IN_FORCE', 'UNDETERMINED')
        ) touching
        group by on_day, reference ${groups}
      ),
      by_convention as materialized (
        select ${list(columns)} touched."over", touched.on_day, ${conventionCounts}
        from touched
        join stated on stated.reference = touched.reference and stated.on_day = touched.on_day
        join convention c on c.reference = touched.reference
        ${listedAsSigned}
        group by ${list(columns)} touched."over", touched.on_day
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
             place, cells
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
    : sql`nullif(${column}, '') collate "C"`;
}
