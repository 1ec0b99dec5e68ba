import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { differing } from '../../db/differing.js';
import { rows } from '../../db/sql.js';
import { countOf, joiningAtOnce } from '../../db/touched.js';
import { closedStatuses } from '../plan.rules.js';
import { inSlices } from './plan-slices.sql.js';
import { touchedPlans } from './touched-plans.sql.js';

/** Beyond these, reading all plans costs less than looking up each. */
const many = 500;

/** The theme of a step that counts the whole plan. */
export const wholePlan = '*';

/** Is a step `k` of a set of several themes? Then it counts again what the steps of each of them count. */
export const isOfSet: RawBuilder<unknown> = sql`k.theme like '+%'`;

/** The themes of a set, as an array. */
export const themesOfSet: RawBuilder<unknown> = sql`string_to_array(substr(k.theme, 2), '+')`;

/** What node `n` counts in: the whole plan, each of its themes, and the set of them when it has several. */
const stepThemes = sql`
  array[${wholePlan}::text] || case cardinality(n.themes) when 0 then '{""}' else n.themes end
  || case when cardinality(n.themes) > 1
       then (select array['+' || string_agg(theme, '+' order by theme collate "C")] from unnest(n.themes) theme) end`;

interface StepAsked {
  readonly reference: RawBuilder<unknown>;
  readonly theme: RawBuilder<unknown>;
  readonly on: RawBuilder<unknown>;
}

/** Select of a plan's last step up to a day. */
export const planStepOn = (of: StepAsked): RawBuilder<unknown> => sql`
  select * from completion_step s
  where s.reference = ${of.reference} and s.theme = ${of.theme} and s.from_on <= ${of.on}
  order by s.from_on desc
  limit 1`;

/** Lateral join of a plan's last step up to a day: `k`, looked up by its key whatever the planner thinks. */
export const lastPlanStep = (of: StepAsked): RawBuilder<unknown> =>
  sql`cross join lateral (${planStepOn(of)}) k`;

/** Actions of a step `k` that a rate is of. */
export const ratedActions: RawBuilder<unknown> = sql`(k.actions - k.unknown - k.permanent - k.abandoned)`;

/** Makes the steps of the noted plans anew, from the plans themselves. */
export async function refreshCompletionSteps(em: SqlEntityManager): Promise<void> {
  const count = await countOf(em, 'touchedPlans', touchedPlans);
  if (count === 0) return;
  await joiningAtOnce(em, count > many, async () => {
    await rows(
      em,
      'clearCompletionSteps',
      sql`delete from completion_step where reference in (select reference from ${touchedPlans})`,
    );
    await inSlices(em, touchedPlans, async (slice) => {
      await rows(em, 'keepCompletionSteps', sql`insert into completion_step ${stepsOf(slice)}`);
    });
  });
}

/** How many steps differ from what the plans themselves give. */
export async function wrongCompletionSteps(em: SqlEntityManager): Promise<Record<string, number>> {
  const all = sql`(select reference from convention union select reference from completion_step)`;
  let wrong = 0;
  await em.transactional(async (transaction) => {
    const within = transaction as SqlEntityManager;
    await joiningAtOnce(within, true, () =>
      inSlices(within, all, async (slice) => {
        const [found] = await rows(
          within,
          'wrongCompletionSteps',
          sql<{ wrong: number }>`
            with truth as materialized (${stepsOf(slice)}),
                 kept as materialized (select * from completion_step where reference in (select reference from ${slice}))
            select ${differing('kept', 'truth')} as wrong`,
        );
        wrong += found?.wrong ?? 0;
      }),
    );
  });
  return { completion_step: wrong };
}

/** Counts of a step in the order of its columns, each with what it counts of the changes: see `change`. */
const counted = {
  objectives: sql`kind = 'OBJECTIVE'`,
  reached: sql`kind = 'OBJECTIVE' and state = 'REACHED'`,
  not_reached: sql`kind = 'OBJECTIVE' and state = 'NOT_REACHED'`,
  objectives_abandoned: sql`kind = 'OBJECTIVE' and state = 'ABANDONED'`,
  undetermined: sql`kind = 'OBJECTIVE' and state = 'UNDETERMINED'`,
  without_action: sql`kind = 'OBJECTIVE' and state = 'WITHOUT_ACTION'`,
  actions: sql`kind = 'ACTION'`,
  not_started: sql`kind = 'ACTION' and state = 'NOT_STARTED'`,
  planned: sql`kind = 'ACTION' and state = 'PLANNED'`,
  in_progress: sql`kind = 'ACTION' and state = 'IN_PROGRESS'`,
  completed: sql`kind = 'ACTION' and state = 'COMPLETED'`,
  permanent: sql`kind = 'ACTION' and state = 'ONGOING_PERMANENT'`,
  postponed: sql`kind = 'ACTION' and state = 'POSTPONED'`,
  abandoned: sql`kind = 'ACTION' and state = 'ABANDONED'`,
  unknown: sql`kind = 'ACTION' and state = 'UNKNOWN'`,
  overdue: sql`kind = 'OVERDUE'`,
  undated: sql`kind = 'UNDATED'`,
  dated: sql`kind = 'DATED'`,
} as const satisfies Record<string, RawBuilder<unknown>>;
/** What a step counts of a plan. */
export const planCounts = Object.keys(counted).filter((name) => name !== 'dated');
const names = Object.keys(counted).map((name) => sql.ref(name));

/**
 * Select of `completion_step`. Each action is in a state from one entry to the next, and overdue from the day after its due date
 * while its state is open; each objective is in a state from one change of its actions to the next. A spell adds one to a count on its
 * first day and takes it away after its last; counts are what has been added up by then.
 * @param of a relation with the references
 */
const stepsOf = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with node as materialized (
    select n.id, n.convention_reference as reference, n.kind, n.path, n.due_on, n.batch_revision,
           ${stepThemes} as themes
    from plan_node n where n.is_measured and n.convention_reference in (select reference from ${of})
  ),
  entry as materialized (
    select distinct on (e.plan_node_id, e.observed_on)
           e.plan_node_id as id, e.observed_on as on_day, e.status, e.batch_revision
    from progress_entry e where e.observed_on is not null and e.plan_node_id in (select id from node where kind = 'ACTION')
    order by e.plan_node_id, e.observed_on, e.id desc
  ),
  spell as materialized (
    select each.*, lead(from_on, 1, 'infinity') over (partition by id order by from_on) as to_on
    from (
      select id, '-infinity'::date as from_on, 'UNKNOWN' as status, false as is_dated from node where kind = 'ACTION'
      union all
      select id, on_day, status, true from entry
    ) each
  ),
  under_objective as (
    select above.id, edge.on_day, sum(edge.sign) as actions, sum(edge.sign) filter (where spell.status <> 'ABANDONED') as alive,
           sum(edge.sign) filter (where spell.status = 'COMPLETED') as completed,
           sum(edge.sign) filter (where spell.status = 'UNKNOWN') as unknown
    from spell
    join node on node.id = spell.id
    cross join lateral unnest(node.path) above(id)
    cross join lateral (values (spell.from_on, 1), (spell.to_on, -1)) edge(on_day, sign)
    where edge.on_day < 'infinity'
    group by above.id, edge.on_day
  ),
  objective as (
    select id, on_day as from_on, lead(on_day, 1, 'infinity') over step as to_on,
           sum(actions) over step as actions, sum(alive) over step as alive, sum(completed) over step as completed,
           sum(unknown) over step as unknown
    from (
      select id, on_day, sum(actions) as actions, coalesce(sum(alive), 0) as alive,
             coalesce(sum(completed), 0) as completed, coalesce(sum(unknown), 0) as unknown
      from (
        select id, '-infinity'::date as on_day, 0 as actions, 0 as alive, 0 as completed, 0 as unknown
        from node where kind = 'OBJECTIVE'
        union all
        select * from under_objective where id in (select id from node where kind = 'OBJECTIVE')
      ) part
      group by id, on_day
    ) whole
    window step as (partition by id order by on_day)
  ),
  judged as (
    select id, 'OBJECTIVE' as kind, from_on, to_on,
           case when actions = 0 then 'WITHOUT_ACTION'
                when alive = 0 then 'ABANDONED'
                when completed = alive then 'REACHED'
                when completed + unknown < alive then 'NOT_REACHED'
                else 'UNDETERMINED' end as state
    from objective
    union all
    select id, 'ACTION', from_on, to_on, status from spell
    union all
    select id, 'DATED', from_on, to_on, null from spell where is_dated
    union all
    select id, 'UNDATED', from_on, to_on, null from spell
    where not is_dated and exists (
      select from progress_entry e where e.plan_node_id = spell.id and e.observed_on is null
    )
    union all
    select spell.id, 'OVERDUE', greatest(spell.from_on, node.due_on + 1), spell.to_on, null
    from spell join node on node.id = spell.id
    where node.due_on + 1 < spell.to_on and spell.status <> all(${closedStatuses}::text[])
  ),
  change as (
    select node.reference, theme, edge.on_day, edge.sign, judged.kind, judged.state
    from judged
    join node on node.id = judged.id
    cross join lateral unnest(node.themes) theme
    cross join lateral (values (judged.from_on, 1), (judged.to_on, -1)) edge(on_day, sign)
    where edge.on_day < 'infinity'
    union all
    select reference, ${wholePlan}, '-infinity', 0, null, null from convention
    where reference in (select reference from ${of})
  ),
  changed as (
    select * from (
      select reference, theme, on_day,
             ${sql.join(Object.entries(counted).map(([name, what]) => sql`coalesce(sum(sign) filter (where ${what}), 0) as ${sql.ref(name)}`))}
      from change group by reference, theme, on_day
    ) summed
    where on_day = '-infinity' or (${sql.join(names, sql`, `)}) <> (${sql.join(
      names.map(() => sql`0`),
      sql`, `,
    )})
  ),
  input as (
    select brought.reference, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest
    from (
      select reference, batch_revision from convention
      union select convention_reference, batch_revision from amendment
      union select reference, batch_revision from node
      union select node.reference, entry.batch_revision from entry join node on node.id = entry.id
    ) brought
    join batch b on b.revision = brought.batch_revision
    where brought.reference in (select reference from ${of})
    group by brought.reference
  ),
  summed as (
    select reference, theme, on_day, lead(on_day, 1, 'infinity') over step as to_on,
           ${sql.join(names.map((name) => sql`(sum(${name}) over step)::int as ${name}`))}
    from changed
    window step as (partition by reference, theme order by on_day)
  )
  select summed.reference, summed.theme, summed.on_day, summed.to_on, ${sql.join(names.slice(0, -1))}, dated > 0,
         input.oldest, input.freshest
  from summed join input on input.reference = summed.reference`;
