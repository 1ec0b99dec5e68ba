import { LRUCache } from 'lru-cache';

const minute = 60_000;
/** Callers that are remembered; whoever is forgotten begins anew. */
const maximumCallers = 20_000;

/**
 * So much a minute for each caller, which it may spend at once. What is kept of a caller is one moment: that at which it will have
 * all of its minute again.
 */
export class Rates {
  readonly #wholeAt = new LRUCache<string, number>({ max: maximumCallers });

  constructor(private readonly perMinute: number) {}

  /**
   * Takes `cost` from the caller's minute. What is refused costs nothing.
   * @returns seconds after which to try again; 0 when it was taken
   */
  take(caller: string, cost: number, now: number): number {
    const wholeAt = Math.max(this.#wholeAt.get(caller) ?? 0, now) + (cost * minute) / this.perMinute;
    if (wholeAt - now > minute) return Math.ceil((wholeAt - now - minute) / 1_000);
    this.#wholeAt.set(caller, wholeAt);
    return 0;
  }
}
