import {
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Context } from '../../graphql/context.js';
import type { Role } from '../../viewer.js';
import { cellOf, isPage, isRuled, type RuledType } from './matrix.rules.js';
import { Cell } from './rule.rules.js';

type Fields = GraphQLFieldConfigMap<unknown, Context>;

/**
 * The API as a role knows it: what it is denied is not there. A question about it is answered as one about what never
 * existed, introspection does not show it, and what is allowed costs nothing more.
 */
export function schemaFor(schema: GraphQLSchema, role: Role): GraphQLSchema {
  const denied = deniedFields(schema, role);
  if (denied.size === 0) return schema;
  const made = new Map<string, GraphQLNamedType>();

  const output = (type: GraphQLOutputType): GraphQLOutputType => {
    if (isNonNullType(type)) return new GraphQLNonNull(output(type.ofType));
    if (isListType(type)) return new GraphQLList(output(type.ofType));
    return (made.get(type.name) ?? type) as GraphQLOutputType;
  };
  const fieldsOf = (name: string, fields: Fields): Fields =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(([field]) => !denied.has(`${name}.${field}`))
        .map(([field, config]): [string, GraphQLFieldConfig<unknown, Context>] => [
          field,
          { ...config, type: output(config.type) },
        ]),
    );
  const interfacesOf = (interfaces: readonly GraphQLInterfaceType[]) =>
    interfaces.map((each) => made.get(each.name) as GraphQLInterfaceType);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isRuled(type)) continue;
    const { name } = type;
    if (isObjectType(type)) {
      const { interfaces, fields, ...config } = type.toConfig();
      const own = { interfaces: () => interfacesOf(interfaces), fields: () => fieldsOf(name, fields) };
      made.set(name, new GraphQLObjectType({ ...config, ...own }));
    } else {
      const { interfaces, fields, ...config } = type.toConfig();
      const own = { interfaces: () => interfacesOf(interfaces), fields: () => fieldsOf(name, fields) };
      made.set(name, new GraphQLInterfaceType({ ...config, ...own }));
    }
  }

  const root = (type: GraphQLObjectType | null | undefined) =>
    type && hasFields(type, denied) ? (made.get(type.name) as GraphQLObjectType) : null;
  return new GraphQLSchema({
    query: root(schema.getQueryType()),
    mutation: root(schema.getMutationType()),
    // Named by nothing but the interfaces that they are.
    types: Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && type.getInterfaces().length > 0 && hasFields(type, denied))
      .map(({ name }) => made.get(name) as GraphQLNamedType),
  });
}

/** The fields that a role does not have, by `Type.field`: those it is denied, and those of types of which nothing is left. */
function deniedFields(schema: GraphQLSchema, role: Role): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap()).filter(isRuled);
  const denied = new Set<string>();
  const deny = (type: RuledType, isDenied: (field: string) => boolean): boolean => {
    const found = Object.keys(type.getFields())
      .filter(isDenied)
      .map((field) => `${type.name}.${field}`)
      .filter((field) => !denied.has(field));
    for (const field of found) denied.add(field);
    return found.length > 0;
  };
  for (const type of types) deny(type, (field) => cellOf(type, field, role) === Cell.DENIED);
  const leadsNowhere = (type: RuledType, field: string): boolean => {
    const named = getNamedType(type.getFields()[field]?.type) as GraphQLNamedType;
    return isRuled(named) && !hasFields(named, denied);
  };
  let hasChanged = denied.size > 0;
  while (hasChanged) {
    hasChanged = false;
    for (const type of types) {
      // A page of nothing still tells how many there are.
      const isEmptied =
        isPage(type) &&
        ['nodes', 'node'].some((field) => field in type.getFields() && leadsNowhere(type, field));
      if (deny(type, (field) => isEmptied || leadsNowhere(type, field))) hasChanged = true;
    }
  }
  return denied;
}

const hasFields = (type: RuledType, denied: ReadonlySet<string>): boolean =>
  Object.keys(type.getFields()).some((field) => !denied.has(`${type.name}.${field}`));
