import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema } from 'graphql';
import pg from 'pg';
import { poolSettings } from './settings.js';

/**
 * The least that an answer of Apollo's costs which asks PostgreSQL anything: one field, one prepared statement that reads no table. No
 * transaction, no rights, no limits, no journal. What the hub answers cannot cost less.
 */
const pool = new pg.Pool(poolSettings());
const query = new GraphQLObjectType({
  name: 'Query',
  fields: {
    one: {
      type: new GraphQLNonNull(GraphQLInt),
      resolve: async () => {
        const { rows } = await pool.query<{ one: number }>({
          name: 'one',
          text: 'select 1 as one',
          values: [],
        });
        return rows[0]?.one;
      },
    },
  },
});

const app = fastify({ bodyLimit: 1_000_000 });
const apollo = new ApolloServer({
  schema: new GraphQLSchema({ query }),
  stopOnTerminationSignals: false,
  csrfPrevention: true,
  plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
});
await apollo.start();
app.route({ url: '/graphql', method: ['GET', 'POST'], handler: fastifyApolloHandler(apollo) });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.(`${address}/graphql`);
