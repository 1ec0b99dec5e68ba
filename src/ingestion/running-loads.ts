import { randomUUID } from 'node:crypto';
import { type ErrorCode, errorMessage, HubError } from '../errors.js';
import { type BatchOwner, isOwn } from '../provenance/batch-owner.rules.js';
import type { DatasetName } from '../provenance/dataset-name.js';
import type { Viewer } from '../viewer.js';
import type { Forks } from './landing/transaction.js';
import { type LoadReport, load } from './load.js';
import type { LoadProgress, LoadRequest } from './load-request.js';

/** A load that is running, or ended a short while ago. */
export interface LoadRun extends LoadProgress {
  readonly id: string;
  readonly fileName: string;
  /** Null until it is recognised by the file's headers. */
  readonly dataset: DatasetName | null;
  readonly author: string;
  /** Whose it is; null for whoever may follow all loads. */
  readonly owner: BatchOwner | null;
  readonly isDryRun: boolean;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Null while it runs, and when it failed. */
  readonly report: LoadReport | null;
  /** Why it failed: null while it runs, and when it has a report. */
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}

const keptMilliseconds = 60 * 60 * 1_000;
/** Each may hold a report of some thousand lines. */
const maximumKept = 100;

/** A load, and how it is told to stop. */
interface Followed {
  readonly run: LoadRun;
  readonly stop: AbortController;
}

/** The loads of one base, in the memory of this process: they can be asked for while the base is busy. */
class RunningLoads {
  readonly #loads = new Map<string, Followed>();

  /** Follows a load; what it returns says whether someone wants it stopped. */
  follow(run: LoadRun): AbortSignal {
    const stop = new AbortController();
    this.#loads.set(run.id, { run, stop });
    return stop.signal;
  }

  change(id: string, changes: Partial<LoadRun>): void {
    const followed = this.#loads.get(id);
    if (followed) this.#loads.set(id, { ...followed, run: { ...followed.run, ...changes } });
  }

  /** The newest first. */
  list(): LoadRun[] {
    this.#forget();
    return [...this.#loads.values()].map(({ run }) => run).toReversed();
  }

  find(id: string): LoadRun | null {
    this.#forget();
    return this.#loads.get(id)?.run ?? null;
  }

  stop(id: string): void {
    this.#loads.get(id)?.stop.abort();
  }

  #forget(): void {
    const runs = [...this.#loads.values()].map(({ run }) => run);
    const ended = runs.filter(({ endedAt }) => endedAt !== null);
    const oldest = Date.now() - keptMilliseconds;
    ended.forEach(({ id, endedAt }, index) => {
      const isOld = Date.parse(endedAt ?? '') < oldest;
      if (isOld || index < ended.length - maximumKept) this.#loads.delete(id);
    });
  }
}

const registries = new WeakMap<Forks['fork'], RunningLoads>();

function registryOf({ fork }: Forks): RunningLoads {
  const registry = registries.get(fork) ?? new RunningLoads();
  registries.set(fork, registry);
  return registry;
}

/** Loads of a base that run, or ended within the hour: the newest first. Asks nothing of the base. */
export const runningLoads = (database: Forks): LoadRun[] => registryOf(database).list();

/** One of them; null when it is not known any more, or is of somebody else: nobody can tell which. */
export function findRun(database: Forks, id: string, viewer: Viewer): LoadRun | null {
  const run = registryOf(database).find(id);
  return run && isOwn(viewer, run.owner) ? run : null;
}

/** Stops one as soon as what it is doing is done: nothing of it is kept, unless it was about to end. */
export const stopRun = (database: Forks, id: string): void => registryOf(database).stop(id);

/** Starts a load that can be followed by its id. `done` rejects as `load` does; whoever only follows the id may leave it. */
export function startLoad(
  database: Forks,
  request: LoadRequest,
): { readonly id: string; readonly done: Promise<LoadReport> } {
  const registry = registryOf(database);
  const id = randomUUID();
  // Room is made when a load begins too, so that a hub that nobody asks stays within bounds.
  const isBusy = registry.list().some(({ endedAt }) => endedAt === null);
  const stop = registry.follow(newRun(id, request, isBusy ? 'WAITING' : 'READING'));
  const onProgress = (progress: LoadProgress) => {
    if (stop.aborted) throw new HubError('LOAD_STOPPED', undefined);
    registry.change(id, progress);
    request.onProgress?.(progress);
  };
  const done = load(database, { ...request, onProgress }).then(
    (report) => {
      const dataset = report.dataset?.name ?? null;
      registry.change(id, { report, dataset, rowsRead: report.rowsRead, ...ended() });
      return report;
    },
    (error: unknown) => {
      registry.change(id, { error: failureOf(error, id), ...ended() });
      throw error;
    },
  );
  done.catch(() => undefined);
  return { id, done };
}

const newRun = (
  id: string,
  { file, dataset, author, owner = null, dryRun = false }: LoadRequest,
  phase: LoadRun['phase'],
): LoadRun => ({
  id,
  fileName: file.name,
  dataset: dataset?.name ?? null,
  author,
  owner,
  isDryRun: dryRun,
  phase,
  rowsRead: 0,
  fraction: 0,
  startedAt: new Date().toISOString(),
  endedAt: null,
  report: null,
  error: null,
});

const ended = () => ({ fraction: 1, endedAt: new Date().toISOString() });

function failureOf(error: unknown, id: string): LoadRun['error'] {
  if (error instanceof HubError) return { code: error.code, message: error.message };
  return {
    code: 'INTERNAL_ERROR',
    message: errorMessage('INTERNAL_ERROR', { reference: id.slice(0, 8) }),
  };
}
