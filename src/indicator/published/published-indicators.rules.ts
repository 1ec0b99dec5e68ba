import { type Audience, audiences, type SecrecyPolicy, type SecrecyRules } from '../../config/secrecy.js';
import { Hiding } from '../../secrecy/lattice.rules.js';
import { hide } from '../../secrecy/suppression.rules.js';
import type { Tree } from '../../secrecy/tree.rules.js';
import { isAtLeast, kindOf, TerritoryKind } from '../../territory/territory.rules.js';
import { type Hidings, indicatorLattice, isFew, isOfferedAt } from './indicator-lattice.rules.js';
import { Subject, subjects } from './indicator-secrecy.rules.js';
import type { CountedValue } from './indicator-values.sql.js';
import { KnownNumbers } from './known-numbers.rules.js';
import { denominatorsOf } from './rate-denominators.rules.js';
import { numeratorsOf } from './rate-numerators.rules.js';

/** What each audience is shown of indicators. What partners are not shown, readers are not either. */
export async function hiddenIndicators(
  values: readonly CountedValue[],
  tree: Tree,
  { rules }: SecrecyPolicy,
): Promise<ReadonlyMap<Audience, Hidings>> {
  const found = new Map<Audience, Hidings>();
  let before: Hidings = new Map();
  for (const audience of audiences) {
    before = await hiddenFrom(values, tree, rules[audience], before);
    found.set(audience, before);
  }
  return found;
}

async function hiddenFrom(
  values: readonly CountedValue[],
  tree: Tree,
  rules: SecrecyRules,
  before: Hidings,
): Promise<Hidings> {
  const hidings = new Map<string, Hiding | null>();
  const veiled = new Set<string>();
  const isHiddenAlready = (id: string) => (before.get(id) ?? null) !== null;
  const counts = values.filter(isCount);
  // Beside a number that is hidden whatever the pattern, no rate is shown: it gives nothing away.
  const isBare = new Set(
    counts.filter((each) => isFew(each, rules) || isHiddenAlready(each.id)).map((each) => each.territoryId),
  );
  const rates = values.filter(
    (each) => isRateShown(each, rules) && !isHiddenAlready(each.id) && !isBare.has(each.territoryId),
  );
  const known = new KnownNumbers(counts, tree);
  for (const reported of Map.groupBy(counts, ({ count }) => count).values()) {
    const together = [
      ...reported,
      ...denominatorsOf(rates, reported, tree),
      ...numeratorsOf(rates, reported, known),
    ];
    const { lattice, places } = indicatorLattice(together, tree, rules, before);
    const found = await hide(lattice);
    for (const { id, territoryId } of together) {
      const hiding = found[places.get(id) as number] ?? null;
      hidings.set(id, isOfferedAt(territoryId, rules) ? hiding : Hiding.PRIMARY);
      if (hiding !== null) veiled.add(territoryId);
    }
  }
  for (const { id } of values.filter((each) => !isCount(each))) hidings.set(id, Hiding.PRIMARY);
  for (const { id, territoryId } of rates) if (!veiled.has(territoryId)) hidings.set(id, null);
  return hidings;
}

const isCount = ({ kind }: CountedValue): boolean =>
  subjects[kind] === Subject.PEOPLE || subjects[kind] === Subject.PLACES;

/** A rate tells a number of people by its denominator: it is shown where both are large, and nothing beside it is hidden. */
const isRateShown = ({ kind, territoryId, value }: CountedValue, rules: SecrecyRules): boolean =>
  subjects[kind] === Subject.RATE &&
  value !== null &&
  isOfferedAt(territoryId, rules) &&
  isAtLeast(kindOf(territoryId), TerritoryKind.EPCI);
