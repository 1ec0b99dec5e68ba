import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** What an operation selects from. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** As the operation declares them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The fields that are selected of an object of a type, by the name under which each is answered, in the order of the answer: fields of
 * the same name are one, and its selections those of all of them.
 */
export function selectedNodes(
  { schema, fragments, variables }: Selecting,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const isSelected = (each: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, each, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, each, variables)?.if !== false;
  const isOf = (condition: string | undefined): boolean => {
    const of = condition === undefined ? type : schema.getType(condition);
    return of === type || (isAbstractType(of) && schema.isSubType(of, type));
  };
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const each of selections.filter(isSelected)) {
      if (each.kind === Kind.FIELD) {
        const key = (each.alias ?? each.name).value;
        const same = found.get(key);
        if (same) same.push(each);
        else found.set(key, [each]);
      } else if (each.kind === Kind.INLINE_FRAGMENT) {
        if (isOf(each.typeCondition?.name.value)) collect(each.selectionSet);
      } else {
        const fragment = seen.has(each.name.value) ? undefined : fragments[each.name.value];
        seen.add(each.name.value);
        if (fragment && isOf(fragment.typeCondition.name.value)) collect(fragment.selectionSet);
      }
    }
  };
  for (const each of selectionSets) collect(each);
  return found;
}

const conditions = new WeakMap<DocumentNode, readonly string[]>();

/** The variables that say what of a document is skipped or included. */
export function conditionsOf(document: DocumentNode): readonly string[] {
  const known = conditions.get(document);
  if (known) return known;
  const found = new Set<string>();
  visit(document, {
    Directive: ({ arguments: given = [] }) => {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) found.add(value.name.value);
    },
  });
  conditions.set(document, [...found]);
  return [...found];
}
