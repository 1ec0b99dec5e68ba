import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';

/** Builds the schema from the parts list. Server, tests and the committed `schema.graphql` share it. */
export async function createSchema(resolvers: NonEmptyArray<new () => object>): Promise<GraphQLSchema> {
  return buildSchema({ resolvers, validate: false });
}

const banner = '# Emitted from the code by `npm run schema`. Do not edit.\n\n';

/** The schema as text, sorted, as it is committed. */
export const schemaText = (schema: GraphQLSchema): string =>
  `${banner}${printSchema(lexicographicSortSchema(schema))}\n`;
