/**
 * Which revision of the data each epoch of a process was of. It is asked once an epoch, beside the answers; when another epoch has begun
 * meanwhile, the answer may be of either, and is of none.
 */
export class Revisions {
  readonly #known = new Map<number, number>();
  readonly #asked = new Map<number, Promise<void>>();

  /**
   * @param epoch of the base: grows with each change; null while none would be heard of
   * @param ask the revision of the data as they are
   */
  constructor(
    private readonly epoch: () => number | null,
    private readonly ask: () => Promise<number>,
  ) {}

  /** The epoch that it is; its revision is asked for if it is not known yet. */
  now(): number | null {
    const epoch = this.epoch();
    if (epoch !== null && !this.#asked.has(epoch)) this.#asked.set(epoch, this.#learn(epoch));
    return epoch;
  }

  /** Null where it is not known. */
  async of(epoch: number | null): Promise<number | null> {
    if (epoch === null) return null;
    await this.#asked.get(epoch);
    return this.#known.get(epoch) ?? null;
  }

  async #learn(epoch: number): Promise<void> {
    try {
      const revision = await this.ask();
      if (this.epoch() === epoch) this.#known.set(epoch, revision);
    } catch {
      // Asked again with the next request of the epoch.
      this.#asked.delete(epoch);
    }
    for (const each of this.#asked.keys()) if (each < epoch - keptEpochs) this.#forget(each);
  }

  #forget(epoch: number): void {
    this.#asked.delete(epoch);
    this.#known.delete(epoch);
  }
}

const keptEpochs = 100;
