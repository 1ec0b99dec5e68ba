import { HubError } from '../../errors.js';

export interface TurnLimits {
  readonly atOnce: number;
  readonly waiting: number;
  readonly milliseconds: number;
}

const retrySeconds = 5;

/** Lets so many in at once; others wait in order, so many of them and so long. */
export class Turns {
  readonly #waiting = new Set<() => void>();
  #inside = 0;

  constructor(private readonly limits: TurnLimits) {}

  /**
   * Comes back when it is one's turn: `leave` must follow.
   *
   * @param gone tells of whoever does not wait any longer; asked for only if there is waiting
   * @throws HubError `HUB_BUSY`, `CLIENT_GONE`
   */
  async enter(gone: () => AbortSignal | null = () => null): Promise<void> {
    if (this.#inside < this.limits.atOnce) {
      this.#inside += 1;
      return;
    }
    const busy = new HubError('HUB_BUSY', { maximum: this.limits.atOnce, seconds: retrySeconds });
    if (this.#waiting.size >= this.limits.waiting) throw busy;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (error: HubError) => {
      this.#waiting.delete(resolve);
      reject(error);
    };
    const timer = setTimeout(() => giveUp(busy), this.limits.milliseconds);
    this.#waiting.add(resolve);
    const signal = gone();
    const leaves = () => giveUp(new HubError('CLIENT_GONE', undefined));
    if (signal?.aborted) leaves();
    else signal?.addEventListener('abort', leaves, { once: true });
    await promise.finally(() => clearTimeout(timer));
  }

  /** Gives the place to whoever has waited longest. */
  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#inside -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
