import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { type Listed, slicesByParent } from '../../db/slices.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import type { CompletionQuestion } from '../completion.sql.js';
import { isOverdueOn, lastEntry, type PlanNodeFilter, planNodeColumns } from '../plan.sql.js';
import type { PlanNodeRow } from '../plan.type.js';
import { assertFewPlans, plansAsked } from '../plans-asked.sql.js';

export const completionNodeOrder: ListOrder = {
  list: 'completionNodes',
  keys: [
    { column: 'conventionReference', type: 'text' },
    { column: 'position', type: 'int' },
    { column: 'id', type: 'text' },
  ],
};

type Wanted = Pick<PlanNodeFilter, 'kinds' | 'statuses' | 'isOverdue'>;

/**
 * The objectives and actions that the completion of territories, or of conventions, counts: those of the same plans, themes and day.
 *
 * @throws HubError `TOO_MANY_PLANS`
 */
export async function completionNodesOf(
  em: SqlEntityManager,
  ids: readonly string[],
  { scope, on, themes }: CompletionQuestion,
  { kinds, statuses, isOverdue }: Wanted,
  page: Page,
) {
  await assertFewPlans(em, ids, { scope, on });
  return slicesByParent(
    em,
    `completionNodesOf ${scope}`,
    sql<PlanNodeRow & Listed>`
      with plan as materialized (${plansAsked(ids, { scope, on })})
      select plan.whole_id as "parent", ${planNodeColumns}
      from plan
      -- Each plan by itself: the planner would read the nodes of all plans of the country.
      cross join lateral (
        select * from plan_node each where each.convention_reference = plan.reference and each.is_measured offset 0
      ) n
      cross join lateral (
        select case when n.kind = 'ACTION' then coalesce((select last.status from (${lastEntry(on)}) last), 'UNKNOWN') end
                 as status
      ) known
      where (${kinds}::text[] is null or n.kind = any(${kinds}::text[]))
        and (${themes}::text[] is null or n.themes && ${themes}::text[])
        and (${statuses}::text[] is null or known.status = any(${statuses}::text[]))
        and (${isOverdue}::boolean is null or coalesce(${isOverdueOn(on)}, false) = ${isOverdue})`,
    completionNodeOrder,
    page,
  );
}
