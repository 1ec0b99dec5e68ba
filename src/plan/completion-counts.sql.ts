import { type RawBuilder, sql } from 'kysely';
import type { Theme } from '../convention/convention.rules.js';
import { isOverdueOn, lastEntry } from './plan.sql.js';
import { countColumn } from './plan-counts.rules.js';

/** Counts of the plans of some conventions, each convention once. */
export interface CompletionCounts {
  readonly conventions: number;
  readonly conventionsWithActions: number;
  readonly conventionsReporting: number;
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
}

/**
 * Common table expressions that judge the plans of the conventions of `measured` (columns `reference`, `on_day`): `node`,
 * `action`, and `judged`, one row for each measured objective or action and each day. The state of an objective follows
 * from all its actions, whatever the themes asked.
 */
export const judgedPlans = (themes: readonly Theme[] | null): RawBuilder<unknown> => sql`
  -- With the day on each node, nothing joins two of these relations: the planner takes them for a few rows, and would compare
  -- each action of the country with each of its conventions.
  node as materialized (
    select n.id, n.convention_reference as reference, measured.on_day, n.kind, n.path, n.due_on, n.themes, n.batch_revision,
           ${themes}::text[] is null or n.themes && ${themes}::text[] as is_asked
    from measured join plan_node n on n.convention_reference = measured.reference
    where n.is_measured
  ),
  action as materialized (
    select n.id, n.reference, n.on_day, n.path, n.due_on, n.themes, n.is_asked,
           coalesce(last.status, 'UNKNOWN') as status, last.batch_revision as entry_revision, last.status is not null as is_dated,
           last.status is null and exists (
             select from progress_entry e where e.plan_node_id = n.id and e.observed_on is null
           ) as is_undated
    from node n
    left join lateral (${lastEntry(sql`n.on_day`)}) last on true
    where n.kind = 'ACTION'
  ),
  -- Objectives and what is under them meet in one grouping, for the same reason.
  under_objective as (
    select id, on_day, max(reference) as reference, max(themes) as themes,
           count(status)::int as actions, (count(*) filter (where status <> 'ABANDONED'))::int as alive,
           (count(*) filter (where status = 'COMPLETED'))::int as completed,
           (count(*) filter (where status = 'UNKNOWN'))::int as unknown
    from (
      select id, on_day, reference, themes, null as status from node where kind = 'OBJECTIVE' and is_asked
      union all
      select above.id, a.on_day, null, null, a.status from action a cross join lateral unnest(a.path) above(id)
    ) part
    group by id, on_day
  ),
  judged as (
    select reference, on_day, 'OBJECTIVE' as kind, themes,
           case when actions = 0 then 'WITHOUT_ACTION'
                when alive = 0 then 'ABANDONED'
                when completed = alive then 'REACHED'
                when completed + unknown < alive then 'NOT_REACHED'
                else 'UNDETERMINED' end as state,
           false as is_dated, false as is_undated, false as is_overdue
    from under_objective where reference is not null
    union all
    select reference, on_day, 'ACTION', themes, status, is_dated, is_undated, ${isOverdueOn(sql`on_day`)}
    from action where is_asked
  )`;

const objectivesIn = (state: string) =>
  sql`(count(*) filter (where kind = 'OBJECTIVE' and state = ${sql.lit(state)}))::int`;
const actionsIn = (state: string) =>
  sql`(count(*) filter (where kind = 'ACTION' and state = ${sql.lit(state)}))::int`;

/** A rate that is the same added in any order, as floats are not: an answer must not depend on where rows lie. */
export function rateOf(completed: RawBuilder<unknown>, rated: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`round(${completed}::numeric / nullif(${rated}, 0), 18)`;
}

/** Counts of `judged`, to be grouped by convention: what `summedCounts` adds. */
export const judgedCounts: RawBuilder<unknown> = sql`
  (count(*) filter (where kind = 'OBJECTIVE'))::int as objectives, ${objectivesIn('REACHED')} as reached,
  ${objectivesIn('NOT_REACHED')} as not_reached, ${objectivesIn('ABANDONED')} as objectives_abandoned,
  ${objectivesIn('UNDETERMINED')} as undetermined, ${objectivesIn('WITHOUT_ACTION')} as without_action,
  (count(*) filter (where kind = 'ACTION'))::int as actions, ${actionsIn('NOT_STARTED')} as not_started,
  ${actionsIn('PLANNED')} as planned, ${actionsIn('IN_PROGRESS')} as in_progress, ${actionsIn('COMPLETED')} as completed,
  ${actionsIn('ONGOING_PERMANENT')} as permanent, ${actionsIn('POSTPONED')} as postponed,
  ${actionsIn('ABANDONED')} as abandoned, ${actionsIn('UNKNOWN')} as unknown,
  (count(*) filter (where is_overdue))::int as overdue, (count(*) filter (where is_undated))::int as undated,
  bool_or(is_dated) as reporting,
  ${rateOf(
    actionsIn('COMPLETED'),
    sql`count(*) filter (
      where kind = 'ACTION' and state not in ('UNKNOWN', 'ONGOING_PERMANENT', 'ABANDONED')
    )`,
  )} as rate`;

const sumOf: Readonly<Record<string, RawBuilder<unknown>>> = {
  with_actions: sql`(count(*) filter (where k.actions > 0))::int`,
  reporting: sql`(count(*) filter (where k.reporting))::int`,
  declared_objectives: sql`sum(c.declared_objectives)::int`,
  declared_actions: sql`sum(c.declared_actions)::int`,
  ...Object.fromEntries(Object.values(countColumn).map((name) => [name, sql`sum(k.${sql.ref(name)})::int`])),
  mean_of_rates: sql`avg(k.rate)::float8`,
  with_rate: sql`count(k.rate)::int`,
  declaring_objectives: sql`count(c.declared_objectives)::int`,
  declaring_actions: sql`count(c.declared_actions)::int`,
};
/** All sums, in the order of their columns. */
export const sumNames = Object.keys(sumOf);

/** Sums over conventions `c` and their counts `k`, beside how many conventions; one without a plan has no counts. */
export const summedOf = (names: readonly string[]): RawBuilder<unknown>[] =>
  names.map((name) => sql`${sumOf[name]} as ${sql.ref(name)}`);
export const summedCounts: RawBuilder<unknown> = sql.join(summedOf(sumNames));

/** The name of each sum in `CompletionCounts`. */
const countName: Readonly<Record<string, keyof CompletionCounts>> = {
  conventions: 'conventions',
  with_actions: 'conventionsWithActions',
  reporting: 'conventionsReporting',
  declared_objectives: 'declaredObjectives',
  declared_actions: 'declaredActions',
  ...Object.fromEntries(
    Object.entries(countColumn).map(([name, column]) => [column, name as keyof typeof countColumn]),
  ),
  mean_of_rates: 'meanOfRates',
  with_rate: 'conventionsWithRate',
  declaring_objectives: 'declaringObjectives',
  declaring_actions: 'declaringActions',
};
/** What is empty where nothing tells it; all else is none. */
const mayBeUnknown = ['declared_objectives', 'declared_actions', 'mean_of_rates'];

/** Sums of `total` under the names of `CompletionCounts`. */
export const countColumnsOf = (names: readonly string[]): RawBuilder<unknown>[] =>
  names.map((name) => {
    const sum = sql`total.${sql.ref(name)}`;
    return sql`${mayBeUnknown.includes(name) ? sum : sql`coalesce(${sum}, 0)`} as ${sql.ref(countName[name] as string)}`;
  });
export const countColumns: RawBuilder<unknown> = sql.join(countColumnsOf(['conventions', ...sumNames]));

/** The counts of no plan, and of those that nobody asked for. */
export const noCounts = {
  ...(Object.fromEntries(Object.values(countName).map((name) => [name, 0])) as unknown as CompletionCounts),
  declaredObjectives: null,
  declaredActions: null,
  meanOfRates: null,
} satisfies CompletionCounts;
