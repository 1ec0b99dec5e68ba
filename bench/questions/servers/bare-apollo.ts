import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';

/** Apollo set up as the hub sets it up, with a schema of one list and no base: what the hub's memory is held against. */
const row = new GraphQLObjectType({
  name: 'Row',
  fields: { code: { type: GraphQLString }, name: { type: GraphQLString }, value: { type: GraphQLInt } },
});
const query = new GraphQLObjectType({
  name: 'Query',
  fields: {
    rows: {
      type: new GraphQLList(row),
      args: { first: { type: new GraphQLNonNull(GraphQLInt) } },
      resolve: (_root, { first }: { first: number }) =>
        Array.from({ length: first }, (_, value) => ({
          code: `49${value}`,
          name: `Commune ${value}`,
          value,
        })),
    },
  },
});

const app = fastify({ bodyLimit: 1_000_000 });
const apollo = new ApolloServer({
  schema: new GraphQLSchema({ query }),
  introspection: true,
  stopOnTerminationSignals: false,
  csrfPrevention: true,
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    ApolloServerPluginLandingPageDisabled(),
    fastifyApolloDrainPlugin(app),
  ],
});
await apollo.start();
app.route({ url: '/graphql', method: ['GET', 'POST'], handler: fastifyApolloHandler(apollo) });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.(`${address}/graphql`);
