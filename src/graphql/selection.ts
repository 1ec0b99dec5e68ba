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

/** What lists of the same question are asked is the same for each of them, and is looked for once. */
const known = new WeakMap<readonly FieldNode[], Map<number, ReadonlySet<string>>>();

/**
 * The fields that the answer asks for below the one that is being resolved, each by the names that lead to it: `actions.rate` two levels
 * down. What is further down is in the last of them. Aliases do not count, and a field that `@skip` leaves out does.
 */
export function selectedFields(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  levels: number,
): ReadonlySet<string> {
  const byLevels = known.get(fieldNodes) ?? new Map<number, ReadonlySet<string>>();
  known.set(fieldNodes, byLevels);
  const found = byLevels.get(levels) ?? fieldsBelow({ fieldNodes, fragments }, levels);
  byLevels.set(levels, found);
  return found;
}

function fieldsBelow(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  levels: number,
): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const collect = (selections: SelectionSetNode | undefined, above: string, left: number): void => {
    for (const each of selections?.selections ?? []) {
      if (each.kind === 'Field') {
        const path = above + each.name.value;
        if (left === 1 || !each.selectionSet) found.add(path);
        else collect(each.selectionSet, `${path}.`, left - 1);
      } else if (each.kind === 'InlineFragment') {
        collect(each.selectionSet, above, left);
      } else if (!seen.has(`${above}${each.name.value}`)) {
        seen.add(`${above}${each.name.value}`);
        collect(fragments[each.name.value]?.selectionSet, above, left);
      }
    }
  };
  for (const node of fieldNodes) collect(node.selectionSet, '', levels);
  return found;
}

const asked = new WeakMap<readonly FieldNode[], boolean>();

/**
 * Does the answer ask nothing but some fields of the items of the list that is being resolved? Nor of the lists below each item, and
 * further down, when the field that goes down is named.
 */
export function asksOnly(info: GraphQLResolveInfo, fields: ReadonlySet<string>, down?: string): boolean {
  const known = asked.get(info.fieldNodes);
  if (known !== undefined) return known;
  const paths = [...selectedFields(info, Number.POSITIVE_INFINITY)];
  const only = paths.every((path) => {
    const name = fieldOfItem(path.split('.'), down);
    return name === undefined || fields.has(name);
  });
  asked.set(info.fieldNodes, only);
  return only;
}

/** The field of an item that a path leads to, or through; none if it leads to no item. */
function fieldOfItem(path: readonly string[], down: string | undefined): string | undefined {
  const first = firstOfItem(path);
  if (first === null) return undefined;
  const name = path[first];
  return name !== undefined && name === down ? fieldOfItem(path.slice(first + 1), down) : name;
}

/** Where the field of an item is in a path that begins in its list; null for a path to no item. */
function firstOfItem(path: readonly string[]): number | null {
  if (path[0] === 'nodes') return 1;
  return path[0] === 'edges' && path[1] === 'node' ? 2 : null;
}
