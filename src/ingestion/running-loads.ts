import { randomUUID } from 'node:crypto';
import { type ErrorCode, errorMessage, HubError } from '../errors.js';
import type { DatasetName } from '../provenance/dataset-name.js';
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

/** The loads of one base, in the memory of this process: they can be asked for while the base is busy. */
class RunningLoads {
  readonly #runs = new Map<string, LoadRun>();

  set(run: LoadRun): void {
    this.#runs.set(run.id, run);
  }

  change(id: string, changes: Partial<LoadRun>): void {
    const run = this.#runs.get(id);
    if (run) this.#runs.set(id, { ...run, ...changes });
  }

  /** The newest first. */
  list(): LoadRun[] {
    this.#forget();
    return [...this.#runs.values()].toReversed();
  }

  find(id: string): LoadRun | null {
    this.#forget();
    return this.#runs.get(id) ?? null;
  }

  #forget(): void {
    const ended = [...this.#runs.values()].filter(({ endedAt }) => endedAt !== null);
    const oldest = Date.now() - keptMilliseconds;
    ended.forEach(({ id, endedAt }, index) => {
      const isOld = Date.parse(endedAt ?? '') < oldest;
      if (isOld || index < ended.length - maximumKept) this.#runs.delete(id);
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

/** One of them; null when it is not known any more. */
export const findRun = (database: Forks, id: string): LoadRun | null => registryOf(database).find(id);

/** Starts a load that can be followed by its id. `done` rejects as `load` does; whoever only follows the id may leave it. */
export function startLoad(
  database: Forks,
  request: LoadRequest,
): { readonly id: string; readonly done: Promise<LoadReport> } {
  const registry = registryOf(database);
  const id = randomUUID();
  registry.set(newRun(id, request));
  // Room is made when a load begins too, so that a hub that nobody asks stays within bounds.
  registry.list();
  const onProgress = (progress: LoadProgress) => {
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

const newRun = (id: string, { file, dataset, author, dryRun = false }: LoadRequest): LoadRun => ({
  id,
  fileName: file.name,
  dataset: dataset?.name ?? null,
  author,
  isDryRun: dryRun,
  phase: 'READING',
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
