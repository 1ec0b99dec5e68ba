import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { CoverageRule } from '../convention/convention.rules.js';
import { type Day, isMemberOn, type StateQuestion } from '../convention/convention-state.sql.js';
import { holdsOn } from '../convention/kept/states.sql.js';
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
  readonly population: number;
  readonly coveredPopulation: number;
  readonly undeterminedPopulation: number;
  readonly conventionsInForce: number;
  readonly conventionsUndetermined: number;
  readonly conventionsWithoutPerimeter: number;
  readonly communesNotListed: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/** Columns of a step that count communes, and conventions. */
export const communeCounts = ['covered', 'covered_population', 'undetermined', 'undetermined_population'];
export const conventionCounts = ['in_force', 'conventions_undetermined', 'without_perimeter', 'not_listed'];

/** Lateral join of the last step of coverage of place `p` up to a day: `step`, all of it null where no convention touches it. */
export const lastStep = (on: Day, rule: CoverageRule): RawBuilder<unknown> => sql`
  left join lateral (
    select s.* from coverage_step s
    where s.territory_id = p.territory_id and s.within_id = p.within_id and s.rule = ${rule} and s.from_on <= ${on}::date
    order by s.from_on desc
    limit 1
  ) step on true`;

/**
 * Common table expression `standing_step` of the steps of all communes that hold on each day of the relation `day`: of a whole country
 * they are read at once, where looking up each costs more.
 */
export const stepsOfCommunes = (rule: CoverageRule): RawBuilder<unknown> => sql`
  standing_step as materialized (
    select step.territory_id, day.on_day, ${sql.join(communeCounts.map((name) => sql`step.${sql.ref(name)}`))}, step.oldest_input_at,
           step.freshest_input_at, step.demonstration
    from day cross join lateral (
      -- Written out, as the index has them.
      select * from coverage_step s
      where s.rule = ${sql.lit(rule)} and s.territory_id like 'commune:%' and daterange(s.from_on, s.to_on) @> day.on_day
      offset 0
    ) step
  )`;

/** Coverage of several territories, or conventions, on a date: one statement whatever their number. */
export async function coverageOf(
  em: SqlEntityManager,
  scope: CoverageScope,
  ids: readonly string[],
  question: StateQuestion,
) {
  const found = await rows(
    em,
    `coverageOf ${scope}`,
    scope === 'territory' ? coverageOfTerritories(ids, question) : coverageOfConventions(ids, question),
  );
  return new Map(found.map((row) => [row.id, row]));
}

const coverageOfTerritories = (ids: readonly string[], { on, rule }: StateQuestion) => sql<CoverageRow>`
  select p.territory_id as "id", p.communes, p.population, coalesce(step.covered, 0) as "covered",
         coalesce(step.covered_population, 0) as "coveredPopulation",
         coalesce(step.undetermined, 0) as "undetermined",
         coalesce(step.undetermined_population, 0) as "undeterminedPopulation",
         coalesce(step.in_force, 0) as "conventionsInForce",
         coalesce(step.conventions_undetermined, 0) as "conventionsUndetermined",
         coalesce(step.without_perimeter, 0) as "conventionsWithoutPerimeter",
         coalesce(step.not_listed, 0) as "communesNotListed",
         step.oldest_input_at as "oldestInputAt", step.freshest_input_at as "freshestInputAt", step.demonstration
  from place p ${lastStep(on, rule)}
  where p.territory_id = any(${ids}) and p.within_id = ''`;

/** A convention alone, of its own perimeter: all its communes are in its state. */
const coverageOfConventions = (
  references: readonly string[],
  { on, rule }: StateQuestion,
) => sql<CoverageRow>`
  select c.reference as "id", perimeter.communes, perimeter.population,
         case when ${isIn('IN_FORCE')} then perimeter.communes else 0 end as "covered",
         case when ${isIn('IN_FORCE')} then perimeter.population else 0 end as "coveredPopulation",
         case when ${isIn('UNDETERMINED')} then perimeter.communes else 0 end as "undetermined",
         case when ${isIn('UNDETERMINED')} then perimeter.population else 0 end as "undeterminedPopulation",
         (${isIn('IN_FORCE')})::int as "conventionsInForce", (${isIn('UNDETERMINED')})::int as "conventionsUndetermined",
         (${isIn('IN_FORCE')} and stood.is_partial)::int as "conventionsWithoutPerimeter",
         case when ${isIn('IN_FORCE')} then coalesce(stood.unlisted, 0) else 0 end as "communesNotListed",
         input.oldest as "oldestInputAt", input.freshest as "freshestInputAt", c.demonstration
  from convention c
  join convention_state stood on stood.reference = c.reference and stood.rule = ${rule} and ${holdsOn('stood', on)}
  cross join lateral (
    select count(*)::int as communes, coalesce(sum(t.population), 0)::int as population
    from perimeter_member m join territory t on t.id = m.territory_id
    where m.convention_reference = c.reference and ${isMemberOn(on)}
  ) perimeter
  cross join lateral (
    select min(b.loaded_at) as oldest, max(b.loaded_at) as freshest from batch b
    where b.revision = c.batch_revision or b.revision in (
      select a.batch_revision from amendment a where a.convention_reference = c.reference
    )
  ) input
  where c.reference = any(${references})`;

const isIn = (state: string) => sql`stood.state = ${sql.lit(state)}`;

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
      select s.whole_id as "parent", t.id as "territoryId", t.search_name as "searchName", s.state
      from (${scope === 'territory' ? communesOfTerritories(ids, question) : communesOfConventions(ids, question)}) s
      join territory t on t.id = s.territory_id
      where ${states}::text[] is null or s.state = any(${states}::text[])`,
    communeStateOrder,
    page,
  );
}

/** What the hub knows of a commune, beside its `step`. @param id its key */
export const stateOfCommune = (id: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when step.covered > 0 then 'COVERED' when step.undetermined > 0 then 'UNDETERMINED'
       when exists (select from perimeter_member m where m.territory_id = ${id}) then 'NOT_COVERED'
       else 'NOT_REPORTED' end`;

const communesOfTerritories = (ids: readonly string[], { on, rule }: StateQuestion) => sql`
  select part.whole_id, part.part_id as territory_id, ${stateOfCommune(sql`part.part_id`)} as state
  from territory_part part
  join place p on p.territory_id = part.part_id and p.within_id = ''
  ${lastStep(on, rule)}
  where part.whole_id = any(${ids}) and part.part_kind = ${TerritoryKind.COMMUNE}`;

const communesOfConventions = (references: readonly string[], { on, rule }: StateQuestion) => sql`
  select m.convention_reference as whole_id, m.territory_id,
         case when ${isIn('IN_FORCE')} then 'COVERED' when ${isIn('UNDETERMINED')} then 'UNDETERMINED'
              else 'NOT_COVERED' end as state
  from perimeter_member m
  join convention_state stood on stood.reference = m.convention_reference and stood.rule = ${rule}
    and ${holdsOn('stood', on)}
  where m.convention_reference = any(${references}) and ${isMemberOn(on)}`;
