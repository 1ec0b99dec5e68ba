import { LRUCache } from 'lru-cache';
import type { Viewer } from '../viewer.js';

/** Rows that a question shares with others of the same rights: what hardly ever changes, and is read by all of them. */
export interface SharedRows {
  readonly find: (key: string) => object | undefined;
  /** @param count how many rows it is, of a list */
  readonly share: (key: string, row: object, count?: number) => void;
}

/** Rows, and lists of them, that questions share until the base changes. The least used go when there are too many rows. */
export class RowsUntilChange {
  readonly #rows: LRUCache<string, object>;
  #epoch: number | null = null;

  constructor(
    maximum: number,
    private readonly epoch: () => number | null,
  ) {
    this.#rows = new LRUCache({ maxSize: maximum });
  }

  /** What a question that begins now shares; null while no change would be heard of. */
  of({ rights }: Pick<Viewer, 'rights'>): SharedRows | null {
    const began = this.epoch();
    if (began === null) return null;
    if (began !== this.#epoch) this.#rows.clear();
    this.#epoch = began;
    // What a question reads may be of before a change that has been heard since, and what others share of after it.
    const holds = () => this.#epoch === began && this.epoch() === began;
    return {
      find: (key) => (holds() ? this.#rows.get(`${rights} ${key}`) : undefined),
      share: (key, row, count = 1) =>
        void (holds() && this.#rows.set(`${rights} ${key}`, row, { size: count })),
    };
  }
}

/** Rows, or lists, by key: those that other questions have shared, and those that `load` finds of the others. */
export async function throughShared<T extends object>(
  { shared }: { readonly shared: SharedRows | null },
  name: string,
  keys: readonly string[],
  load: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  countOf: (found: T) => number = () => 1,
): Promise<ReadonlyMap<string, T>> {
  if (shared === null) return load(keys);
  const found = new Map<string, T>();
  for (const key of keys) {
    const row = shared.find(`${name} ${key}`) as T | undefined;
    if (row) found.set(key, row);
  }
  const missing = keys.filter((key) => !found.has(key));
  if (missing.length === 0) return found;
  for (const [key, row] of await load(missing)) {
    shared.share(`${name} ${key}`, row, countOf(row));
    found.set(key, row);
  }
  return found;
}
