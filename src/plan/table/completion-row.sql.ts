import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { isMemberOn } from '../../convention/convention-state.sql.js';
import { asMany } from '../../db/many.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import { bandOfPopulation } from '../../territory/population-band.sql.js';
import { isFiltered } from '../../territory/table-filter.sql.js';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import type { PlanNodeKind } from '../plan.rules.js';
import { measuredNodes, planNodeColumns, statusOn } from '../plan.sql.js';
import type { PlanNodeRow } from '../plan.type.js';
import { lastPlanStep, wholePlan } from '../steps/completion-steps.sql.js';
import { isOfRow, placeOf, type RowLevel, rowPlaces } from './completion-row-keys.sql.js';
import { CompletionDimension } from './completion-table.rules.js';
import { isOfLevel } from './completion-table-scope.sql.js';

export const rowNodeOrder: ListOrder = {
  list: 'rowNodes',
  keys: [
    { column: 'conventionReference', type: 'text' },
    { column: 'position', type: 'int' },
    { column: 'id', type: 'text' },
  ],
};

const { POPULATION_BAND, THEME, STATUS } = CompletionDimension;

/** The objectives and actions that rows count, plan by plan, one page each. */
export function nodesOfRows(
  em: SqlEntityManager,
  level: RowLevel,
  keys: readonly string[],
  kinds: readonly PlanNodeKind[],
  page: Page,
) {
  const { dimensions } = level;
  const { themes, statuses } = level.question;
  const isAsked = sql`
    n.kind = any(${kinds}::text[]) and (${themes}::text[] is null or n.themes && ${themes}::text[])
    and (${statuses}::text[] is null or known.status = any(${statuses}::text[]))`;
  const judged = sql`${measuredNodes} ${statusOn(sql`plan.on_day`)}`;
  // By theme and status many rows count something of one plan, and it is judged once for all. Otherwise a row has it to itself, or nearly.
  const isShared = dimensions.includes(THEME) || dimensions.includes(STATUS);
  const [once, nodes] = isShared
    ? [
        sql`, judged as materialized (
          select n.*, plan.on_day, known.status from (select distinct reference, on_day from plan) plan ${judged}
          where ${isAsked}
        )`,
        sql`
          join judged n on n.convention_reference = plan.reference and n.on_day = plan.on_day
            and ${isOfLevel(dimensions.includes(STATUS), sql`n.status = plan.status`)}
          where ${isOfLevel(
            dimensions.includes(THEME),
            sql`case plan.theme when '' then cardinality(n.themes) = 0 else plan.theme = any(n.themes) end`,
          )}`,
      ]
    : [sql``, sql`${judged} where ${isAsked}`];
  return slicesByParent(
    em,
    'completionNodesOfRows',
    sql<PlanNodeRow & Listed>`
      with ${rowPlaces(level, keys)},
      plan as materialized (
        select k.*, placed.reference from k join placed on ${isOfRow(level)} and placed.state = 'IN_FORCE'
        ${isShared ? asMany : sql``}
      ) ${once}
      select plan.row_key as "parent", ${planNodeColumns} from plan ${nodes}`,
    rowNodeOrder,
    page,
  );
}

/** What the conventions of a row rest on. */
export interface RowBasis {
  readonly key: string;
  readonly expected: number;
  readonly reported: number;
  readonly population: number;
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
  readonly hasGaps: boolean;
}

/**
 * What rows rest on: the whole plans of the conventions in force in each, whatever its theme and status, and the people of its
 * communes, each commune once.
 */
export async function basesOfRows(em: SqlEntityManager, level: RowLevel, keys: readonly string[]) {
  // People are those of the communes that are counted.
  const counted = isFiltered(level.question) ? sql`kept` : sql`territory`;
  // By a table of the whole country alone, its communes are read as they lie: one by one they are looked up in seconds.
  const isOfCountry = !isFiltered(level.question) && keys.every((key) => placeOf(key) === country.id);
  const communes = isOfCountry
    ? sql`(select distinct place_id from k) k join territory t on t.kind = ${TerritoryKind.COMMUNE}`
    : sql`(select distinct place_id from k) k
          join territory_part p on p.whole_id = k.place_id and p.part_kind = ${TerritoryKind.COMMUNE}
          join ${counted} t on t.id = p.part_id`;
  const byBand = level.dimensions.includes(POPULATION_BAND);
  const bandOf = (population: RawBuilder<unknown>) => sql`coalesce(${bandOfPopulation(population)}, '')`;
  const inside = isOfCountry
    ? sql``
    : sql`cross join lateral (
            select from territory_part p where p.whole_id = k.place_id and p.part_id = t.id limit 1
          ) inside`;
  const found = await rows(
    em,
    'completionBasesOfRows',
    sql<RowBasis>`
      with ${rowPlaces(level, keys)},
      standing as materialized (
        select distinct k.row_key, k.place_id, k.band, placed.on_day, placed.reference, placed.state
        from k join placed on ${isOfRow(level)}
      ),
      resting as materialized (
        select k.row_key, k.place_id, k.band, k.on_day, k.reference, step.reporting, step.oldest, step.freshest, c.demonstration
        from standing k
        join convention c on c.reference = k.reference
        cross join lateral (
          select k.reporting, k.oldest_input_at as oldest, k.freshest_input_at as freshest
          from (select k.reference, k.on_day) of
          ${lastPlanStep({ reference: sql`of.reference`, theme: sql`${wholePlan}`, on: sql`of.on_day` })}
        ) step
        where k.state = 'IN_FORCE'
      ),
      inhabited as materialized (
        select k.place_id, t.id, t.population, ${bandOf(sql`t.population`)} as band from ${communes}
      ),
      heard as (
        select row_key, sum(population)::int as population
        from (
          -- Each by its key: the planner expects a row or two of each step, and would compare all communes with all.
          select distinct k.row_key, t.id, t.population
          from resting k
          join perimeter_member m on m.convention_reference = k.reference and ${isMemberOn(sql`k.on_day`)}
          join ${counted} t on t.id = m.territory_id
          ${inside}
          where k.reporting and ${isOfLevel(byBand, sql`${bandOf(sql`t.population`)} = k.band`)}
        ) once
        group by row_key
      ),
      people as (
        select k.place_id, k.band, coalesce(sum(i.population), 0)::int as population
        from (select distinct place_id, band from k) k join inhabited i
          on i.place_id = k.place_id and ${isOfLevel(byBand, sql`i.band = k.band`)}
        group by k.place_id, k.band
      ),
      basis as (
        select row_key, count(*)::int as expected, (count(*) filter (where reporting))::int as reported,
               min(oldest) as oldest, max(freshest) as freshest, bool_or(demonstration) as demonstration
        from resting group by row_key
      )
      select k.row_key as "key", coalesce(basis.expected, 0) as "expected", coalesce(basis.reported, 0) as "reported",
             coalesce(people.population, 0) as "population", coalesce(heard.population, 0) as "reportedPopulation",
             basis.oldest as "oldestInputAt", basis.freshest as "freshestInputAt", basis.demonstration,
             exists (select from standing s where s.row_key = k.row_key and s.state = 'UNDETERMINED') as "hasGaps"
      from k
      left join basis on basis.row_key = k.row_key
      left join heard on heard.row_key = k.row_key
      left join people on people.place_id = k.place_id and people.band = k.band`,
  );
  return new Map(found.map((row) => [row.key, row]));
}
