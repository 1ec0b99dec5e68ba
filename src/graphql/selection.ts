import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Does an answer ask for a field of any of these names? */
export type Asks = (...names: readonly string[]) => boolean;

/** What is not said to be asked is asked. */
export const asksAll: Asks = () => true;

/**
 * What the answer asks for, at any depth below the field that is being resolved: what costs a reader nothing unless it is asked for is
 * then neither read nor computed. A field that `@skip` leaves out counts as asked.
 */
export function asksOf({ fieldNodes, fragments }: GraphQLResolveInfo): Asks {
  const asked = new Set<string>();
  const spread = new Set<string>();
  const collect = (selections: SelectionSetNode | undefined): void => {
    for (const each of selections?.selections ?? []) {
      if (each.kind === 'Field') asked.add(each.name.value);
      if (each.kind !== 'FragmentSpread') collect(each.selectionSet);
      else if (!spread.has(each.name.value)) {
        spread.add(each.name.value);
        collect(fragments[each.name.value]?.selectionSet);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) collect(selectionSet);
  return (...names) => names.some((name) => asked.has(name));
}

/** The same of one field alone. */
export const isSelected = (info: GraphQLResolveInfo, name: string): boolean => asksOf(info)(name);
