import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { HubError } from '../../errors.js';
import { fragmentsOf } from '../fragments.js';
import { perVariables } from '../per-variables.js';
import { costOf } from './cost.js';
import { documentLimits } from './document-limits.js';

const costs = perVariables<number>();

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
  const cost = costs(operation, variables, () =>
    costOf(schema, { operation, fragments: fragmentsOf(document), variables }),
  );
  const maximum = documentLimits.cost;
  if (cost > maximum) throw new HubError('QUERY_TOO_COSTLY', { value: cost, maximum });
}
