import { once } from 'node:events';
import { createServer } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import { newLocalSecret } from '../access/authenticate.js';
import type { Config } from '../config.js';
import { fillDatabase } from '../content/fill.js';
import { type Model, openDatabase } from '../db/open.js';
import { HubError } from '../errors.js';
import { load } from '../ingestion/load.js';
import type { LoadRequest } from '../ingestion/load-request.js';
import { runningLoads } from '../ingestion/running-loads.js';
import { upkeep } from '../journal/journal.js';
import { JournalOrigin } from '../journal/journal.rules.js';
import { policyNumber } from '../reach/masks/mask.rules.js';
import { hasWall } from '../reach/wall.sql.js';
import { addressRules } from '../sources/address.js';
import { createPuller } from '../sources/puller.js';
import { createHttpServer, type HttpServer } from './http.js';
import { noteLoad } from './journal/note-load.js';
import { locationOf } from './location.js';
import { hubLog } from './log.js';
import { publishedAddress } from './published-address.js';
import { wallMissing } from './readiness.js';
import { watchRetention } from './retention.js';
import { watchTotals } from './totals-watch.js';

export interface RunningHub {
  readonly address: string;
  /** What its end waits for. */
  readonly underWay: () => { readonly requests: number; readonly loads: number };
  readonly close: () => Promise<void>;
}

/** Opens the base, brings it up to date, fills it the first time, and serves it. */
export async function startHub(
  config: Config,
  model: Model,
  schema: GraphQLSchema,
  say: (line: string) => void,
): Promise<RunningHub> {
  const log = hubLog(config.logLevel);
  const location = locationOf(config);
  say(
    location.kind === 'server'
      ? 'Ouverture de la base PostgreSQL…'
      : `Ouverture de la base embarquée (${config.dataDirectory})…`,
  );
  await assertPortIsFree(config.host, config.port);
  const database = await openDatabase(location, model);
  const published = publishedAddress(location);
  let server: HttpServer | null = null;
  const puller = createPuller(database, {
    load: (base, request: LoadRequest) => {
      const done = load(base, request);
      noteLoad(server?.journal ?? null, { viewer: null, origin: JournalOrigin.SOURCE }, request, done);
      return done;
    },
    addresses: addressRules(config.allowPrivateSources),
    demonstration: config.content === 'DEMONSTRATION',
    keys: config.sourceKeys,
    report: (reference, err) => log.error({ reference, err }, 'Unexpected error while pulling sources'),
  });
  try {
    await database.migrate();
    await fillDatabase(database, config.content, say);
    if (config.access === 'CHECKED' && !(await hasWall(database.fork()))) say(wallMissing);
    if (config.access === 'CHECKED') {
      // Two policies at once would each work out the other's figures anew, and show together what neither does.
      const broken = () => new HubError('SECRECY_DIFFERS', undefined);
      database.pledge({ number: policyNumber(config.secrecy), broken });
    }
    const localSecret = config.access === 'CHECKED' ? newLocalSecret() : null;
    const keepsJournal = config.retention.journalMonths > 0;
    server = await createHttpServer(database, schema, log, { ...config, localSecret, keepsJournal });
    const { journal, close, inFlight } = server;
    await puller.start();
    const address = await server.listen(config.host, config.port);
    published.publish({ address, secret: localSecret });
    journal?.note(upkeep('hub : début'));
    const totals = config.checksTotals ? watchTotals(database, log, firstCheckMilliseconds) : null;
    const retention = watchRetention(database, config.retention, journal, log);
    return {
      address,
      underWay: () => ({
        requests: inFlight(),
        loads: runningLoads(database).filter(({ endedAt }) => endedAt === null).length,
      }),
      close: async () => {
        published.withdraw();
        // Without its end, what a hub had not written when it was killed is missed by those who read the journal.
        journal?.note(upkeep('hub : fin'));
        await Promise.all([close(), puller.stop(), totals?.stop(), retention.stop()]);
        await database.close();
      },
    };
  } catch (error) {
    await puller.stop();
    await database.close();
    throw error;
  }
}

/** The figures that are kept are compared when the first rush is over. */
const firstCheckMilliseconds = 30_000;

/** A busy port is said at once, not after the first load. */
async function assertPortIsFree(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new HubError('PORT_IN_USE', { port });
    throw error;
  }
  await new Promise((resolve) => probe.close(resolve));
}
