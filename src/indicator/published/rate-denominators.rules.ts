import type { Tree } from '../../secrecy/tree.rules.js';
import type { IndicatorKind } from '../indicator.rules.js';
import { dividedBy } from './indicator-secrecy.rules.js';
import type { CountedValue } from './indicator-values.sql.js';

/** Stands for a number of which nobody knows anything: large enough to hide whatever is in it. */
export const unknownNumber = 1_000_000;

/**
 * Numbers that nobody reports for a territory, and that its rates give away to whoever knows the places: they are protected as if they had
 * been reported. If one of them must be hidden, so must the rates.
 *
 * @param counts what was counted together, a day and a series
 */
export function denominatorsOf(
  rates: readonly CountedValue[],
  counts: readonly CountedValue[],
  tree: Tree,
): CountedValue[] {
  const known = new Map(counts.map((each) => [`${each.territoryId}/${each.kind}`, each]));
  const kinds = new Set(counts.map(({ kind }) => kind));
  const [count] = counts.map((each) => each.count);
  const asked = new Map(
    rates.flatMap(({ kind, territoryId }) => {
      const counted = dividedBy[kind];
      const key = `${territoryId}/${counted}`;
      if (counted === undefined || count === undefined || !kinds.has(counted) || known.has(key)) return [];
      return [[key, { territoryId, kind: counted }] as const];
    }),
  );
  const estimate = (node: string, kind: IndicatorKind): number | null => {
    const own = known.get(`${node}/${kind}`)?.value;
    if (own != null) return own;
    const parts = [...(tree.get(node) ?? [])]
      .map((part) => estimate(part, kind))
      .filter((each) => each !== null);
    return parts.length > 0 ? parts.reduce((sum, each) => sum + each, 0) : null;
  };
  return [...asked].map(([key, { territoryId, kind }]) => ({
    id: `denominator ${key}`,
    territoryId,
    kind,
    count: count as string,
    value: estimate(territoryId, kind) ?? unknownNumber,
  }));
}
