import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { type Listed, slicesByParent } from '../../db/slices.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import type { CompletionQuestion } from '../completion.sql.js';
import { isWanted, measuredNodes, type PlanNodeFilter, planNodeColumns, statusOn } from '../plan.sql.js';
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
  wanted: Wanted,
  page: Page,
) {
  await assertFewPlans(em, ids, { scope, on });
  return slicesByParent(
    em,
    `completionNodesOf ${scope}`,
    sql<PlanNodeRow & Listed>`
      with plan as materialized (${plansAsked(ids, { scope, on })})
      select plan.whole_id as "parent", ${planNodeColumns}
      from plan ${measuredNodes} ${statusOn(on)}
      where ${isWanted({ ...wanted, themes, on })}`,
    completionNodeOrder,
    page,
  );
}
