import { HubError } from '../../errors.js';
import type { LoadReport } from '../../ingestion/load.js';
import { reportJson } from '../../ingestion/report/report-json.js';
import { holdsPersonalData } from '../../ingestion/report/told-report.js';
import type { ReceivedFile } from './receive.js';

export interface DeskLimits {
  /** Files received or loaded at the same time. */
  readonly places: number;
  /** Files of ended loads that are kept, to be sent back with their remarks. */
  readonly kept: number;
  readonly keptBytes: number;
  readonly keptMilliseconds: number;
}

const retrySeconds = 10;

/** Takes a bounded number of files at a time, and keeps those of the last loads for a while. */
export class LoadDesk {
  /** By the id of their load; the oldest first. */
  readonly #files = new Map<string, ReceivedFile>();
  /** Ids of loads whose files are still read: they stay, however many there are. */
  readonly #used = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  #taken = 0;

  constructor(
    private readonly limits: DeskLimits,
    private readonly remove: (path: string) => Promise<void>,
  ) {}

  /**
   * A place at the desk; what it returns gives it back, once.
   * @throws HubError `TOO_MANY_UPLOADS`
   */
  takePlace(): () => void {
    if (this.#taken >= this.limits.places) throw new HubError('TOO_MANY_UPLOADS', { seconds: retrySeconds });
    this.#taken += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#taken -= 1;
      isTaken = false;
    };
  }

  /**
   * Keeps the file of a load while it is used, and for a while after; what is in it no longer than it runs, if it says something of persons.
   *
   * @param work ends when nothing more is made of the file for whoever sent it
   */
  keep(id: string, file: ReceivedFile, done: Promise<LoadReport>, work: Promise<unknown> = done): void {
    this.#files.set(id, file);
    this.#used.add(id);
    const ended = done
      .then(async (report) => {
        if (holdsPersonalData(reportJson(report).groups)) await this.remove(file.path);
        await work;
      })
      .catch(() => undefined)
      .then(() => this.#ended(id));
    this.#running.add(ended);
    ended.finally(() => this.#running.delete(ended));
  }

  /** @throws HubError `UNKNOWN_LOAD` */
  fileOf(id: string): ReceivedFile {
    const file = this.#files.get(id);
    if (!file) throw new HubError('UNKNOWN_LOAD', undefined);
    return file;
  }

  async #ended(id: string): Promise<void> {
    this.#used.delete(id);
    setTimeout(() => void this.#forget(id), this.limits.keptMilliseconds).unref();
    let bytes = 0;
    // The newest always stays, for whoever has just sent it.
    for (const [rank, [each, file]] of [...this.#files].toReversed().entries()) {
      bytes += file.size;
      const isTooMuch = rank >= this.limits.kept || bytes > this.limits.keptBytes;
      if (rank > 0 && each !== id && isTooMuch && !this.#used.has(each)) await this.#forget(each);
    }
  }

  async #forget(id: string): Promise<void> {
    const file = this.#files.get(id);
    this.#files.delete(id);
    if (file) await this.remove(file.path);
  }

  /** Waits for what is running. */
  async close(): Promise<void> {
    await Promise.all(this.#running);
  }
}
