import type { SecrecyRules } from '../../config/secrecy.js';
import { type Counted, isOfPeople, kindSums } from './indicator-secrecy.rules.js';

/** What a wide territory has beside what a viewer sees of it: its value less theirs. */
export interface Rest {
  readonly territoryId: string;
  /** What was counted together: the day and the series. */
  readonly count: string;
  readonly kind: Counted;
  readonly value: number;
}

/**
 * Which counts of which territories tell a viewer, who subtracts what is theirs, of too few others: by themselves, or with the other
 * numbers of the same territory, day and series.
 *
 * @returns such as `region:52/2022-12-31/`
 */
export function tellingCounts(rests: readonly Rest[], { count }: SecrecyRules): ReadonlySet<string> {
  const telling = new Set<string>();
  for (const [key, together] of Map.groupBy(rests, countOf)) {
    const all = withFollowing(new Map(together.map(({ kind, value }) => [kind, value])));
    if ([...all].some(([kind, value]) => isOfPeople(kind) && value < count)) telling.add(key);
  }
  return telling;
}

const countOf = ({ territoryId, count }: Pick<Rest, 'territoryId' | 'count'>): string =>
  `${territoryId}/${count}`;

/** Numbers, and those that follow from them. */
function withFollowing(known: ReadonlyMap<Counted, number>): ReadonlyMap<Counted, number> {
  const all = new Map(known);
  const addOne = (): boolean => {
    for (const [whole, parts] of kindSums) {
      const [unknown, ...others] = [whole, ...parts].filter((each) => !all.has(each));
      if (unknown === undefined || others.length > 0) continue;
      const sum = parts.reduce((total, each) => total + (all.get(each) ?? 0), 0);
      all.set(unknown, unknown === whole ? sum : (all.get(whole) ?? 0) - sum);
      return true;
    }
    return false;
  };
  while (addOne());
  return all;
}
