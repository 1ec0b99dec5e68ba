import { LRUCache } from 'lru-cache';
import type { Asked } from '../../journal/asked.js';
import type { Encoding } from './encoding.js';

/** An answer as bytes ready to be sent. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly type: string;
  /** Digest of `body`. Each encoding of it makes a strong tag of its own: two answers with the same tag are the same bytes. */
  readonly digest: string;
  /** What the journal says of whoever takes it, where there is one. */
  readonly asked?: Asked;
  /** Made for the first who takes them. */
  readonly compressed?: Partial<Record<Encoding, Buffer>>;
}

/** No answer takes more than this part of what is kept: one export must not drive a dashboard's out. */
const largestPart = 8;

/** Answers, the least used of which goes when there are too many bytes of them, and those that somebody is making. */
export class KeptAnswers {
  readonly #kept: LRUCache<string, KeptAnswer>;
  readonly #making = new Map<string, PromiseWithResolvers<KeptAnswer | null>>();

  constructor(maximumBytes: number) {
    this.#kept = new LRUCache({
      maxSize: maximumBytes,
      maxEntrySize: Math.ceil(maximumBytes / largestPart),
      // With its key, what the journal says of it, and what the map itself takes.
      sizeCalculation: ({ body, asked, compressed = {} }, key) =>
        [body, ...Object.values(compressed), ...(asked?.fields ?? [])].reduce(
          (sum, { length }) => sum + length,
          2 * key.length + 400,
        ),
    });
  }

  /** The answer, at once or when whoever is making it is done; null if it is to be made. */
  find(key: string): KeptAnswer | null | Promise<KeptAnswer | null> {
    return this.#kept.get(key) ?? this.#making.get(key)?.promise ?? null;
  }

  /** Says that an answer is being made: `keep` or `giveUp` must follow. */
  begin(key: string): void {
    // Those who waited for one that was given up may begin together: whoever waits since then is answered by any of them.
    if (!this.#making.has(key)) this.#making.set(key, Promise.withResolvers());
  }

  keep(key: string, answer: KeptAnswer): void {
    this.#kept.set(key, answer);
    this.#settle(key, answer);
  }

  /** Those who wait each make their own. */
  giveUp(key: string): void {
    this.#settle(key, null);
  }

  #settle(key: string, answer: KeptAnswer | null): void {
    this.#making.get(key)?.resolve(answer);
    this.#making.delete(key);
  }
}
