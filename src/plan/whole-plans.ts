import type { LocalDate } from '../calendar.js';
import { groupBy } from '../db/sql.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { firstOf, type ListOrder, type Page, type Slice } from '../graphql/page.js';
import type { ActionStatus } from './plan.rules.js';
import { largestWholePlan, type WholeAsked, type WholeNodeRow, wholePlansOf } from './plan.sql.js';
import type { PlanNodeRow } from './plan.type.js';

/** A plan that was read whole: a reader who goes down a plan would otherwise wait for the base once a level. */
interface Whole {
  readonly asked: WholeAsked;
  /** Nodes by the key of the node above. */
  readonly below: ReadonlyMap<string | null, readonly PlanNodeRow[]>;
}
/** On the row itself: a map on the side costs the collector more than all else of a plan. */
const inWhole = Symbol('the whole plan of a node');
interface NodeOfWhole extends WholeNodeRow {
  [inWhole]?: Whole;
}

/** Of a list of more conventions, only what is asked of each plan is read. */
const mostWholePlans = 30;

const whole = batched(
  async ({ em }: Context, references: readonly string[], asked: WholeAsked) => {
    const isFew = references.length <= mostWholePlans;
    const nodes = isFew ? await wholePlansOf(em, references, asked) : [];
    const plans = groupBy(nodes, ({ conventionReference }) => conventionReference);
    return new Map(references.map((each) => [each, isFew ? (plans.get(each) ?? []) : null]));
  },
  (): WholeNodeRow[] | null => null,
);

/** The top of a plan whose nodes remember what is below them; null if it is not to be read whole. */
export async function topOfWhole(
  context: Context,
  reference: string,
  page: Page,
  asked: WholeAsked,
  { list }: ListOrder,
): Promise<Slice<PlanNodeRow> | null> {
  const nodes: readonly NodeOfWhole[] | null = await whole(context, reference, asked);
  if (nodes === null || nodes.length > largestWholePlan) return null;
  const plan: Whole = { asked, below: groupBy(nodes, ({ parentId }) => parentId) };
  for (const node of nodes) node[inWhole] = plan;
  return firstOf(list, plan.below.get(null) ?? [], page.first);
}

/** What is below a node, if it was read with its whole plan. */
export function belowInWhole(node: NodeOfWhole, page: Page, { list }: ListOrder): Slice<PlanNodeRow> | null {
  const plan = node[inWhole];
  return plan && page.after === null ? firstOf(list, plan.below.get(node.id) ?? [], page.first) : null;
}

/** The status of an action on a day, if it was read with its whole plan. */
export const statusInWhole = (node: NodeOfWhole, on: LocalDate): ActionStatus | null | undefined =>
  node[inWhole]?.asked.statusOn === on ? node.statusThen : undefined;

/** Who leads a node, if it was read with its whole plan. */
export const leadInWhole = (node: NodeOfWhole): string | null | undefined =>
  node[inWhole]?.asked.hasLeads ? node.lead : undefined;
