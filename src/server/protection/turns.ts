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

  /** Comes back when it is one's turn: `leave` must follow. @throws HubError `HUB_BUSY` */
  async enter(): Promise<void> {
    if (this.#inside < this.limits.atOnce) {
      this.#inside += 1;
      return;
    }
    const busy = new HubError('HUB_BUSY', { maximum: this.limits.atOnce, seconds: retrySeconds });
    if (this.#waiting.size >= this.limits.waiting) throw busy;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      this.#waiting.delete(called);
      reject(busy);
    }, this.limits.milliseconds);
    const called = () => {
      clearTimeout(timer);
      resolve();
    };
    this.#waiting.add(called);
    await promise;
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
