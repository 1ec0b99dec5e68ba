import {
  type FieldNode,
  type GraphQLResolveInfo,
  getArgumentValues,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

/** Does an answer ask for a field of any of these names? As JSON, all that it asks for. */
export interface Asks {
  (...names: readonly string[]): boolean;
  readonly toJSON: () => unknown;
}

/** What is not said to be asked is asked. */
export const asksAll: Asks = Object.assign(() => true, { toJSON: () => 'all' });

/**
 * What the answer asks for, at any depth below the field that is being resolved: what costs a reader nothing unless it is asked for is
 * then neither read nor computed. A field that `@skip` leaves out counts as asked.
 */
export function asksOf(info: GraphQLResolveInfo): Asks {
  const asked = new Set<string>();
  for (const { name } of fieldsBelow(info)) asked.add(name.value);
  const asks = (...names: readonly string[]) => names.some((name) => asked.has(name));
  return Object.assign(asks, { toJSON: () => [...asked].sort() });
}

/** The same of one field alone. */
export const isSelected = (info: GraphQLResolveInfo, name: string): boolean => asksOf(info)(name);

/** Every field below the one that is being resolved; of a fragment once. */
function fieldsBelow({ fieldNodes, fragments }: GraphQLResolveInfo): FieldNode[] {
  const found: FieldNode[] = [];
  const spread = new Set<string>();
  const collect = (selections: SelectionSetNode | undefined): void => {
    for (const each of selections?.selections ?? []) {
      if (each.kind === 'Field') found.push(each);
      if (each.kind !== 'FragmentSpread') collect(each.selectionSet);
      else if (!spread.has(each.name.value)) {
        spread.add(each.name.value);
        collect(fragments[each.name.value]?.selectionSet);
      }
    }
  };
  for (const { selectionSet } of fieldNodes) collect(selectionSet);
  return found;
}

/** The arguments of each field of a name below the one that is being resolved, as that of a type takes them. */
export function argumentsOf(info: GraphQLResolveInfo, type: string, name: string): Record<string, unknown>[] {
  const of = info.schema.getType(type);
  const field = isObjectType(of) ? of.getFields()[name] : undefined;
  if (!field) return [];
  return fieldsBelow(info)
    .filter((node) => node.name.value === name)
    .map((node) => getArgumentValues(field, node, info.variableValues));
}

/** What lists of the same question are asked is the same for each of them, and is looked for once. */
const known = new WeakMap<readonly FieldNode[], ReadonlySet<string>>();

/**
 * The fields that the answer asks for below the one that is being resolved, each by the names that lead to it, `actions.rate`, and no
 * further than two levels down. Aliases do not count, and a field that `@skip` leaves out does.
 */
export function selectedFields({ fieldNodes, fragments }: GraphQLResolveInfo): ReadonlySet<string> {
  const before = known.get(fieldNodes);
  if (before) return before;
  const found = new Set<string>();
  const seen = new Set<string>();
  const collect = (selections: SelectionSetNode | undefined, above: string): void => {
    for (const each of selections?.selections ?? []) {
      if (each.kind === 'Field') {
        if (above === '' && each.selectionSet) collect(each.selectionSet, `${each.name.value}.`);
        else found.add(above + each.name.value);
      } else if (each.kind === 'InlineFragment') {
        collect(each.selectionSet, above);
      } else if (!seen.has(above + each.name.value)) {
        seen.add(above + each.name.value);
        collect(fragments[each.name.value]?.selectionSet, above);
      }
    }
  };
  for (const node of fieldNodes) collect(node.selectionSet, '');
  known.set(fieldNodes, found);
  return found;
}

type Part = 'list' | 'edge' | 'item';
/** What the fields of a part of a list lead to. */
const parts: Readonly<Record<Part, Readonly<Record<string, Part>>>> = {
  list: { nodes: 'item', edges: 'edge' },
  edge: { node: 'item' },
  item: {},
};
const asked = new WeakMap<readonly FieldNode[], boolean>();

/**
 * Does the answer ask nothing but some fields of the items of the list that is being resolved? Nor of the lists below each item, and
 * further down, when the field that goes down is named.
 */
export function asksOnly(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  fields: ReadonlySet<string>,
  down?: string,
): boolean {
  const seen = new Set<string>();
  const within = (part: Part, selections: SelectionSetNode | undefined): boolean =>
    selections?.selections.every((each) => {
      if (each.kind === 'InlineFragment') return within(part, each.selectionSet);
      const { value } = each.name;
      if (each.kind === 'FragmentSpread') {
        if (seen.has(`${part} ${value}`)) return true;
        seen.add(`${part} ${value}`);
        return within(part, fragments[value]?.selectionSet);
      }
      const next = part === 'item' && value === down ? 'list' : parts[part][value];
      return next ? within(next, each.selectionSet) : part !== 'item' || fields.has(value);
    }) ?? true;
  const only = asked.get(fieldNodes) ?? fieldNodes.every((node) => within('list', node.selectionSet));
  asked.set(fieldNodes, only);
  return only;
}
