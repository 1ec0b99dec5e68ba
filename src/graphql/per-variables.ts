import type { OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Of one operation. */
export const mostRemembered = 20;
const longestRemembered = 500;

type Variables = Readonly<Record<string, unknown>>;

/**
 * What follows from an operation and its variables alone: dashboards ask the same again and again. A document that is parsed once is of
 * one role's schema.
 */
export function perVariables<T extends NonNullable<unknown>>() {
  const known = new WeakMap<OperationDefinitionNode, LRUCache<string, T>>();
  return (operation: OperationDefinitionNode, variables: Variables, make: () => T): T => {
    const of = JSON.stringify(variables);
    const remembered = known.get(operation) ?? new LRUCache<string, T>({ max: mostRemembered });
    const found = remembered.get(of) ?? make();
    if (of.length <= longestRemembered) known.set(operation, remembered.set(of, found));
    return found;
  };
}
