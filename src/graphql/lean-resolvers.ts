import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { notesOf } from '../notes.js';

type Metadata = ReturnType<typeof getMetadataStorage>;
type Method = Pick<
  Metadata['queries'][number],
  'schemaName' | 'methodName' | 'target' | 'params' | 'middlewares' | 'roles'
>;
type Param = NonNullable<Method['params']>[number];
type Resolve = GraphQLFieldResolver<unknown, object, Record<string, unknown>>;
type Argument = (...given: Parameters<Resolve>) => unknown;

/**
 * Has each field call its method with what that takes, and do nothing else: by default the arguments are read anew, and made an object
 * of their class, for every row of a list, which takes longer than most methods. Rows of a list share their arguments here.
 */
export function makeLean(schema: GraphQLSchema): void {
  const find = methodFinder(getMetadataStorage());
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const names = new Set([type.name, ...type.getInterfaces().map(({ name }) => name)]);
    for (const field of Object.values(type.getFields())) {
      const method = find(names, field);
      if (method && isPlain(method)) field.resolve = lean(method);
    }
  }
}

type Find = (names: ReadonlySet<string>, field: GraphQLField<unknown, unknown>) => Method | undefined;

/** Finds the method that answers a field: of the type itself before those of its interfaces. All are told apart once, at each start. */
function methodFinder({ queries, mutations, fieldResolvers, objectTypes, interfaceTypes }: Metadata): Find {
  const nameOf = new Map([...interfaceTypes, ...objectTypes].map(({ target, name }) => [target, name]));
  const ofField = new Map<string, { readonly name: string; readonly method: Method }[]>();
  for (const method of fieldResolvers) {
    const name = nameOf.get(method.getObjectType?.() as Method['target']);
    if (method.kind !== 'external' || name === undefined) continue;
    ofField.set(method.schemaName, [...(ofField.get(method.schemaName) ?? []), { name, method }]);
  }
  return (names, { name: field }) => {
    const [own] = names;
    const isAsked = ({ schemaName }: Method) => schemaName === field;
    if (own === 'Query') return queries.find(isAsked);
    if (own === 'Mutation') return mutations.find(isAsked);
    const found = (ofField.get(field) ?? []).filter(({ name }) => names.has(name));
    return (found.find(({ name }) => name === own) ?? found[0])?.method;
  };
}

/** Does a method take but what is read off the question? What else there is of it is left to those who know it. */
const isPlain = ({ params = [], middlewares = [], roles }: Method): boolean =>
  middlewares.length === 0 &&
  roles === undefined &&
  params.every(
    (param) => ['context', 'info', 'args', 'arg', 'root'].includes(param.kind) && !isConverted(param),
  );

/** A row that is said to be of a class is made one. */
const isConverted = (param: Param): boolean => param.kind === 'root' && param.getType !== undefined;

const instances = new Map<unknown, Record<string, (...given: unknown[]) => unknown>>();

function lean({ target, methodName, params = [] }: Method): Resolve {
  const instance = instances.get(target) ?? new (target as new () => never)();
  instances.set(target, instance);
  const method = instance[methodName] as (...given: unknown[]) => unknown;
  const given = params.toSorted((one, other) => one.index - other.index).map(argumentOf);
  return (...asked) =>
    method.apply(
      instance,
      given.map((each) => each(...asked)),
    );
}

function argumentOf(param: Param): Argument {
  switch (param.kind) {
    case 'root':
      return (root) => root;
    case 'context':
      return (_root, _args, context) => context;
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'arg':
      return (_root, args) => args[param.name];
    case 'args':
      return argumentsOf(param.getType() as new () => object);
    default:
      throw new Error(`Methods take no ${param.kind}`);
  }
}

/** The arguments of a field as an object of their class, made once for all rows of an answer. The schema knows their defaults. */
function argumentsOf({ prototype }: new () => object): Argument {
  const read = notesOf<object, Map<FieldNode | undefined, object>>();
  return (_root, args, _context, { variableValues, fieldNodes: [node] }) => {
    const ofAnswer = read.get(variableValues) ?? new Map<FieldNode | undefined, object>();
    const known = ofAnswer.get(node);
    if (known) return known;
    const made = Object.assign(Object.create(prototype), args) as object;
    read.set(variableValues, ofAnswer.set(node, made));
    return made;
  };
}
