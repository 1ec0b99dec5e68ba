import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import type { Theme } from '../convention/convention.rules.js';
import type { Day } from '../convention/convention-state.sql.js';
import { eachByKey } from '../db/many.js';
import { type Listed, slicesByParent } from '../db/slices.js';
import { groupBy, rows } from '../db/sql.js';
import type { ListOrder, Page } from '../graphql/page.js';
import { sourceColumns } from '../provenance/provenance.sql.js';
import { type ActionStatus, closedStatuses, type PlanNodeKind } from './plan.rules.js';
import type { PlanNodeRow, ProgressEntryRow } from './plan.type.js';

/** Columns of a `PlanNodeRow`, of node `n`. */
export const planNodeColumns = sql`
  n.id, n.convention_reference as "conventionReference", n.code, n.parent_id as "parentId", n.position, n.level,
  n.kind, n.title, n.themes, n.theme_words as "themeWords", n.lead_kind as "leadKind", n.due_on::text as "dueOn",
  n.due_words as "dueWords", n.indicator, n.baseline, n.notes, ${sourceColumns('n')}`;

/** Those of `briefNodeFields`, and where a node is in its plan. */
const briefColumns = sql`
  n.id, n.convention_reference as "conventionReference", n.code, n.parent_id as "parentId", n.position, n.level,
  n.kind, n.title, n.themes, n.due_on::text as "dueOn"`;

/** Select of what was last known of node `n` on a day: columns `status`, `batch_revision`; no row when nothing is dated. */
export const lastEntry = (on: Day): RawBuilder<unknown> => sql`
  select e.status, e.batch_revision from progress_entry e
  where e.plan_node_id = n.id and e.observed_on <= ${on}::date
  order by e.observed_on desc, e.id desc
  limit 1`;

/** Lateral join of the state of node `n` on a day: column `known.status`, null for what is no action. */
export const statusOn = (on: Day): RawBuilder<unknown> => sql`
  cross join lateral (
    select case when n.kind = 'ACTION' then coalesce((select last.status from (${lastEntry(on)}) last), 'UNKNOWN') end as status
  ) known`;

const nodesOfPlan = sql`select * from plan_node each where each.convention_reference = plan.reference`;

/** Lateral join of the nodes `n` that are measured, of a relation `plan` of conventions. */
export const measuredNodes: RawBuilder<unknown> = eachByKey(sql`${nodesOfPlan} and each.is_measured`, 'n');

/** Condition on a node `n` and its state (`statusOn`): a filter wants it. */
export const isWanted = ({
  kinds,
  themes,
  statuses,
  isOverdue,
  on,
}: PlanNodeFilter): RawBuilder<unknown> => sql`
  (${kinds}::text[] is null or n.kind = any(${kinds}::text[]))
  and (${themes}::text[] is null or n.themes && ${themes}::text[])
  and (${statuses}::text[] is null or known.status = any(${statuses}::text[]))
  and (${isOverdue}::boolean is null or coalesce(${isOverdueOn(on)}, false) = ${isOverdue})`;

/** Condition on `due_on` and `status`: the SQL twin of `isOverdue`. */
export const isOverdueOn = (on: Day): RawBuilder<unknown> =>
  sql`due_on < ${on}::date and status <> all(${closedStatuses}::text[])`;

const byPosition = [
  { column: 'position', type: 'int' },
  { column: 'id', type: 'text' },
] as const;
export const rootOrder: ListOrder = { list: 'plan', keys: byPosition };
export const childOrder: ListOrder = { list: 'children', keys: byPosition };
export const nodeOrder: ListOrder = { list: 'planNodes', keys: byPosition };

/** Nodes by internal key. */
export async function planNodesById(em: SqlEntityManager, ids: readonly string[]) {
  const found = await rows(
    em,
    'planNodesById',
    sql<PlanNodeRow>`select ${planNodeColumns} from plan_node n where n.id = any(${ids})`,
  );
  return new Map(found.map((node) => [node.id, node]));
}

/** A plan of more nodes is read level by level, and no further than it is asked. */
export const largestWholePlan = 1_000;

export interface WholeAsked {
  /** No more is asked of the nodes than brief rows tell. */
  readonly isBrief: boolean;
  /** The day on which the status of actions is asked; null for none, or for several. */
  readonly statusOn: LocalDate | null;
  readonly hasLeads: boolean;
}

/** A node with what was asked along with it: the status of an action, null of what is none; its lead, null where that is not said. */
export interface WholeNodeRow extends PlanNodeRow {
  readonly statusThen?: ActionStatus | null;
  readonly lead?: string | null;
}

/** All nodes of the plans of conventions, in the order of their files; of a larger plan than the largest, one more than that. */
export const wholePlansOf = (
  em: SqlEntityManager,
  references: readonly string[],
  { isBrief, statusOn: on, hasLeads }: WholeAsked,
) =>
  rows(
    em,
    'wholePlansOf',
    sql<WholeNodeRow>`
      select ${isBrief ? briefColumns : planNodeColumns}
             ${on === null ? sql`` : sql`, known.status as "statusThen"`}
             ${hasLeads ? sql`, (select lead from node_lead l where l.plan_node_id = n.id) as "lead"` : sql``}
      from unnest(${references}::text[]) plan(reference)
      cross join lateral (
        select * from plan_node each where each.convention_reference = plan.reference
        order by each.position, each.id limit ${largestWholePlan + 1}
      ) n
      ${on === null ? sql`` : statusOn(on)}
      order by n.convention_reference, n.position, n.id`,
  );

/** Top of the plans of conventions, in the order of their files. */
export function planRootsOf(em: SqlEntityManager, references: readonly string[], page: Page) {
  return slicesByParent(
    em,
    'planRootsOf',
    sql<PlanNodeRow & Listed>`
      select n.convention_reference as "parent", ${planNodeColumns}
      from unnest(${references}::text[]) plan(reference) ${eachByKey(nodesOfPlan, 'n')}
      where n.parent_id is null`,
    rootOrder,
    page,
  );
}

/** Children of nodes, in the order of their files. */
export function planChildrenOf(em: SqlEntityManager, parents: readonly string[], page: Page) {
  return slicesByParent(
    em,
    'planChildrenOf',
    sql<PlanNodeRow & Listed>`
      select n.parent_id as "parent", ${planNodeColumns} from plan_node n where n.parent_id = any(${parents})`,
    childOrder,
    page,
  );
}

export interface PlanNodeFilter {
  readonly kinds: readonly PlanNodeKind[] | null;
  readonly themes: readonly Theme[] | null;
  readonly statuses: readonly ActionStatus[] | null;
  readonly isOverdue: boolean | null;
  readonly on: LocalDate;
}

/** Nodes of the plans of conventions, flat, in the order of their files. */
export function planNodesOf(
  em: SqlEntityManager,
  references: readonly string[],
  filter: PlanNodeFilter,
  page: Page,
) {
  return slicesByParent(
    em,
    'planNodesOf',
    sql<PlanNodeRow & Listed>`
      select n.convention_reference as "parent", ${planNodeColumns}
      from plan_node n ${statusOn(filter.on)}
      where n.convention_reference = any(${references}) and ${isWanted(filter)}`,
    nodeOrder,
    page,
  );
}

/** How many nodes of each kind conventions' plans list. */
export async function planCountsOf(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'planCountsOf',
    sql<{ reference: string; priorities: number; objectives: number; actions: number }>`
      select convention_reference as "reference",
             (count(*) filter (where kind = 'PRIORITY'))::int as "priorities",
             (count(*) filter (where kind = 'OBJECTIVE'))::int as "objectives",
             (count(*) filter (where kind = 'ACTION'))::int as "actions"
      from plan_node where convention_reference = any(${references}) group by convention_reference`,
  );
  return new Map(found.map((counts) => [counts.reference, counts]));
}

/** What was last known of nodes on a day; nodes without a dated entry by then are absent. */
export async function statusesOf(em: SqlEntityManager, ids: readonly string[], on: LocalDate) {
  const found = await rows(
    em,
    'statusesOf',
    sql<{ id: string; status: ActionStatus }>`
      select n.id, last.status
      from plan_node n cross join lateral (${lastEntry(on)}) last
      where n.id = any(${ids})`,
  );
  return new Map(found.map(({ id, status }) => [id, status]));
}

/** Every progress entry of nodes, oldest first, undated ones last. */
export async function progressOf(em: SqlEntityManager, ids: readonly string[]) {
  const found = await rows(
    em,
    'progressOf',
    sql<ProgressEntryRow & { nodeId: string }>`
      select plan_node_id as "nodeId", observed_on::text as "observedOn", observed_precision as "observedPrecision",
             status, status_words as "statusWords", comment, notes, ${sourceColumns('progress_entry')}
      from progress_entry where plan_node_id = any(${ids})
      order by plan_node_id, observed_on nulls last, id`,
  );
  return groupBy(found, ({ nodeId }) => nodeId);
}
