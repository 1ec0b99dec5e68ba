import { randomUUID } from 'node:crypto';
import { HubError } from '../../errors.js';
import type { LoadReport } from '../../ingestion/load.js';
import type { LoadProgress } from '../../ingestion/load-request.js';
import type { ReceivedFile } from './receive.js';

/** A load that came by a file: running, or ended less than an hour ago. */
export interface DeskLoad {
  readonly id: string;
  readonly file: ReceivedFile;
  readonly progress: LoadProgress;
  readonly outcome: Outcome | null;
}

export type Outcome =
  | { readonly kind: 'REPORT'; readonly report: LoadReport }
  | { readonly kind: 'FAILURE'; readonly error: unknown };

export interface DeskLimits {
  /** Files received or loaded at the same time. */
  readonly places: number;
  /** Files of ended loads that are kept, to be sent back with their remarks. */
  readonly kept: number;
  readonly keptBytes: number;
  readonly keptMilliseconds: number;
}

const retrySeconds = 10;

type Work = (onProgress: (progress: LoadProgress) => void) => Promise<LoadReport>;
type Mutable = { -readonly [K in keyof DeskLoad]: DeskLoad[K] };

/** Takes a bounded number of loads at a time, and remembers the last ones with their files. */
export class LoadDesk {
  readonly #loads = new Map<string, Mutable>();
  readonly #running = new Set<Promise<unknown>>();
  #taken = 0;

  constructor(
    private readonly limits: DeskLimits,
    private readonly remove: (path: string) => Promise<void>,
  ) {}

  /**
   * A place at the desk, to be given back once.
   * @throws HubError `TOO_MANY_UPLOADS`
   */
  takePlace(): () => void {
    if (this.#taken >= this.limits.places) throw new HubError('TOO_MANY_UPLOADS', { seconds: retrySeconds });
    this.#taken += 1;
    let isGiven = false;
    return () => {
      if (!isGiven) this.#taken -= 1;
      isGiven = true;
    };
  }

  /** Begins a load; `ended` never fails: how it ended is in the load. */
  begin(file: ReceivedFile, work: Work): { readonly id: string; readonly ended: Promise<DeskLoad> } {
    const load: Mutable = {
      id: randomUUID(),
      file,
      progress: { phase: 'READING', rowsRead: 0, fraction: 0 },
      outcome: null,
    };
    this.#loads.set(load.id, load);
    const ended = this.#run(load, work);
    this.#running.add(ended);
    ended.finally(() => this.#running.delete(ended));
    return { id: load.id, ended };
  }

  async #run(load: Mutable, work: Work): Promise<DeskLoad> {
    try {
      const report = await work((progress) => {
        load.progress = progress;
      });
      load.outcome = { kind: 'REPORT', report };
    } catch (error) {
      load.outcome = { kind: 'FAILURE', error };
    }
    await this.#makeRoom();
    setTimeout(() => this.#forget(load), this.limits.keptMilliseconds).unref();
    return load;
  }

  /** @throws HubError `UNKNOWN_LOAD` */
  find(id: string): DeskLoad {
    const load = this.#loads.get(id);
    if (!load) throw new HubError('UNKNOWN_LOAD', undefined);
    return load;
  }

  /** The oldest go first; the newest always stays, for whoever has just sent it. */
  async #makeRoom(): Promise<void> {
    const ended = [...this.#loads.values()].filter(({ outcome }) => outcome !== null);
    let bytes = 0;
    for (const [rank, load] of ended.toReversed().entries()) {
      bytes += load.file.size;
      if (rank > 0 && (rank >= this.limits.kept || bytes > this.limits.keptBytes)) await this.#forget(load);
    }
  }

  async #forget(load: DeskLoad): Promise<void> {
    this.#loads.delete(load.id);
    await this.remove(load.file.path);
  }

  /** Waits for what is running. */
  async close(): Promise<void> {
    await Promise.all(this.#running);
  }
}
