import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { CoverageRule } from '../../convention/convention.rules.js';
import { touchedPlaces } from '../../convention/kept/kept-conventions.sql.js';
import { differing } from '../../db/differing.js';
import { rows } from '../../db/sql.js';
import { countOf, joiningAtOnce, makeTemporary, temporary } from '../../db/touched.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { rateOf } from '../completion-counts.sql.js';
import { isOfSet, planCounts, ratedActions, wholePlan } from './completion-steps.sql.js';
import { touchedPlans } from './touched-plans.sql.js';

/** Départements whose sums are to be made anew. */
const departments = temporary('touched_department');
/** Beyond these, reading all plans costs less than looking up each. */
const many = 10;

/** Notes all départements: those whose sums no plan tells any more are cleared too. */
export function noteAllDepartments(em: SqlEntityManager): Promise<void> {
  return makeTemporary(
    em,
    'touched_department',
    sql`select territory_id as id from place where kind = ${TerritoryKind.DEPARTMENT}
        union select department_id from completion_sum`,
  );
}

/** Notes the départements of the plans and conventions that were noted: where they count, and where they did. */
export function noteDepartments(em: SqlEntityManager, hasPlaces: boolean): Promise<void> {
  const before = hasPlaces
    ? sql`union select territory_id from ${touchedPlaces} where within_id = ''`
    : sql``;
  return makeTemporary(
    em,
    'touched_department',
    sql`
      select p.territory_id as id from place p
      where p.kind = ${TerritoryKind.DEPARTMENT} and p.territory_id in (
        select territory_id from convention_place where reference in (select reference from ${touchedPlans})
        ${before}
      )`,
  );
}

/** Makes the sums of the noted départements anew, from the steps of plans and where their conventions stand. */
export async function refreshCompletionSums(em: SqlEntityManager): Promise<void> {
  const count = await countOf(em, 'touchedDepartments', departments);
  if (count === 0) return;
  await rows(
    em,
    'clearCompletionSums',
    sql`delete from completion_sum where department_id in (select id from ${departments})`,
  );
  await joiningAtOnce(em, count > many, async () => {
    await rows(em, 'keepCompletionSums', sql`insert into completion_sum ${completionSumsOf(departments)}`);
  });
}

/** How many sums differ from what steps and states give: those are compared with their own sources. */
export async function wrongCompletionSums(em: SqlEntityManager): Promise<Record<string, number>> {
  const all = sql`(select territory_id as id from place where kind = ${TerritoryKind.DEPARTMENT})`;
  const [found] = await rows(
    em,
    'wrongCompletionSums',
    sql<Record<string, number>>`
      with truth as materialized (${completionSumsOf(all)})
      select ${differing('completion_sum', 'truth')} as completion_sum`,
  );
  return found ?? {};
}

const ofConventions = [
  'conventions',
  'unsure',
  'with_actions',
  'reporting',
  'declared_objectives',
  'declared_actions',
  'declaring_objectives',
  'declaring_actions',
];
/** What is summed, in the order of the columns. */
export const summed = [...ofConventions, ...planCounts, 'with_rate', 'sum_of_rates', 'reported_population'];
const each = (names: readonly string[], one: (name: RawBuilder<unknown>) => RawBuilder<unknown>) =>
  sql.join(names.map((name) => one(sql.ref(name))));
/** Changes of some of them alone, in the order of all, or of those named. */
export const only = (changed: Readonly<Record<string, RawBuilder<unknown>>>, names = summed) =>
  sql.join(names.map((name) => changed[name] ?? sql`0`));

const isWhole = sql`(k.theme = ${wholePlan})::int`;

/** What a step `k` of convention `c` adds to sums, `sign` times. */
export const addedByPlan: Readonly<Record<string, RawBuilder<unknown>>> = {
  conventions: sql`sign * ${isWhole}`,
  with_actions: sql`sign * (k.actions > 0)::int`,
  reporting: sql`sign * k.reporting::int`,
  declared_objectives: sql`sign * ${isWhole} * coalesce(c.declared_objectives, 0)`,
  declared_actions: sql`sign * ${isWhole} * coalesce(c.declared_actions, 0)`,
  declaring_objectives: sql`sign * ${isWhole} * (c.declared_objectives is not null)::int`,
  declaring_actions: sql`sign * ${isWhole} * (c.declared_actions is not null)::int`,
  ...Object.fromEntries(planCounts.map((name) => [name, sql`sign * k.${sql.ref(name)}`])),
  with_rate: sql`sign * (${ratedActions} > 0)::int`,
  sum_of_rates: sql`sign * coalesce(${rateOf(sql`k.completed`, ratedActions)}, 0)`,
};

/** Select of `completion_sum`. @param of a relation of the départements' `id` */
export const completionSumsOf = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with standing as materialized (
    select touch.territory_id as department_id, touch.reference, stood.state,
           greatest(touch.from_on, stood.from_on) as from_on, least(touch.to_on, stood.to_on) as to_on
    from convention_place touch
    join convention_state stood on stood.reference = touch.reference and stood.rule = ${CoverageRule.PERIOD}
      and stood.state in ('IN_FORCE', 'UNDETERMINED') and stood.from_on < touch.to_on and stood.to_on > touch.from_on
    where touch.within_id = '' and touch.territory_id in (select id from ${of} w)
  ),
  in_force as materialized (select * from standing where state = 'IN_FORCE'),
  -- When the communes of each département are under a convention that reports, each once.
  heard as (
    select department_id, territory_id, range_agg(daterange(first, last)) as ranges
    from (
      select in_force.department_id, m.territory_id,
             greatest(in_force.from_on, report.from_on, m.joined_on) as first,
             least(in_force.to_on, report.to_on, m.left_on) as last
      from in_force
      join (
        select reference, lower(days) as from_on, upper(days) as to_on
        from (
          select reference, range_agg(daterange(from_on, to_on)) as ranges from completion_step
          where theme = ${wholePlan} and reporting and reference in (select reference from in_force)
          group by reference
        ) each cross join lateral unnest(ranges) days
      ) report on report.reference = in_force.reference
      join perimeter_member m on m.convention_reference = in_force.reference
      join territory t on t.id = m.territory_id and t.department_id = in_force.department_id
    ) stay
    where first < last
    group by department_id, territory_id
  ),
  change as (
    select in_force.department_id, k.theme, edge.on_day, ${only(addedByPlan)}
    from in_force
    join completion_step k on k.reference = in_force.reference and not (${isOfSet})
      and k.from_on < in_force.to_on and k.to_on > in_force.from_on
    join convention c on c.reference = k.reference
    cross join lateral (
      values (greatest(k.from_on, in_force.from_on), 1), (least(k.to_on, in_force.to_on), -1)
    ) edge(on_day, sign)
    where edge.on_day < 'infinity'
    union all
    select standing.department_id, ${wholePlan}, edge.on_day, ${only({ unsure: sql`sign` })}
    from standing
    cross join lateral (values (standing.from_on, 1), (standing.to_on, -1)) edge(on_day, sign)
    where standing.state = 'UNDETERMINED' and edge.on_day < 'infinity'
    union all
    select heard.department_id, ${wholePlan}, edge.on_day, ${only({ reported_population: sql`sign * coalesce(t.population, 0)` })}
    from heard
    join territory t on t.id = heard.territory_id
    cross join lateral unnest(heard.ranges) days
    cross join lateral (values (lower(days), 1), (upper(days), -1)) edge(on_day, sign)
    where edge.on_day < 'infinity'
    union all
    select distinct touch.territory_id, ${wholePlan}, '-infinity'::date, ${only({})}
    from convention_place touch where touch.within_id = '' and touch.territory_id in (select id from ${of} w)
  ),
  named(department_id, theme, on_day, ${each(summed, (name) => name)}) as (select * from change),
  changed as (
    select * from (
      select department_id, theme, on_day, ${each(summed, (name) => sql`sum(${name}) as ${name}`)}
      from named group by department_id, theme, on_day
    ) summed
    where on_day = '-infinity' or (${each(summed, (name) => name)}) <> (${each(summed, () => sql`0`)})
  ),
  basis as (
    select touch.territory_id as department_id, min(k.oldest_input_at) as oldest, max(k.freshest_input_at) as freshest,
           bool_or(c.demonstration) as demonstration
    from convention_place touch
    join convention c on c.reference = touch.reference
    join completion_step k on k.reference = touch.reference and k.theme = ${wholePlan} and k.from_on = '-infinity'
    where touch.within_id = '' and touch.territory_id in (select id from ${of} w)
    group by touch.territory_id
  )
  select changed.department_id, changed.theme, changed.on_day,
         ${each(
           summed.map((name) => `changed.${name}`),
           (name) => sql`sum(${name}) over step`,
         )},
         basis.oldest, basis.freshest, basis.demonstration
  from changed join basis on basis.department_id = changed.department_id
  window step as (partition by changed.department_id, changed.theme order by changed.on_day)`;
