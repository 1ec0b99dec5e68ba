import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import {
  conventionStates,
  conventionsTouching,
  type Day,
  isMemberOn,
  type StateQuestion,
} from '../convention/convention-state.sql.js';
import { type Listed, slicesByParent } from '../db/slices.js';
import { rows } from '../db/sql.js';
import type { ListOrder, Page } from '../graphql/page.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import type { CommuneCoverageState } from './coverage.type.js';

/** Whether a figure is asked of territories (every convention counts) or of conventions (each for itself). */
export type CoverageScope = 'territory' | 'convention';

/** Counts behind the coverage of one territory or convention. */
export interface CoverageRow {
  readonly id: string;
  readonly communes: number;
  readonly covered: number;
  readonly undetermined: number;
  readonly known: number;
  readonly population: number;
  readonly coveredPopulation: number;
  readonly undeterminedPopulation: number;
  readonly knownPopulation: number;
  readonly conventionsInForce: number;
  readonly conventionsUndetermined: number;
  readonly conventionsWithoutPerimeter: number;
  readonly communesNotListed: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/**
 * Aggregate over the stays `m` of one commune, beside the states `stated` of their conventions: what the hub knows of
 * the commune on a day. Under several conventions it is covered once; one that no known convention names is NOT_REPORTED.
 */
export const communeState = (on: Day): RawBuilder<unknown> => sql`
  case max(case
             when m.convention_reference is null then 0
             when not (${isMemberOn(on)}) then 1
             when stated.state = 'IN_FORCE' then 3
             when stated.state = 'UNDETERMINED' then 2
             else 1
           end)
    when 3 then 'COVERED' when 2 then 'UNDETERMINED' when 1 then 'NOT_COVERED' else 'NOT_REPORTED'
  end`;

/**
 * Aggregates over territories `t` and their state `s`: what every figure of coverage counts of communes.
 * @param number how many communes `t` stands for, whose people are its population
 */
export const communeCounts = (number: RawBuilder<unknown> = sql`1`) => sql`
  sum(${number})::int                                                              as communes,
  coalesce(sum(${number}) filter (where s.state = 'COVERED'), 0)::int              as covered,
  coalesce(sum(${number}) filter (where s.state = 'UNDETERMINED'), 0)::int         as undetermined,
  coalesce(sum(t.population), 0)::int                                              as population,
  coalesce(sum(t.population) filter (where s.state = 'COVERED'), 0)::int           as covered_population,
  coalesce(sum(t.population) filter (where s.state = 'UNDETERMINED'), 0)::int      as undetermined_population`;

/**
 * Lateral join of what convention `c` does not tell of its perimeter: `is_partial`, and how many communes its text
 * announced, as signed and before any amendment, without naming them.
 */
export const listedAsSigned = sql`
  cross join lateral (
    select c.perimeter_complete is not true as is_partial,
           case when c.perimeter_complete is not true then greatest(c.declared_communes - (
             select count(*) from perimeter_member m
             where m.convention_reference = c.reference and m.joined_on is null
           ), 0) end as unlisted
  ) listed`;

/** Aggregates over conventions, their state `stated` and `listed`: what every figure of coverage counts of them. */
export const conventionCounts = sql`
  (count(*) filter (where stated.state = 'IN_FORCE'))::int                       as in_force,
  (count(*) filter (where stated.state = 'UNDETERMINED'))::int                   as conventions_undetermined,
  (count(*) filter (where stated.state = 'IN_FORCE' and listed.is_partial))::int as without_perimeter,
  coalesce(sum(listed.unlisted) filter (where stated.state = 'IN_FORCE'), 0)::int as not_listed`;

/** Select of every commune of each scope with its state on a date: columns `whole_id`, `territory_id`, `state`. */
function communeStates(scope: CoverageScope, ids: readonly string[], on: LocalDate): RawBuilder<unknown> {
  const parts =
    scope === 'territory'
      ? sql`select whole_id, part_id from territory_part
            where whole_id = any(${ids}) and part_kind = ${TerritoryKind.COMMUNE}`
      : sql`select distinct convention_reference as whole_id, territory_id as part_id from perimeter_member m
            where convention_reference = any(${ids}) and ${isMemberOn(on)}`;
  const ownConvention = scope === 'territory' ? sql`true` : sql`m.convention_reference = part.whole_id`;
  return sql`
    select part.whole_id, part.part_id as territory_id,
           ${communeState(on)} as state
    from (${parts}) part
    left join perimeter_member m on m.territory_id = part.part_id and ${ownConvention}
    left join stated on stated.reference = m.convention_reference
    group by part.whole_id, part.part_id`;
}

/** Coverage of several territories, or conventions, on a date: one statement whatever their number. */
export async function coverageOf(
  em: SqlEntityManager,
  scope: CoverageScope,
  ids: readonly string[],
  question: StateQuestion,
) {
  const touched =
    scope === 'territory'
      ? conventionsTouching(ids, question.on)
      : sql`select reference as whole_id, reference from convention where reference = any(${ids})`;
  const found = await rows(
    em,
    `coverageOf ${scope}`,
    sql<CoverageRow>`
      with stated as materialized (${conventionStates(question)}),
           commune_state as (${communeStates(scope, ids, question.on)}),
           by_commune as (
             select s.whole_id,
                    ${communeCounts()},
                    (count(*) filter (where s.state in ('COVERED', 'UNDETERMINED')))::int        as known,
                    coalesce(sum(t.population) filter (where s.state in ('COVERED', 'UNDETERMINED')), 0)::int as known_population
             from commune_state s join territory t on t.id = s.territory_id
             group by s.whole_id
           ),
           by_convention as (
             select touched.whole_id,
                    ${conventionCounts},
                    min(input.oldest) as oldest, max(input.freshest) as freshest, bool_or(c.demonstration) as demonstration
             from (${touched}) touched
             join stated on stated.reference = touched.reference
             join convention c on c.reference = touched.reference
             cross join lateral (
               select min(b.loaded_at) as oldest, max(b.loaded_at) as freshest from batch b
               where b.revision = c.batch_revision or b.revision in (
                 select a.batch_revision from amendment a where a.convention_reference = c.reference
               )
             ) input
             ${listedAsSigned}
             group by touched.whole_id
           )
      select asked.id, coalesce(bc.communes, 0) as "communes", coalesce(bc.covered, 0) as "covered",
             coalesce(bc.undetermined, 0) as "undetermined", coalesce(bc.known, 0) as "known",
             coalesce(bc.population, 0) as "population", coalesce(bc.covered_population, 0) as "coveredPopulation",
             coalesce(bc.undetermined_population, 0) as "undeterminedPopulation",
             coalesce(bc.known_population, 0) as "knownPopulation",
             coalesce(bv.in_force, 0) as "conventionsInForce",
             coalesce(bv.conventions_undetermined, 0) as "conventionsUndetermined",
             coalesce(bv.without_perimeter, 0) as "conventionsWithoutPerimeter",
             coalesce(bv.not_listed, 0) as "communesNotListed",
             bv.oldest as "oldestInputAt", bv.freshest as "freshestInputAt", bv.demonstration as "demonstration"
      from unnest(${ids}::text[]) asked(id)
      left join by_commune bc on bc.whole_id = asked.id
      left join by_convention bv on bv.whole_id = asked.id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}

export interface CommuneCoverageRow extends Listed {
  readonly territoryId: string;
  readonly searchName: string;
  readonly state: CommuneCoverageState;
}

export const communeStateOrder: ListOrder = {
  list: 'communeStates',
  keys: [
    { column: 'searchName', type: 'text' },
    { column: 'territoryId', type: 'text' },
  ],
};

/** The communes behind coverage figures, with the state of each, by name. */
export function communeCoverageOf(
  em: SqlEntityManager,
  scope: CoverageScope,
  ids: readonly string[],
  question: StateQuestion,
  states: readonly CommuneCoverageState[] | null,
  page: Page,
) {
  return slicesByParent(
    em,
    `communeCoverageOf ${scope}`,
    sql<CommuneCoverageRow>`
      with stated as materialized (${conventionStates(question)})
      select s.whole_id as "parent", s.territory_id as "territoryId", t.search_name as "searchName", s.state
      from (${communeStates(scope, ids, question.on)}) s join territory t on t.id = s.territory_id
      where ${states}::text[] is null or s.state = any(${states}::text[])`,
    communeStateOrder,
    page,
  );
}
