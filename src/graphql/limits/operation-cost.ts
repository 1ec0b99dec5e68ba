import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { HubError } from '../../errors.js';
import { costOf } from './cost.js';
import { documentLimits } from './document-limits.js';

/**
 * Of each request, since its variables say how much is asked; the document itself has been looked at once.
 * @throws HubError `QUERY_TOO_COSTLY`
 */
export function assertCost(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const fragments = new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const cost = costOf(schema, { operation, fragments, variables });
  const maximum = documentLimits.cost;
  if (cost > maximum) throw new HubError('QUERY_TOO_COSTLY', { value: cost, maximum });
}
