import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../../errors.js';
import { costOf } from './cost.js';
import { documentLimits } from './document-limits.js';

/** What operations cost by their variables: dashboards ask the same again and again. */
const costs = new WeakMap<OperationDefinitionNode, LRUCache<string, number>>();
const mostRemembered = 20;
const longestRemembered = 500;

/**
 * Of each request, since its variables say how much is asked; the document itself has been looked at once.
 * @throws HubError `QUERY_TOO_COSTLY`
 */
export function assertCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const of = JSON.stringify(variables);
  const known = costs.get(operation) ?? new LRUCache<string, number>({ max: mostRemembered });
  const cost = known.get(of) ?? costOf(schema, { operation, fragments: fragmentsOf(document), variables });
  if (of.length <= longestRemembered) costs.set(operation, known.set(of, cost));
  const maximum = documentLimits.cost;
  if (cost > maximum) throw new HubError('QUERY_TOO_COSTLY', { value: cost, maximum });
}

const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
