import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  print,
} from 'graphql';
import type { CatalogueArgument, CatalogueOrder } from './catalogue.type.js';

const argumentsIn = (query: GraphQLObjectType, table: string): readonly GraphQLArgument[] =>
  query.getFields()[table]?.args ?? [];

/** The orders of a table are the values of its `orderBy`, which are made of what its measures declare. */
export function ordersOf(query: GraphQLObjectType, table: string): readonly CatalogueOrder[] {
  const argument = argumentsIn(query, table).find(({ name }) => name === 'orderBy');
  const orders = argument && getNamedType(argument.type);
  if (!isEnumType(orders)) return [];
  return orders.getValues().map(({ name, description }) => ({ name, description: description ?? '' }));
}

/** What a table may be asked, its filters and comparisons among it, as the API itself declares it. */
export const argumentsOf = (query: GraphQLObjectType, table: string): readonly CatalogueArgument[] =>
  argumentsIn(query, table).map(({ name, type, defaultValue, description }) => ({
    name,
    type: String(type),
    default: defaultAs(type, defaultValue),
    description: description ?? '',
  }));

/** As one writes it in a question. */
function defaultAs(type: GraphQLArgument['type'], value: unknown): string | null {
  const written = value === undefined ? null : astFromValue(value, type);
  return written ? print(written) : null;
}
