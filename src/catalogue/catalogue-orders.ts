import { type GraphQLObjectType, getNamedType, isEnumType } from 'graphql';
import type { CatalogueOrder } from './catalogue.type.js';

/** The orders of a table are the values of its `orderBy`, which are made of what its measures declare. */
export function ordersOf(query: GraphQLObjectType, table: string): readonly CatalogueOrder[] {
  const argument = query.getFields()[table]?.args.find(({ name }) => name === 'orderBy');
  const orders = argument && getNamedType(argument.type);
  if (!isEnumType(orders)) return [];
  return orders.getValues().map(({ name, description }) => ({ name, description: description ?? '' }));
}
