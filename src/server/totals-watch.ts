import { setTimeout as delay } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Logger } from 'pino';
import { addCounts } from '../db/differing.js';
import type { Database } from '../db/open.js';
import { HubError } from '../errors.js';
import { keptChecks } from '../ingestion/landing/kept.js';
import { currentRevision, keepVerdict, lastVerdict } from '../provenance/totals-verdict.sql.js';

const pauseMilliseconds = 60_000;
/** A check costs what the whole base costs to read: at most a twentieth of the time is spent on them. */
const share = 20;

export interface TotalsWatch {
  /** Ends after the part that is being compared. */
  readonly stop: () => Promise<void>;
}

/**
 * Compares the kept figures with what was loaded, behind everyone's back: once the hub has started, and within a minute or so of a change.
 * What it finds is read by readiness.
 *
 * @param first how long before the first time: those who waited for the hub to start ask their questions then
 */
export function watchTotals({ fork }: Pick<Database, 'fork'>, log: Logger, first = 0): TotalsWatch {
  const stopping = new AbortController();
  let isFirst = true;

  const pauseFor = (milliseconds: number) =>
    delay(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);

  async function look(): Promise<void> {
    if (first > 0) await pauseFor(first);
    while (!stopping.signal.aborted) {
      const started = performance.now();
      try {
        const revision = await currentRevision(fork());
        if (isFirst || (await lastVerdict(fork()))?.revision !== revision) {
          isFirst = !(await compare(revision));
        }
      } catch (error) {
        // The base is away, or has no room: it is looked at again, and readiness says so meanwhile.
        if (!(error instanceof HubError)) log.error({ err: error }, 'Unexpected error while checking totals');
      }
      await pauseFor(Math.max(pauseMilliseconds, share * (performance.now() - started)));
    }
  }

  /** False when it was stopped on the way. */
  async function compare(revision: number): Promise<boolean> {
    const counts: Record<string, number> = {};
    for (const check of await keptChecks(fork())) {
      if (stopping.signal.aborted) return false;
      // A transaction of its own for each: none holds up others for longer than it must.
      addCounts(counts, await fork().transactional((em) => check(em as SqlEntityManager)));
    }
    await keepVerdict(fork(), 'HUB', revision, counts);
    const wrong = Object.entries(counts).filter(([, count]) => count > 0);
    if (wrong.length > 0)
      log.error({ wrong: Object.fromEntries(wrong) }, 'Kept figures are wrong: run « ctg verify --refaire »');
    return true;
  }

  const looking = look();
  return {
    stop: async () => {
      stopping.abort();
      await looking;
    },
  };
}
