import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/**
 * Does the answer ask for a field of this name, at any depth below the one that is being resolved? What costs a reader
 * nothing unless it is asked for is then neither read nor computed. A field that `@skip` leaves out counts as asked.
 */
export function isSelected({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const seen = new Set<string>();
  const within = (selections: SelectionSetNode | undefined): boolean =>
    selections?.selections.some((each) => {
      if (each.kind === 'Field') return each.name.value === name || within(each.selectionSet);
      if (each.kind === 'InlineFragment') return within(each.selectionSet);
      const { value } = each.name;
      if (seen.has(value)) return false;
      seen.add(value);
      return within(fragments[value]?.selectionSet);
    }) ?? false;
  return fieldNodes.some((node: FieldNode) => within(node.selectionSet));
}
