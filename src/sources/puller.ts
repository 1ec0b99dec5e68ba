import { setTimeout as delay } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../db/open.js';
import { HubError } from '../errors.js';
import { removeOrphans } from '../files/temporary-folder.js';
import { dueSources, hasSources } from './attempt.sql.js';
import { defaultLimits, type Limits } from './outgoing.js';
import { type PullOptions, pull } from './pull.js';
import { type Backoff, defaultBackoff } from './source.rules.js';

export interface Puller {
  /** Starts pulling sources as their turn comes, those that came due while the hub was stopped included. */
  readonly start: () => Promise<void>;
  /** Ends the downloads under way, which will be made again, and waits a bounded time for the loads. */
  readonly stop: () => Promise<void>;
}

export interface PullerOptions
  extends Pick<PullOptions, 'load' | 'addresses' | 'demonstration' | 'keys' | 'report'> {
  readonly limits?: Limits;
  readonly backoff?: Backoff;
  /** Sources that one process pulls at once. */
  readonly concurrency?: number;
  /** How often sources that are due are looked for. */
  readonly everySeconds?: number;
}

const queueName = 'pull-source';

const queueOptions = {
  // The source itself holds when it is tried again, so that it can be read.
  retryLimit: 0,
  // A process that is killed stops its heartbeat: its sources are soon free again.
  heartbeatSeconds: 120,
  expireInSeconds: 4 * 3_600,
  deleteAfterSeconds: 3_600,
} as const;

const stopMilliseconds = 5_000;
/** The queue lets itself be asked no more often. */
const leastPollingSeconds = 0.5;

/** The queue, and whoever works it off in this process. */
interface Queue {
  readonly boss: PgBoss;
  readonly workers: string;
}

/**
 * Pulls the sources of a hub. When a source is due stands in its own row, so no restart loses it; a queue in the same
 * base makes sure that one process at a time takes it, and runs several at once, of as many hosts: a host that is slow
 * delays its own sources alone, however many it has.
 *
 * A hub without sources has no queue, which asks the base all day: it begins with the first source.
 */
export function createPuller(database: Database, options: PullerOptions): Puller {
  const { concurrency = 8, everySeconds = 2, limits = defaultLimits, backoff = defaultBackoff } = options;
  const stopping = new AbortController();
  let queue: Queue | null = null;
  let looking: Promise<void> = Promise.resolve();

  const run = (id: string, signal: AbortSignal) =>
    pull({ ...options, database, limits, backoff, stopping: stopping.signal }, id, signal);

  /** @throws HubError `QUEUE_UNAVAILABLE`: it is tried again when it is needed again */
  async function begin(): Promise<Queue> {
    const boss = await openQueue(database, options.report);
    const pollingIntervalSeconds = Math.max(everySeconds, leastPollingSeconds);
    const workers = await boss.work<{ id: string }>(
      queueName,
      { localConcurrency: concurrency, localGroupConcurrency: 1, pollingIntervalSeconds },
      async ([job]) => job && run(job.data.id, job.signal),
    );
    return { boss, workers };
  }

  /** Makes a job of each source that is due and has none. */
  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const due = await dueSources(database.fork());
        if (due.length > 0) {
          queue ??= await begin();
          const { boss, workers } = queue;
          for (const { id, host } of due)
            await boss.send(queueName, { id }, { singletonKey: id, group: { id: host } });
          // Else it would be a while before they look at the queue themselves.
          boss.notifyWorker(workers);
        }
      } catch (error) {
        options.report('sources', error);
      }
      await delay(everySeconds * 1_000, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    start: async () => {
      removeOrphans('source');
      // A hub that could pull none of them says so before it is ready.
      if (await hasSources(database.fork())) queue = await begin();
      looking = look();
    },
    stop: async () => {
      stopping.abort();
      await looking;
      await queue?.boss.stop({ timeout: stopMilliseconds });
    },
  };
}

/** @throws HubError `QUEUE_UNAVAILABLE` */
async function openQueue(database: Database, report: PullerOptions['report']): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    ...(await database.queue()),
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
  });
  // Without a listener an error of the queue would end the process.
  boss.on('error', (error) => report('queue', error));
  try {
    await boss.start();
    // A source has one job at a time, in all processes: a second one is refused while the first waits or runs.
    await boss.createQueue(queueName, { ...queueOptions, policy: 'exclusive' });
    await boss.updateQueue(queueName, queueOptions);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw new HubError('QUEUE_UNAVAILABLE', { reason: (error as Error).message.split('\n')[0] ?? '' });
  }
}
