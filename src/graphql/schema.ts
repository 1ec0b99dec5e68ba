import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, getMetadataStorage, type NonEmptyArray } from 'type-graphql';
import { makeLean } from './lean-resolvers.js';

/** Builds the schema from the parts list. Server, tests and the committed `schema.graphql` share it. */
export async function createSchema(resolvers: NonEmptyArray<new () => object>): Promise<GraphQLSchema> {
  // A field without a resolver is read as it is: by default each of them would make an instance of its type, and a promise.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  // Whoever serves a schema checks it; by default all of it is asked for as well, at each start.
  const schema = await buildSchema({ resolvers, validate: false, skipCheck: true });
  makeLean(schema);
  return schema;
}

const banner = '# Emitted from the code by `npm run schema`. Do not edit.\n\n';

/** The schema as text, sorted, as it is committed. */
export const schemaText = (schema: GraphQLSchema): string =>
  `${banner}${printSchema(lexicographicSortSchema(schema))}\n`;
