import type { LatticeValue } from './indicator-lattice.rules.js';
import { type Counted, type Hundredths, hundredths, kindsIn } from './indicator-secrecy.rules.js';
import type { CountedValue } from './indicator-values.sql.js';
import { daysBetween, type KnownNumbers, nearest } from './known-numbers.rules.js';
import { unknownNumber } from './rate-denominators.rules.js';

/** Decimals with which rates are published: 50 is 50.0. */
const leastDecimals = 1;

/**
 * Numbers that rates give away to whoever knows what they divide by: they are protected as if they had been reported, as far as the
 * rounding of the rate lets them be known. If one of them must be hidden, so must the rates.
 *
 * @param counts what was counted together, a day and a series
 */
export function numeratorsOf(
  rates: readonly CountedValue[],
  counts: readonly CountedValue[],
  known: KnownNumbers,
): LatticeValue[] {
  const count = counts[0]?.count as string;
  const kinds = new Set<Counted>(counts.map(({ kind }) => kind));
  const reported = new Set(counts.map(({ territoryId, kind }) => `${territoryId}/${kind}`));
  // A rate of another year tells of the places of another year.
  const near = rates.filter(
    (each) => tells(kinds, hundredths[each.kind]) && daysBetween(each.count, count) < 365,
  );
  return [...Map.groupBy(near, ({ territoryId, kind }) => `${territoryId}/${kind}`).values()].flatMap(
    (those) => {
      const { kind, territoryId, value: rate } = nearest(those, count) as CountedValue;
      const { counted, among, isPart } = hundredths[kind] as Hundredths;
      const whole = known.at(territoryId, among, count);
      // Children are counted by the census too: their places may be found where the hub does not know how many they are.
      if (rate === null || (whole === null && isPart) || reported.has(`${territoryId}/${counted}`)) return [];
      const given = { id: `numerator ${territoryId}/${counted}`, territoryId, kind: counted, count };
      if (whole === null)
        return [{ ...given, value: known.at(territoryId, counted, count) ?? unknownNumber }];
      return [{ ...given, ...countedOf(rate, whole), ...(isPart && { whole }) }];
    },
  );
}

/** Does a number that a rate gives away tell of some kinds? */
function tells(kinds: ReadonlySet<Counted>, rate: Hundredths | undefined): boolean {
  if (!rate) return false;
  return (rate.isPart ? [rate.among] : [rate.counted, ...kindsIn(rate.counted)]).some((each) =>
    kinds.has(each),
  );
}

/** The whole numbers that a rate may have been rounded from: their middle, and how far from it they are. */
function countedOf(rate: number, whole: number): { readonly value: number; readonly spread: number } {
  const decimals = Math.max(leastDecimals, `${rate}`.split('.')[1]?.length ?? 0);
  const half = 10 ** -decimals / 2;
  // What a binary fraction adds is taken off.
  const of = (share: number) => Math.round(share * whole * 1e4) / 1e6;
  const [from, to] = [Math.ceil(of(Math.max(0, rate - half))), Math.floor(of(rate + half))];
  // Of none, the rate is of other numbers: they are not certain, and not worth a finer guess.
  return from <= to
    ? { value: (from + to) / 2, spread: (to - from) / 2 }
    : { value: Math.round(of(rate)), spread: 0 };
}
