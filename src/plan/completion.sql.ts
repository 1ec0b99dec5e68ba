import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { CoverageRule, type Theme } from '../convention/convention.rules.js';
import { conventionStates, conventionsTouching, isMemberOn } from '../convention/convention-state.sql.js';
import { rows } from '../db/sql.js';
import { isOverdueOn, lastEntry } from './plan.sql.js';

/** Whether completion is asked of territories (conventions in force that touch them) or of conventions themselves. */
export type CompletionScope = 'territory' | 'convention';

export interface CompletionQuestion {
  readonly scope: CompletionScope;
  readonly on: LocalDate;
  readonly themes: readonly Theme[] | null;
}

/** Counts behind the completion of one territory or convention. */
export interface CompletionRow {
  readonly id: string;
  readonly conventions: number;
  readonly conventionsUndetermined: number;
  readonly conventionsWithActions: number;
  readonly conventionsReporting: number;
  readonly population: number;
  readonly reportedPopulation: number;
  readonly declaredObjectives: number | null;
  readonly declaredActions: number | null;
  readonly declaringObjectives: number;
  readonly declaringActions: number;
  readonly objectives: number;
  readonly reached: number;
  readonly notReached: number;
  readonly objectivesAbandoned: number;
  readonly objectivesUndetermined: number;
  readonly objectivesWithoutAction: number;
  readonly actions: number;
  readonly notStarted: number;
  readonly planned: number;
  readonly inProgress: number;
  readonly completed: number;
  readonly permanent: number;
  readonly postponed: number;
  readonly abandoned: number;
  readonly unknown: number;
  readonly overdue: number;
  readonly undated: number;
  readonly meanOfRates: number | null;
  readonly conventionsWithRate: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/**
 * Completion of several territories, or conventions, on a date: one statement whatever their number.
 * Counts are made per convention first, then added: a convention counts once in each territory that it touches.
 */
export async function completionOf(
  em: SqlEntityManager,
  ids: readonly string[],
  { scope, on, themes }: CompletionQuestion,
) {
  const isTerritory = scope === 'territory';
  const touched = isTerritory
    ? conventionsTouching(ids, on)
    : sql`select reference as whole_id, reference from convention where reference = any(${ids})`;
  const population = isTerritory
    ? sql`select t.id as whole_id, coalesce(t.population, 0) as population from territory t where t.id = any(${ids})`
    : sql`select m.convention_reference as whole_id, coalesce(sum(t.population), 0)::int as population
          from perimeter_member m join territory t on t.id = m.territory_id
          where m.convention_reference = any(${ids}) and ${isMemberOn(on)} group by m.convention_reference`;
  // A probe of the index for each commune: as a plain join, the planner reads all of a large territory instead.
  const inside = isTerritory
    ? sql`cross join lateral (
            select from territory_part p where p.whole_id = scope.whole_id and p.part_id = t.id limit 1
          ) part`
    : sql``;
  // A commune under two reporting conventions counts its people once.
  const reportedPopulation = sql`
    select whole_id, sum(population)::int as population from (
      select distinct scope.whole_id, t.id, t.population
      from scope
      join by_convention bc on bc.reference = scope.reference and bc.reporting
      join perimeter_member m on m.convention_reference = scope.reference and ${isMemberOn(on)}
      join territory t on t.id = m.territory_id
      ${inside}
    ) once group by whole_id`;

  const found = await rows(
    em,
    `completionOf ${scope}`,
    sql<CompletionRow>`
      with stated as materialized (${conventionStates({ on, rule: CoverageRule.PERIOD })}),
           touched as (${touched}),
           scope as materialized (
             select touched.whole_id, touched.reference
             from touched join stated on stated.reference = touched.reference
             where ${!isTerritory} or stated.state = 'IN_FORCE'
           ),
           node as materialized (
             select n.*, ${themes}::text[] is null or n.themes && ${themes}::text[] as is_asked
             from plan_node n
             where n.convention_reference in (select reference from scope) and n.is_measured
           ),
           action as materialized (
             select n.id, n.convention_reference as reference, n.path, n.due_on, n.is_asked,
                    coalesce(last.status, 'UNKNOWN') as status, last.batch_revision as entry_revision, last.status is not null as is_dated,
                    last.status is null and exists (
                      select from progress_entry e where e.plan_node_id = n.id and e.observed_on is null
                    ) as is_undated
             from node n
             left join lateral (${lastEntry(on)}) last on true
             where n.kind = 'ACTION'
           ),
           under_objective as (
             select above.id, (count(*) filter (where a.status <> 'ABANDONED'))::int as alive,
                    (count(*) filter (where a.status = 'COMPLETED'))::int as completed,
                    (count(*) filter (where a.status = 'UNKNOWN'))::int as unknown
             from action a cross join lateral unnest(a.path) above(id)
             group by above.id
           ),
           objective as (
             select o.convention_reference as reference,
                    case when u.id is null then 'WITHOUT_ACTION'
                         when u.alive = 0 then 'ABANDONED'
                         when u.completed = u.alive then 'REACHED'
                         when u.completed + u.unknown < u.alive then 'NOT_REACHED'
                         else 'UNDETERMINED' end as state
             from node o left join under_objective u on u.id = o.id
             where o.kind = 'OBJECTIVE' and o.is_asked
           ),
           objective_count as (
             select reference, count(*)::int as objectives,
                    (count(*) filter (where state = 'REACHED'))::int as reached,
                    (count(*) filter (where state = 'NOT_REACHED'))::int as not_reached,
                    (count(*) filter (where state = 'ABANDONED'))::int as abandoned,
                    (count(*) filter (where state = 'UNDETERMINED'))::int as undetermined,
                    (count(*) filter (where state = 'WITHOUT_ACTION'))::int as without_action
             from objective group by reference
           ),
           action_count as (
             select reference, count(*)::int as actions,
                    (count(*) filter (where status = 'NOT_STARTED'))::int as not_started,
                    (count(*) filter (where status = 'PLANNED'))::int as planned,
                    (count(*) filter (where status = 'IN_PROGRESS'))::int as in_progress,
                    (count(*) filter (where status = 'COMPLETED'))::int as completed,
                    (count(*) filter (where status = 'ONGOING_PERMANENT'))::int as permanent,
                    (count(*) filter (where status = 'POSTPONED'))::int as postponed,
                    (count(*) filter (where status = 'ABANDONED'))::int as abandoned,
                    (count(*) filter (where status = 'UNKNOWN'))::int as unknown,
                    (count(*) filter (where ${isOverdueOn(on)}))::int as overdue,
                    (count(*) filter (where is_undated))::int as undated,
                    bool_or(is_dated) as reporting
             from action where is_asked group by reference
           ),
           by_convention as materialized (
             select c.reference, c.declared_objectives, c.declared_actions, c.demonstration,
                    o.objectives, o.reached, o.not_reached, o.abandoned as objectives_abandoned, o.undetermined,
                    o.without_action, a.actions, a.not_started, a.planned, a.in_progress, a.completed, a.permanent,
                    a.postponed, a.abandoned, a.unknown, a.overdue, a.undated, coalesce(a.reporting, false) as reporting,
                    a.completed::float8 / nullif(a.actions - a.unknown - a.permanent - a.abandoned, 0) as rate
             from convention c
             left join objective_count o on o.reference = c.reference
             left join action_count a on a.reference = c.reference
             where c.reference in (select reference from scope)
           ),
           total as (
             select scope.whole_id, count(*)::int as conventions,
                    (count(*) filter (where bc.actions > 0))::int as with_actions,
                    (count(*) filter (where bc.reporting))::int as reporting,
                    sum(bc.declared_objectives)::int as declared_objectives,
                    sum(bc.declared_actions)::int as declared_actions,
                    sum(bc.objectives)::int as objectives, sum(bc.reached)::int as reached,
                    sum(bc.not_reached)::int as not_reached,
                    sum(bc.objectives_abandoned)::int as objectives_abandoned,
                    sum(bc.undetermined)::int as undetermined, sum(bc.without_action)::int as without_action,
                    sum(bc.actions)::int as actions, sum(bc.not_started)::int as not_started,
                    sum(bc.planned)::int as planned, sum(bc.in_progress)::int as in_progress,
                    sum(bc.completed)::int as completed, sum(bc.permanent)::int as permanent,
                    sum(bc.postponed)::int as postponed, sum(bc.abandoned)::int as abandoned,
                    sum(bc.unknown)::int as unknown, sum(bc.overdue)::int as overdue, sum(bc.undated)::int as undated,
                    avg(bc.rate) as mean_of_rates, count(bc.rate)::int as with_rate,
                    count(bc.declared_objectives)::int as declaring_objectives,
                    count(bc.declared_actions)::int as declaring_actions,
                    bool_or(bc.demonstration) as demonstration
             from scope join by_convention bc on bc.reference = scope.reference
             group by scope.whole_id
           ),
           freshness as (
             select scope.whole_id, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest
             from scope
             join (
               select reference, batch_revision as revision from convention
               union select convention_reference, batch_revision from amendment
               union select convention_reference, batch_revision from node
               union select reference, entry_revision from action where entry_revision is not null
             ) input on input.reference = scope.reference
             join batch b on b.revision = input.revision
             group by scope.whole_id
           ),
           unsure as (
             select touched.whole_id, count(*)::int as conventions
             from touched join stated on stated.reference = touched.reference
             where stated.state = 'UNDETERMINED'
             group by touched.whole_id
           )
      select asked.id, coalesce(total.conventions, 0) as "conventions",
             coalesce(unsure.conventions, 0) as "conventionsUndetermined",
             coalesce(total.with_actions, 0) as "conventionsWithActions",
             coalesce(total.reporting, 0) as "conventionsReporting",
             coalesce(p.population, 0) as "population", coalesce(rp.population, 0) as "reportedPopulation",
             total.declared_objectives as "declaredObjectives", total.declared_actions as "declaredActions",
             coalesce(total.objectives, 0) as "objectives", coalesce(total.reached, 0) as "reached",
             coalesce(total.not_reached, 0) as "notReached",
             coalesce(total.objectives_abandoned, 0) as "objectivesAbandoned",
             coalesce(total.undetermined, 0) as "objectivesUndetermined",
             coalesce(total.without_action, 0) as "objectivesWithoutAction",
             coalesce(total.actions, 0) as "actions", coalesce(total.not_started, 0) as "notStarted",
             coalesce(total.planned, 0) as "planned", coalesce(total.in_progress, 0) as "inProgress",
             coalesce(total.completed, 0) as "completed", coalesce(total.permanent, 0) as "permanent",
             coalesce(total.postponed, 0) as "postponed", coalesce(total.abandoned, 0) as "abandoned",
             coalesce(total.unknown, 0) as "unknown", coalesce(total.overdue, 0) as "overdue",
             coalesce(total.undated, 0) as "undated", total.mean_of_rates as "meanOfRates",
             coalesce(total.with_rate, 0) as "conventionsWithRate",
             freshness.oldest as "oldestInputAt", freshness.freshest as "freshestInputAt",
             coalesce(total.declaring_objectives, 0) as "declaringObjectives",
             coalesce(total.declaring_actions, 0) as "declaringActions", total.demonstration
      from unnest(${ids}::text[]) asked(id)
      left join total on total.whole_id = asked.id
      left join freshness on freshness.whole_id = asked.id
      left join unsure on unsure.whole_id = asked.id
      left join (${population}) p on p.whole_id = asked.id
      left join (${reportedPopulation}) rp on rp.whole_id = asked.id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}
