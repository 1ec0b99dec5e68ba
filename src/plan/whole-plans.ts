import { groupBy } from '../db/sql.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { firstOf, type ListOrder, type Page, type Slice } from '../graphql/page.js';
import { largestWholePlan, wholePlansOf } from './plan.sql.js';
import type { PlanNodeRow } from './plan.type.js';

/**
 * Nodes of plans that were read whole, by the key of the node above: a reader who goes down a plan would otherwise wait for the base
 * once a level.
 */
type Below = ReadonlyMap<string | null, readonly PlanNodeRow[]>;
/** On the row itself: a map on the side costs the collector more than all else of a plan. */
const inWhole = Symbol('nodes of the whole plan');
interface NodeOfWhole extends PlanNodeRow {
  [inWhole]?: Below;
}

/** Of a list of more conventions, only what is asked of each plan is read. */
const mostWholePlans = 30;

const whole = batched(
  async ({ em }: Context, references: readonly string[], { isBrief }: { readonly isBrief: boolean }) => {
    const isFew = references.length <= mostWholePlans;
    const nodes = isFew ? await wholePlansOf(em, references, isBrief) : [];
    const plans = groupBy(nodes, ({ conventionReference }) => conventionReference);
    return new Map(references.map((each) => [each, isFew ? (plans.get(each) ?? []) : null]));
  },
  (): PlanNodeRow[] | null => null,
);

/** The top of a plan whose nodes remember what is below them; null if it is not to be read whole. */
export async function topOfWhole(
  context: Context,
  reference: string,
  { page, isBrief }: { readonly page: Page; readonly isBrief: boolean },
  { list }: ListOrder,
): Promise<Slice<PlanNodeRow> | null> {
  const nodes: readonly NodeOfWhole[] | null = await whole(context, reference, { isBrief });
  if (nodes === null || nodes.length > largestWholePlan) return null;
  const below: Below = groupBy(nodes, ({ parentId }) => parentId);
  for (const node of nodes) node[inWhole] = below;
  return firstOf(list, below.get(null) ?? [], page.first);
}

/** What is below a node, if it was read with its whole plan. */
export function belowInWhole(node: NodeOfWhole, page: Page, { list }: ListOrder): Slice<PlanNodeRow> | null {
  const below = node[inWhole];
  return below && page.after === null ? firstOf(list, below.get(node.id) ?? [], page.first) : null;
}
