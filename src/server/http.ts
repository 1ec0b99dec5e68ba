import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { Database } from '../db/open.js';
import type { Context } from '../graphql/context.js';
import { addAnswers, keepingOf } from './answers/answers.js';
import { createApollo } from './apollo.js';
import { addHealth } from './health.js';
import { addJsonErrors } from './json-errors.js';
import { addPages } from './pages.js';
import { addHostCheck } from './same-site.js';
import { addStopping } from './stopping.js';
import { addUploads } from './uploads/uploads.js';

export type HttpSettings = Pick<
  Config,
  'allowPrivateSources' | 'answerCacheBytes' | 'hostNames' | 'maximumUploadBytes' | 'writing'
>;

export interface HttpServer {
  readonly app: FastifyInstance;
  /** Starts listening; returns the address, such as `http://127.0.0.1:4000`. */
  readonly listen: (host: string, port: number) => Promise<string>;
  /** Requests that have come and are not answered yet. */
  readonly inFlight: () => number;
  /** Refuses new work, lets requests in flight and loads finish. */
  readonly close: () => Promise<void>;
}

/** The hub over HTTP: `/graphql`, `/explorer/`, `/charger/`, `/loads`, `/health/live`, `/health/ready`. */
export async function createHttpServer(
  database: Database,
  schema: GraphQLSchema,
  log: Logger,
  settings: HttpSettings,
): Promise<HttpServer> {
  const app = fastify({ loggerInstance: log as FastifyBaseLogger, bodyLimit: 1_000_000 });
  const apollo = createApollo(schema, log);
  await apollo.start();

  app.addHook('onSend', async (_request, reply) => {
    reply.header('X-Content-Type-Options', 'nosniff').header('Referrer-Policy', 'no-referrer');
  });
  // Before any route: a route keeps the error handler that it was added under.
  addJsonErrors(app, log);
  const stopping = addStopping(app);
  addHostCheck(app, settings.hostNames);
  const changes = settings.answerCacheBytes > 0 ? await database.watch() : null;
  await app.register(async (scope) => {
    if (changes) addAnswers(scope, changes, settings.answerCacheBytes);
    addGraphql(scope, apollo, database, settings);
  });
  addHealth(app, database, stopping.isStopping);
  await app.register((scope) => addUploads(scope, database, settings));
  await addPages(app);

  return {
    app,
    listen: (host, port) => app.listen({ host, port }),
    inFlight: stopping.inFlight,
    close: async () => {
      // A server that listens nowhere keeps nobody's connection.
      if (app.server.listening) await stopping.begin();
      await app.close();
      await apollo.stop();
      await changes?.close();
    },
  };
}

function addGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<Context>,
  { fork }: Database,
  { allowPrivateSources, writing }: HttpSettings,
): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => ({
        em: fork(),
        fork,
        allowPrivateSources,
        writing,
        keeping: keepingOf(request),
      }),
    }),
  });
}
