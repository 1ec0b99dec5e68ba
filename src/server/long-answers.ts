import { Turns } from './protection/turns.js';

/** Characters of an answer that is long: a list of a hundred territories and more. */
export const longAnswer = 32_000;

/**
 * Has long answers worked out two at a time. Of sixteen at once, each would keep its rows until the processor comes back to it, and what
 * collects garbage would move them about meanwhile: a quarter of all the time that they cost. A statement may be slow: who has waited long
 * enough comes in all the same.
 */
export class LongAnswers {
  readonly #turns: Turns;

  constructor(longestWait = 500) {
    this.#turns = new Turns({ atOnce: 2, waiting: Number.POSITIVE_INFINITY, milliseconds: longestWait });
  }

  /** Comes back when there is room, with what makes room for the next; or without, when there is none for long. */
  async turn(): Promise<(() => void) | null> {
    try {
      await this.#turns.enter();
      return () => this.#turns.leave();
    } catch {
      return null;
    }
  }
}
