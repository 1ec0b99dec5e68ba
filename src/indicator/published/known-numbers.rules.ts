import type { Tree } from '../../secrecy/tree.rules.js';
import { type Counted, kindSums } from './indicator-secrecy.rules.js';
import type { CountedValue } from './indicator-values.sql.js';

/** What is reported of territories, and what follows by adding; of the day that is nearest to another count. */
export class KnownNumbers {
  readonly #reported: ReadonlyMap<string, readonly CountedValue[]>;

  constructor(
    values: readonly CountedValue[],
    private readonly tree: Tree,
  ) {
    this.#reported = Map.groupBy(values, ({ territoryId, kind }) => `${territoryId}/${kind}`);
  }

  /** Null where it is not known, in whole or in part. */
  at(node: string, counted: Counted, count: string): number | null {
    const reported = this.#reported.get(`${node}/${counted}`);
    if (reported) return nearest(reported, count)?.value ?? null;
    const added = (parts: readonly (number | null)[]) =>
      parts.length === 0 || parts.includes(null)
        ? null
        : parts.reduce<number>((sum, each) => sum + Number(each), 0);
    const kinds = kindSums.find(([whole]) => whole === counted)?.[1] ?? [];
    return (
      added([...(this.tree.get(node) ?? [])].map((part) => this.at(part, counted, count))) ??
      added(kinds.map((kind) => this.at(node, kind, count)))
    );
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
