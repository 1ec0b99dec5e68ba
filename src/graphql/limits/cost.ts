import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { defaultPageSize } from '../page.js';
import { lengths, pageLength, statementWeight, usualLength, weights, weightsByName } from './weights.js';

/** Of a selection: what its statements cost however many parents there are, and what it costs for each of them. */
interface Cost {
  readonly once: number;
  readonly each: number;
}

export interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * What an operation may cost at most, before anything is worked out: elements of its pages, multiplied through lists within
 * lists, and a weight for each statement. `first` counts as it is given, by a literal, a variable or a default. Fragments
 * count where they are spread, and are walked once.
 */
export function costOf(schema: GraphQLSchema, { operation, fragments, variables }: Asked): number {
  const walked = new Map<string, Cost>();
  const defaults = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );

  const numberOf = (value: ValueNode | undefined): unknown => {
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return undefined;
    const { value: name } = value.name;
    return variables[name] === undefined ? numberOf(defaults.get(name)) : variables[name];
  };

  const ofFragment = (name: string, isPage: boolean): Cost => {
    const key = `${isPage}:${name}`;
    const known = walked.get(key);
    if (known) return known;
    walked.set(key, { once: 0, each: 0 });
    const fragment = fragments.get(name);
    const type = fragment && schema.getType(fragment.typeCondition.name.value);
    const cost = fragment ? ofSelections(fragment.selectionSet, type, isPage) : { once: 0, each: 0 };
    walked.set(key, cost);
    return cost;
  };

  /** @param isPage whether the lists that stand here are the page of the field above, which has counted them */
  const ofField = (node: FieldNode, parent: GraphQLNamedType, isPage: boolean): Cost => {
    const field = fieldOf(schema, parent, node.name.value);
    // Validation says what is wrong with a field that does not exist.
    if (field === undefined) return { once: 0, each: 0 };
    const type = getNamedType(field.type);
    const coordinate = `${parent.name}.${field.name}`;
    const page = pageOf(coordinate, field, node, numberOf);
    const isList = isListType(getNullableType(field.type)) && isCompositeType(type) && !isPage;
    const length = page ?? (isList ? (lengths[coordinate] ?? usualLength) : 1);
    const below = ofSelections(node.selectionSet, type, page !== null);
    const isWorkedOut = field.resolve !== undefined && !parent.name.startsWith('__');
    const counted = page === null && !isList ? 0 : length;
    return {
      once:
        below.once +
        (weights[coordinate] ?? weightsByName[field.name] ?? (isWorkedOut ? statementWeight : 0)),
      each: below.each * length + counted + Number(isWorkedOut),
    };
  };

  const ofSelections = (
    set: SelectionSetNode | undefined,
    type: GraphQLNamedType | undefined,
    isPage: boolean,
  ): Cost => {
    let [once, each] = [0, 0];
    for (const node of set?.selections ?? []) {
      const cost =
        node.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(node.name.value, isPage)
          : node.kind === Kind.INLINE_FRAGMENT
            ? ofSelections(
                node.selectionSet,
                conditionOf(schema, node.typeCondition?.name.value) ?? type,
                isPage,
              )
            : type
              ? ofField(node, type, isPage)
              : { once: 0, each: 0 };
      once += cost.once;
      each += cost.each;
    }
    return { once, each };
  };

  const { once, each } = ofSelections(
    operation.selectionSet,
    schema.getRootType(operation.operation) ?? undefined,
    false,
  );
  return once + each;
}

const conditionOf = (schema: GraphQLSchema, name: string | undefined) =>
  name === undefined ? undefined : schema.getType(name);

function fieldOf(schema: GraphQLSchema, parent: GraphQLNamedType, name: string) {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent)
    ? (parent as GraphQLObjectType).getFields()[name]
    : undefined;
}

/** How many elements the page of a field may have; null of a field that has no pages. */
function pageOf(
  coordinate: string,
  { args }: GraphQLField<unknown, unknown>,
  { arguments: given }: FieldNode,
  numberOf: (value: ValueNode | undefined) => unknown,
): number | null {
  const first = args.find(({ name }) => name === 'first');
  if (first === undefined) return null;
  const usual = typeof first.defaultValue === 'number' ? first.defaultValue : defaultPageSize;
  return pageLength(coordinate, numberOf(given?.find(({ name }) => name.value === 'first')?.value), usual);
}
