import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** How large what a document asks is, with its fragments written out. */
export interface Shape {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly spreads: number;
  readonly directives: number;
}

const nothing: Shape = { depth: 0, fields: 0, aliases: 0, spreads: 0, directives: 0 };

/** Of the operations of a document, the largest in each respect. */
export function shapeOf({ definitions }: DocumentNode): Shape {
  const fragments = new Map(
    definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  // Each fragment is measured once, however often it is spread: fragments that spread each other twice would else take for ever.
  const measured = new Map<string, Shape>();

  const ofFragment = (name: string): Shape => {
    const known = measured.get(name);
    if (known) return known;
    // One that contains itself adds nothing to itself; validation refuses it.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const shape = fragment ? withDirectives(ofSelections(fragment.selectionSet), fragment) : nothing;
    measured.set(name, shape);
    return shape;
  };

  const ofField = (field: FieldNode, isRepeated: boolean): Shape => {
    const below = ofSelections(field.selectionSet);
    const isAlias = field.alias !== undefined || isRepeated;
    return withDirectives(
      {
        ...below,
        depth: below.depth + 1,
        fields: below.fields + 1,
        aliases: below.aliases + Number(isAlias),
      },
      field,
    );
  };

  const ofSelections = (set: SelectionSetNode | undefined): Shape => {
    const names = new Set<string>();
    return (set?.selections ?? []).reduce<Shape>((total, each) => {
      if (each.kind === Kind.INLINE_FRAGMENT) {
        return add(total, withDirectives(ofSelections(each.selectionSet), each));
      }
      if (each.kind === Kind.FRAGMENT_SPREAD) {
        const shape = ofFragment(each.name.value);
        return add(total, withDirectives({ ...shape, spreads: shape.spreads + 1 }, each));
      }
      const isRepeated = each.alias === undefined && names.has(each.name.value);
      if (each.alias === undefined) names.add(each.name.value);
      return add(total, ofField(each, isRepeated));
    }, nothing);
  };

  return definitions.reduce<Shape>((largest, each) => {
    if (each.kind !== Kind.OPERATION_DEFINITION) return largest;
    return larger(largest, withDirectives(ofSelections(each.selectionSet), each));
  }, nothing);
}

const withDirectives = (
  shape: Shape,
  { directives }: { directives?: readonly unknown[] | undefined },
): Shape => (directives?.length ? { ...shape, directives: shape.directives + directives.length } : shape);

const add = (a: Shape, b: Shape): Shape => ({
  depth: Math.max(a.depth, b.depth),
  fields: a.fields + b.fields,
  aliases: a.aliases + b.aliases,
  spreads: a.spreads + b.spreads,
  directives: a.directives + b.directives,
});

const larger = (a: Shape, b: Shape): Shape => ({
  depth: Math.max(a.depth, b.depth),
  fields: Math.max(a.fields, b.fields),
  aliases: Math.max(a.aliases, b.aliases),
  spreads: Math.max(a.spreads, b.spreads),
  directives: Math.max(a.directives, b.directives),
});
