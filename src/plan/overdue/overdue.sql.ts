import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { groupBy, rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import type { LeadKind } from '../leads/lead.rules.js';
import { isOverdueOn, lastEntry, planNodeColumns } from '../plan.sql.js';
import type { PlanNodeRow } from '../plan.type.js';
import { type PlansQuestion, plansAsked } from '../plans-asked.sql.js';

/** Counts of the actions of one territory or convention, in all or of one kind of lead. */
export interface OverdueRow {
  readonly id: string;
  /** True for the counts of all leads together. */
  readonly isTotal: boolean;
  /** Null on a total, and for actions of which nobody says who leads them. */
  readonly leadKind: LeadKind | null;
  readonly actions: number;
  readonly withoutDueDate: number;
  /** Actions whose due date is past, over or not. */
  readonly due: number;
  readonly overdue: number;
  readonly statusUnknown: number;
  readonly meanDays: number | null;
  readonly medianDays: number | null;
  readonly leastDays: number | null;
  readonly mostDays: number | null;
}

/** Select of the actions of the asked plans, each with its status if its due date is past: then alone does it matter. */
const actionsOf = (ids: readonly string[], question: PlansQuestion): RawBuilder<unknown> => sql`
  select asked.whole_id, n.id, n.due_on, n.lead_kind, ${question.on}::date - n.due_on as days,
         coalesce(last.status, 'UNKNOWN') as status
  from (${plansAsked(ids, question)}) asked
  join plan_node n on n.convention_reference = asked.reference and n.kind = 'ACTION'
  left join lateral (${lastEntry(question.on)}) last on n.due_on < ${question.on}::date`;

/** How many actions are overdue, by how many days, and by whom they are led: one statement for several territories. */
export async function overdueCountsOf(em: SqlEntityManager, ids: readonly string[], question: PlansQuestion) {
  const late = isOverdueOn(question.on);
  const found = await rows(
    em,
    `overdueCountsOf ${question.scope}`,
    sql<OverdueRow>`
      with action as materialized (${actionsOf(ids, question)})
      select whole_id as "id", grouping(lead_kind) = 1 as "isTotal", lead_kind as "leadKind", count(*)::int as "actions",
             (count(*) filter (where due_on is null))::int as "withoutDueDate",
             (count(*) filter (where due_on < ${question.on}::date))::int as "due",
             (count(*) filter (where ${late}))::int as "overdue",
             (count(*) filter (where ${late} and status = 'UNKNOWN'))::int as "statusUnknown",
             (avg(days) filter (where ${late}))::float8 as "meanDays",
             percentile_cont(0.5) within group (order by days) filter (where ${late}) as "medianDays",
             (min(days) filter (where ${late}))::float8 as "leastDays",
             (max(days) filter (where ${late}))::float8 as "mostDays"
      from action
      group by grouping sets ((whole_id), (whole_id, lead_kind))
      order by "overdue" desc, lead_kind nulls last`,
  );
  return groupBy(found, ({ id }) => id);
}

/** An action that is overdue, and by how much. */
export interface OverdueActionRow extends Listed, PlanNodeRow {
  readonly daysOverdue: number;
  /** The most overdue first: a key that grows. */
  readonly lateness: number;
}

export const overdueOrder: ListOrder = {
  list: 'overdueActions',
  keys: [
    { column: 'lateness', type: 'int' },
    { column: 'id', type: 'text' },
  ],
};

export interface OverdueListQuestion extends PlansQuestion {
  readonly leadKinds: readonly LeadKind[] | null;
}

/** Overdue actions, the most overdue first. */
export function overdueActionsOf(
  em: SqlEntityManager,
  ids: readonly string[],
  { leadKinds, ...question }: OverdueListQuestion,
  page: Page,
) {
  return slicesByParent(
    em,
    `overdueActionsOf ${question.scope}`,
    sql<OverdueActionRow>`
      select late.whole_id as "parent", ${planNodeColumns}, late.days as "daysOverdue", -late.days as "lateness"
      from (
        select action.* from (${actionsOf(ids, question)}) action where ${isOverdueOn(question.on)}
      ) late
      join plan_node n on n.id = late.id
      where ${leadKinds}::text[] is null or late.lead_kind = any(${leadKinds}::text[])`,
    overdueOrder,
    page,
  );
}
