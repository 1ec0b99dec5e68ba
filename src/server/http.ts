import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Authenticator } from '../access/authenticate.js';
import { assertReachIsEnforced } from '../access/reach.js';
import type { Config } from '../config.js';
import type { Database } from '../db/open.js';
import { Role, roles } from '../viewer.js';
import { addAnswers, keepingOf } from './answers/answers.js';
import { Engines } from './engines.js';
import { addHealth } from './health.js';
import { addJsonErrors } from './json-errors.js';
import { addPages } from './pages.js';
import { addHostCheck } from './same-site.js';
import { addUploads } from './uploads/uploads.js';
import { addViewers, viewerOfRequest } from './viewers.js';

export type HttpSettings = Pick<
  Config,
  | 'access'
  | 'allowPrivateSources'
  | 'answerCacheBytes'
  | 'hostNames'
  | 'maximumUploadBytes'
  | 'oidc'
  | 'writing'
> & {
  /** What commands of this machine send, where access is checked; null without any. */
  readonly localSecret?: string | null;
  /** For tests of what comes after it. */
  readonly assertReach?: typeof assertReachIsEnforced;
};

export interface HttpServer {
  readonly app: FastifyInstance;
  /** Starts listening; returns the address, such as `http://127.0.0.1:4000`. */
  readonly listen: (host: string, port: number) => Promise<string>;
  /** Refuses new work, lets requests in flight finish. */
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
  const isChecked = settings.access === 'CHECKED';
  const engines = await Engines.start(schema, isChecked ? roles : [Role.ADMINISTRATOR], app, log);

  app.addHook('onSend', async (_request, reply) => {
    reply.header('X-Content-Type-Options', 'nosniff').header('Referrer-Policy', 'no-referrer');
  });
  // Before any route: a route keeps the error handler that it was added under.
  addJsonErrors(app, log);
  addHostCheck(app, settings.hostNames);
  const changes = isChecked || settings.answerCacheBytes > 0 ? await database.watch() : null;
  const authenticator = isChecked
    ? new Authenticator({
        fork: database.fork,
        epoch: () => changes?.epoch() ?? null,
        oidc: settings.oidc,
        localSecret: settings.localSecret ?? null,
        onFault: (err) => log.error({ err }, 'Unexpected error while checking access'),
      })
    : null;
  const { assertReach = assertReachIsEnforced } = settings;
  await app.register(async (scope) => {
    addViewers(scope, authenticator, assertReach);
    if (changes && settings.answerCacheBytes > 0) addAnswers(scope, changes, settings.answerCacheBytes);
    addGraphql(scope, engines, database, settings);
  });
  addHealth(app, database);
  await app.register(async (scope) => {
    addViewers(scope, authenticator, assertReach);
    await addUploads(scope, database, settings);
  });
  await addPages(app);

  return {
    app,
    listen: (host, port) => app.listen({ host, port }),
    close: async () => {
      await engines.stop();
      await app.close();
      await authenticator?.close();
      await changes?.close();
    },
  };
}

function addGraphql(
  app: FastifyInstance,
  engines: Engines,
  { fork }: Database,
  { allowPrivateSources, writing }: HttpSettings,
): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: engines.handler(
      (request) => viewerOfRequest(request).role,
      async (request, reply) => ({
        em: fork(),
        asker: askerOf(reply),
        fork,
        allowPrivateSources,
        writing,
        viewer: viewerOfRequest(request),
        keeping: keepingOf(request),
      }),
    ),
  });
}

/** Whoever waits for an answer, until the connection closes without one. */
function askerOf({ raw }: FastifyReply): AbortSignal {
  const asker = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) asker.abort();
  });
  return asker.signal;
}
