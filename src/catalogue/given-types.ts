import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { isGiven } from '../access/given-datasets.js';
import { datasetsOf } from '../access/matrix/dataset.rules.js';
import type { Viewer } from '../viewer.js';

type Given = Pick<Viewer, 'datasets'>;

/** Fields of a type that are made of what a viewer was given. */
export const givenFields = (
  type: GraphQLObjectType,
  viewer: Given,
): readonly GraphQLField<unknown, unknown>[] =>
  Object.values(type.getFields()).filter(({ name }) => isGiven(viewer, datasetsOf(type, name)));

/**
 * Types that a viewer comes to from `Query`, by alphabet: what is below a field that is not given is not given either, and what `Query` does
 * not give is there by no other way (an amount names its convention, and a viewer without conventions is shown none).
 */
export function givenTypes(schema: GraphQLSchema, viewer: Given): readonly GraphQLObjectType[] {
  const query = schema.getQueryType();
  if (!query) return [];
  const given = givenFields(query, viewer);
  const denied = Object.values(query.getFields()).filter((field) => !given.includes(field));
  const barred = new Set(denied.map(({ type }) => getNamedType(type)));
  const found = new Set<GraphQLObjectType>();
  const follow = (type: GraphQLObjectType) => {
    if (found.has(type) || barred.has(type)) return;
    found.add(type);
    for (const field of givenFields(type, viewer)) {
      const named = getNamedType(field.type);
      if (isObjectType(named)) follow(named);
      if (isInterfaceType(named)) schema.getPossibleTypes(named).forEach(follow);
    }
  };
  follow(query);
  return [...found].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
