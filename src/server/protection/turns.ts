import { HubError } from '../../errors.js';

export interface TurnLimits {
  readonly atOnce: number;
  readonly waiting: number;
  readonly milliseconds: number;
}

/** Who waits for a turn, and how that ends. */
interface Waiter {
  readonly begin: () => void;
  readonly refuse: (error: HubError) => void;
}

const retrySeconds = 5;

/**
 * Lets so many in at once; others wait, so many of them and so long. Callers take turns, and each is served in order: whoever asks for a
 * hundred answers waits for their hundred, and not others with them.
 */
export class Turns {
  /** Those that wait, by caller; callers in the order in which they are served. */
  readonly #waiting = new Map<string, Set<Waiter>>();
  #inside = 0;
  #outside = 0;

  constructor(private readonly limits: TurnLimits) {}

  /**
   * Comes back when it is one's turn: `leave` must follow.
   *
   * @param caller who asks; all are one where nobody says
   * @param gone tells of whoever does not wait any longer; asked for only if there is waiting
   * @throws HubError `HUB_BUSY`, `CLIENT_GONE`
   */
  async enter(caller = '', gone: () => AbortSignal | null = () => null): Promise<void> {
    if (this.#inside < this.limits.atOnce) {
      this.#inside += 1;
      return;
    }
    if (this.#outside >= this.limits.waiting) this.#makeRoomFor(caller);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { begin: resolve, refuse: reject };
    const giveUp = (error: HubError) => {
      if (this.#takeOut(caller, waiter)) reject(error);
    };
    const timer = setTimeout(() => giveUp(this.#busy()), this.limits.milliseconds);
    this.#waiting.set(caller, (this.#waiting.get(caller) ?? new Set()).add(waiter));
    this.#outside += 1;
    const signal = gone();
    const leaves = () => giveUp(new HubError('CLIENT_GONE', undefined));
    if (signal?.aborted) leaves();
    else signal?.addEventListener('abort', leaves, { once: true });
    await promise.finally(() => clearTimeout(timer));
  }

  /** Gives the place to whoever has waited longest of the next caller, who is then the last of the callers. */
  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#inside -= 1;
      return;
    }
    const [caller, waiters] = next;
    const [first] = waiters;
    if (first === undefined) throw new Error(`Nobody waits as ${caller}`);
    this.#takeOut(caller, first);
    if (this.#waiting.delete(caller)) this.#waiting.set(caller, waiters);
    first.begin();
  }

  /** Where all places are taken, the last of the caller with most of them gives his up to a caller with fewer. @throws HubError `HUB_BUSY` */
  #makeRoomFor(caller: string): void {
    const own = this.#waiting.get(caller)?.size ?? 0;
    const [most, waiters] = [...this.#waiting].reduce(
      (one, other) => (other[1].size > one[1].size ? other : one),
      [caller, new Set<Waiter>()] as const,
    );
    const last = [...waiters].at(-1);
    // Of equals nobody gives way: the place would go to and fro.
    if (last === undefined || waiters.size <= own + 1) throw this.#busy();
    this.#takeOut(most, last);
    last.refuse(this.#busy());
  }

  #takeOut(caller: string, waiter: Waiter): boolean {
    const waiters = this.#waiting.get(caller);
    if (!waiters?.delete(waiter)) return false;
    this.#outside -= 1;
    if (waiters.size === 0) this.#waiting.delete(caller);
    return true;
  }

  #busy(): HubError<'HUB_BUSY'> {
    return new HubError('HUB_BUSY', { maximum: this.limits.atOnce, seconds: retrySeconds });
  }
}
