import {
  type DocumentNode,
  defaultFieldResolver,
  defaultTypeResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { fragmentsOf } from '../fragments.js';
import { mostRemembered, perVariables } from '../per-variables.js';
import {
  byType,
  type Column,
  type Complete as CompleteIn,
  type FieldOf,
  leaf,
  listOf,
  notWhole,
  objectOf,
  present,
  toldOf,
  whenThere,
  wherePresent,
} from './columns.js';
import { conditionsOf, selectedNodes } from './selected-nodes.js';

type Variables = Readonly<Values>;
type Complete = CompleteIn<Run>;
type Values = Record<string, unknown>;

/** One answer in the making. */
interface Run {
  readonly context: object;
  readonly variables: Values;
}

/** An operation of a valid document. */
interface Planned {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * The data of an answer, level by level, each field of all the rows of a level together, where graphql-js goes from row to row and waits
 * for each. It knows answers that are whole, and nothing of errors.
 *
 * @param given the variables, as they were sent
 * @throws unknown what keeps the answer from being whole: of several errors any, also those of fields that may be null
 */
export async function answerWhole(planned: Planned, given: Variables, context: object): Promise<unknown> {
  const { schema, document, operation } = planned;
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  if (!coerced) throw errors[0];
  const conditions = Object.fromEntries(
    conditionsOf(document).flatMap((name) => (name in coerced ? [[name, coerced[name]] as const] : [])),
  );
  const complete = plans(operation, conditions, () => new Planner(planned, conditions).plan());
  const [data] = await complete([undefined], { context, variables: coerced });
  return data;
}

/** A plan follows from its operation, and from the variables that say what is skipped or included. */
const plans = perVariables<Complete>();

/** How many plans a document may come to have, at most. */
export const plansOf = (document: DocumentNode): number =>
  document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length *
  Math.min(2 ** conditionsOf(document).length, mostRemembered);

class Planner {
  readonly #fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly #plans = new Map<string, Complete>();
  readonly #numbers = new Map<SelectionSetNode, number>();

  constructor(
    private readonly planned: Planned,
    private readonly conditions: Variables,
  ) {
    this.#fragments = Object.fromEntries(fragmentsOf(planned.document));
  }

  plan(): Complete {
    const { schema, operation } = this.planned;
    const type = schema.getRootType(operation.operation);
    if (!type) throw notWhole;
    return this.#object(type, [operation.selectionSet]);
  }

  #type(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    return isNonNullType(type)
      ? present(this.#bare(type.ofType, nodes))
      : wherePresent(this.#bare(type, nodes));
  }

  #bare(type: GraphQLOutputType, nodes: readonly FieldNode[]): Complete {
    if (isListType(type)) return listOf(this.#type(type.ofType, nodes));
    if (isLeafType(type)) return leaf(type);
    const selected = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return isObjectType(type)
      ? this.#object(type, selected)
      : this.#abstract(type as GraphQLAbstractType, selected);
  }

  /** Rows of which each tells its own type. */
  #abstract(type: GraphQLAbstractType, selected: readonly SelectionSetNode[]): Complete {
    const { schema } = this.planned;
    const completeOf = (name: unknown): Complete => {
      const of = schema.getType(String(name));
      if (!isObjectType(of) || !schema.isSubType(type, of)) throw notWhole;
      return this.#object(of, selected);
    };
    const resolve = type.resolveType ?? defaultTypeResolver;
    const info = { schema } as GraphQLResolveInfo;
    return (rows, run) =>
      whenThere(
        toldOf(rows, (row) => resolve(row, run.context, info, type)),
        (types) => byType(rows, types, completeOf, run),
      );
  }

  /** What is selected of a type has one plan, wherever it is: types within types would else multiply. */
  #object(type: GraphQLObjectType, selected: readonly SelectionSetNode[]): Complete {
    const name = [type.name, ...selected.map((each) => this.#numberOf(each))].join(' ');
    const plan = this.#plans.get(name) ?? this.#planned(type, selected);
    this.#plans.set(name, plan);
    return plan;
  }

  #numberOf(set: SelectionSetNode): number {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return number;
  }

  #planned(type: GraphQLObjectType, selected: readonly SelectionSetNode[]): Complete {
    const { schema } = this.planned;
    const selecting = { schema, fragments: this.#fragments, variables: this.conditions };
    const nodesOf = selectedNodes(selecting, type, selected);
    // A property of that name is none, and rows that are to be told apart from others are not told apart here.
    if (nodesOf.has('__proto__') || type.isTypeOf) throw notWhole;
    return objectOf([...nodesOf].map(([key, nodes]) => this.#field(type, key, nodes)));
  }

  #field(parentType: GraphQLObjectType, key: string, fieldNodes: readonly FieldNode[]): FieldOf<Run> {
    const { schema, operation } = this.planned;
    const [node] = fieldNodes as [FieldNode];
    const field = fieldOf(schema, parentType, node.name.value);
    if (!field) throw notWhole;
    // Of the field: rows have none of their own here.
    const path = { prev: undefined, key, typename: parentType.name };
    const complete = this.#type(field.type, fieldNodes);
    const { resolve = defaultFieldResolver, type: returnType, name: fieldName } = field;
    const info = {
      ...{ fieldName, fieldNodes, returnType, parentType, path },
      ...{ schema, fragments: this.#fragments, rootValue: undefined, operation },
    };
    const ask = (rows: Column, run: Run) => {
      const { context, variables } = run;
      const args = getArgumentValues(field, node, variables);
      const of = { ...info, variableValues: variables };
      return whenThere(
        toldOf(rows, (row) => resolve(row, args, context, of)),
        (told) => complete(told, run),
      );
    };
    return { key, ask };
  }
}

function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  const [schemaField, typeField, nameField] = [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef];
  if (name === nameField.name) return nameField;
  if (type === schema.getQueryType()) {
    if (name === schemaField.name) return schemaField;
    if (name === typeField.name) return typeField;
  }
  return type.getFields()[name];
}
