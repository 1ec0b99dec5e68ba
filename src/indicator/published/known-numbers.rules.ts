import type { Tree } from '../../secrecy/tree.rules.js';
import { type Counted, kindsIn } from './indicator-secrecy.rules.js';
import type { CountedValue } from './indicator-values.sql.js';

/** What is reported of territories, and what follows by adding; of the day that is nearest to another count. */
export class KnownNumbers {
  readonly #reported: ReadonlyMap<string, readonly CountedValue[]>;
  /** What was looked for before: every rate of a country asks for what its parts have. */
  readonly #found = new Map<string, number | null>();

  constructor(
    values: readonly CountedValue[],
    private readonly tree: Tree,
  ) {
    this.#reported = Map.groupBy(values, ({ territoryId, kind }) => `${territoryId}/${kind}`);
  }

  /** Null where it is not known, in whole or in part. */
  at(node: string, counted: Counted, count: string): number | null {
    const key = `${node}/${counted}/${count}`;
    const before = this.#found.get(key);
    if (before !== undefined) return before;
    const reported = this.#reported.get(`${node}/${counted}`);
    const found = reported
      ? (nearest(reported, count)?.value ?? null)
      : (this.#added(this.tree.get(node) ?? [], (part) => this.at(part, counted, count)) ??
        this.#added(kindsIn(counted), (kind) => this.at(node, kind, count)));
    this.#found.set(key, found);
    return found;
  }

  /** Of nothing, and of what is not known to the last part, there is no sum. */
  #added<T>(parts: Iterable<T>, numberOf: (part: T) => number | null): number | null {
    let sum: number | null = null;
    for (const part of parts) {
      const one = numberOf(part);
      if (one === null) return null;
      sum = (sum ?? 0) + one;
    }
    return sum;
  }
}

/** The one of some values that was counted together with others, or nearest to their day. */
export function nearest(values: readonly CountedValue[], count: string): CountedValue | null {
  let found: CountedValue | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const each of values) {
    const days = each.count === count ? -1 : daysBetween(each.count, count);
    if (days < least) [found, least] = [each, days];
  }
  return found;
}

/** A count is a day and a series. */
export const daysBetween = (one: string, other: string): number =>
  Math.abs(Date.parse(one.slice(0, 10)) - Date.parse(other.slice(0, 10))) / 86_400_000;
