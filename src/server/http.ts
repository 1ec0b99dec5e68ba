import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Authenticator } from '../access/authenticate.js';
import type { Config } from '../config.js';
import type { Database } from '../db/open.js';
import { endOfReading } from '../db/snapshot.js';
import { RowsUntilChange } from '../graphql/shared-rows.js';
import type { Journal } from '../journal/journal.js';
import { Role, roles } from '../viewer.js';
import { addAnswers, keepingOf } from './answers/answers.js';
import { addCompression } from './answers/compressed.js';
import { SameRequests } from './answers/same-requests.js';
import { Engines } from './engines.js';
import { addHealth } from './health.js';
import { cameBy } from './journal/journal-plugin.js';
import { openJournal } from './journal/open-journal.js';
import { addJournal } from './journal/request-notes.js';
import { addJsonErrors } from './json-errors.js';
import { addJsonStatus } from './json-status.js';
import { addPages } from './pages.js';
import { addCors } from './protection/cors.js';
import { type HttpLimits, httpLimits } from './protection/http-limits.js';
import { addMethodCheck } from './protection/methods.js';
import { addRequestChecks } from './protection/request-checks.js';
import { addSecurityHeaders } from './protection/security-headers.js';
import { serverOptions } from './protection/server-options.js';
import { refuseCompressed, refuseSlowBodies } from './protection/slow-bodies.js';
import { Traffic } from './protection/traffic.js';
import { readTrustedDocuments } from './protection/trusted-documents.js';
import { addTrustedDocuments } from './protection/trusted-requests.js';
import { addHostCheck } from './same-site.js';
import { addStopping } from './stopping.js';
import { addUploads, isWorkbook } from './uploads/uploads.js';
import { addViewers, knownViewer, viewerOfRequest } from './viewers.js';

export type HttpSettings = Pick<
  Config,
  | 'access'
  | 'allowPrivateSources'
  | 'answerCacheBytes'
  | 'hostNames'
  | 'maximumUploadBytes'
  | 'oidc'
  | 'protection'
  | 'secrecy'
  | 'writing'
> & {
  /** Is it noted who asks for what? It is not where nobody says. */
  readonly keepsJournal?: boolean;
  /** What commands of this machine send, where access is checked; null without any. */
  readonly localSecret?: string | null;
  /** How many rows that hardly change are remembered between questions. */
  readonly sharedRows?: number;
};

export interface HttpServer {
  readonly app: FastifyInstance;
  /** Null where none is kept. */
  readonly journal: Journal | null;
  /** Starts listening; returns the address, such as `http://127.0.0.1:4000`. */
  readonly listen: (host: string, port: number) => Promise<string>;
  /** Requests that have come and are not answered yet. */
  readonly inFlight: () => number;
  /** Refuses new work, lets requests in flight and loads finish. */
  readonly close: () => Promise<void>;
}

/** The territories of some départements, which most questions begin with, by themselves and in lists. */
const defaultSharedRows = 10_000;

/** Of what is kept of answers. Most bytes of theirs are those of a kept answer too, and count twice. */
const partOfSameRequests = 1 / 4;

/** The hub over HTTP: `/graphql`, `/explorer/`, `/charger/`, `/loads`, `/health/live`, `/health/ready`. */
export async function createHttpServer(
  database: Database,
  schema: GraphQLSchema,
  log: Logger,
  settings: HttpSettings,
  limits: HttpLimits = httpLimits,
): Promise<HttpServer> {
  const { protection } = settings;
  const trusted = readTrustedDocuments(protection.trustedDocuments);
  const { answerCacheBytes, keepsJournal = false, sharedRows = defaultSharedRows } = settings;
  const same = new SameRequests(answerCacheBytes * partOfSameRequests);
  const app = fastify(serverOptions(log, protection, limits, same.before));
  app.server.maxConnections = limits.connections;
  const isChecked = settings.access === 'CHECKED';
  const engines = await Engines.start(schema, isChecked ? roles : [Role.ADMINISTRATOR], log);

  const traffic = new Traffic(protection, limits);
  addSecurityHeaders(app, protection.behindTls);
  // Before any route: a route keeps the error handler that it was added under.
  addJsonErrors(app, log);
  const stopping = addStopping(app);
  addHostCheck(app, settings.hostNames);
  const isWatching = isChecked || answerCacheBytes > 0 || sharedRows > 0 || keepsJournal;
  const changes = isWatching ? await database.watch() : null;
  const journal = keepsJournal ? openJournal(database, changes, log) : null;
  const authenticator = isChecked
    ? new Authenticator({
        fork: database.fork,
        epoch: () => changes?.epoch() ?? null,
        oidc: settings.oidc,
        localSecret: settings.localSecret ?? null,
        onFault: (err) => log.error({ err }, 'Unexpected error while checking access'),
      })
    : null;
  refuseCompressed(app);
  traffic.countAll(app);
  await app.register(async (scope) => {
    // A browser asks whether it may send a key before it sends one.
    addCors(scope, protection.corsOrigins);
    addJournal(scope, journal);
    addViewers(scope, authenticator);
    // Two hubs that hide other cells would together tell them all.
    scope.addHook('onRequest', (_request, _reply, done) => done(changes?.broken() ?? undefined));
    refuseSlowBodies(scope, limits);
    addRequestChecks(scope);
    addTrustedDocuments(scope, trusted, protection.onlyTrustedDocuments);
    if (changes && answerCacheBytes > 0)
      addAnswers(scope, changes, answerCacheBytes * (1 - partOfSameRequests), same);
    addCompression(scope);
    addJsonStatus(scope);
    traffic.countWork(scope);
    const shared = changes && sharedRows > 0 ? new RowsUntilChange(sharedRows, changes.epoch) : null;
    addGraphql(scope, engines, { ...database, shared, traffic }, settings);
    addMethodCheck(scope);
    same.rememberIn(scope);
  });
  // Whoever has each request logged wants to read of all of them.
  if (changes && answerCacheBytes > 0 && !log.isLevelEnabled('info'))
    same.begin({
      epoch: changes.epoch,
      isStopping: stopping.isStopping,
      knownViewer: (headers) => knownViewer(authenticator, headers),
      mayCome: (caller) => traffic.mayCome(caller),
      journal,
    });
  addHealth(app, database, stopping.isStopping, isChecked);
  await app.register(async (scope) => {
    addJournal(scope, journal);
    addViewers(scope, authenticator);
    traffic.countWork(scope, isWorkbook);
    await addUploads(scope, database, settings, journal);
  });
  await addPages(app);

  return {
    app,
    journal,
    listen: (host, port) => app.listen({ host, port }),
    inFlight: stopping.inFlight,
    close: async () => {
      // A server that listens nowhere keeps nobody's connection.
      if (app.server.listening) await stopping.begin();
      await app.close();
      await engines.stop();
      await journal?.close();
      await authenticator?.close();
      await changes?.close();
    },
  };
}

function addGraphql(
  app: FastifyInstance,
  engines: Engines,
  {
    fork,
    shared,
    traffic,
  }: Pick<Database, 'fork'> & { readonly shared: RowsUntilChange | null; readonly traffic: Traffic },
  { access, allowPrivateSources, protection: { introspection }, secrecy, writing }: HttpSettings,
): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: engines.handler(
      (request) => viewerOfRequest(request).role,
      async (request, reply) => {
        const viewer = viewerOfRequest(request);
        const isAdministrator = access === 'CHECKED' && viewer.role === Role.ADMINISTRATOR;
        const context = {
          em: fork(),
          asker: askerOf(reply),
          fork,
          allowPrivateSources,
          writing,
          viewer,
          secrecy,
          introspection: introspection || isAdministrator,
          keeping: keepingOf(request),
          shared: shared?.of(viewer) ?? null,
        };
        traffic.keepTurn(request, () => endOfReading(context.em));
        return cameBy(context, request);
      },
    ),
  });
}

/** Whoever waits for an answer, until the connection closes without one. */
function askerOf({ raw }: FastifyReply): AbortSignal {
  const asker = new AbortController();
  const leave = () => {
    if (!raw.writableFinished) asker.abort();
  };
  if (raw.destroyed) leave();
  else raw.once('close', leave);
  return asker.signal;
}
