import type { LocalDate } from '../../calendar.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import type { Passport } from '../../provenance/provenance.type.js';
import { territoryById } from '../../territory/territory.resolver.js';
import type { TerritoryRow } from '../../territory/territory.type.js';
import { IndicatorKind } from '../indicator.rules.js';
import { type KnownValues, type LatestOfKinds, latestOfKinds } from '../indicator.sql.js';
import { valuesPassport } from '../indicator-passport.js';
import { bestRate, childcareKinds, comparable, missingPlaces, modes, type Rate } from './childcare.rules.js';
import type { Childcare, ChildcareComparison } from './childcare.type.js';

const values = batched(
  ({ em }: Context, ids: readonly string[], question: LatestOfKinds) => latestOfKinds(em, ids, question),
  (): KnownValues => new Map(),
);

/** What is known of a territory remembers whose it is, to set others beside it. */
export type Answer = Omit<Childcare, 'passport'> & {
  readonly territory: TerritoryRow;
  readonly series: string;
  readonly known: KnownValues;
  readonly passport: Lazy<Passport>;
};
export type ComparisonAnswer = Omit<ChildcareComparison, 'passport'> & { readonly passport: Lazy<Passport> };

export const knownOf = (context: Context, id: string, on: LocalDate, series: string) =>
  values(context, id, { kinds: childcareKinds, on, series });

/** What a rate is, or is made of. */
export const rateKinds: readonly IndicatorKind[] = [
  IndicatorKind.CHILDCARE_COVERAGE_RATE,
  IndicatorKind.CHILDREN_0_2,
  IndicatorKind.PLACES_ALL_MODES,
  ...modes,
];

const definition =
  'Le taux de l’autre territoire, ou ce dont il est fait, tels que leurs sources les donnent de lui-même. Attendu : cet autre ' +
  'territoire. Communiqué : s’il a au moins une de ces valeurs, même secrète. Lacune : les deux taux ne se comparent pas.';

/** A territory's rate beside that of another. */
export async function compare(
  context: Context,
  { known, on, series }: Answer,
  otherId: string,
): Promise<ComparisonAnswer> {
  // What the other was on the day of the own rate: a later one would not compare.
  const other = await knownOf(context, otherId, bestRate(known)?.observedOn ?? on, series);
  const pair = comparable(known, other);
  const passport = async () =>
    valuesPassport(context, {
      territory: (await territoryById(context, otherId)) ?? { id: otherId, population: null },
      on: pair?.other.observedOn ?? on,
      values: [...other.values()].filter(({ kind }) => rateKinds.includes(kind)),
      hasGaps: pair === null,
      definition,
    });
  if (pair === null) {
    const rate = bestRate(other);
    const hint = whyNotCompared(bestRate(known), rate);
    return {
      rate: rate?.value ?? null,
      observedOn: null,
      basis: null,
      points: null,
      missingPlaces: null,
      hint,
      passport,
    };
  }
  const { other: found, points } = pair;
  const children = known.get(IndicatorKind.CHILDREN_0_2)?.value;
  return {
    rate: found.value,
    observedOn: found.observedOn,
    basis: found.basis,
    points,
    missingPlaces: missingPlaces(pair, children),
    hint: null,
    passport,
  };
}

function whyNotCompared(own: Rate | null, other: Rate | null): string {
  if (own === null) return 'Le taux du territoire n’est pas connu : il n’y a rien à comparer.';
  return other === null
    ? 'Le taux de l’autre territoire n’est pas connu.'
    : 'Les deux taux ne sont pas du même jour, ou pas faits de la même façon : ils ne se comparent pas.';
}
