import type { LocalDate } from '../../calendar.js';
import { IndicatorKind } from '../indicator.rules.js';

/** Where a rate comes from: what a source publishes, or places and children that the hub divides. */
export enum RateBasis {
  PUBLISHED = 'PUBLISHED',
  COMPUTED = 'COMPUTED',
}

/** The formal modes of care, which add up to all of them. */
export const modes = [
  IndicatorKind.PLACES_EAJE,
  IndicatorKind.PLACES_CHILDMINDER,
  IndicatorKind.PLACES_HOME_CARE,
  IndicatorKind.PLACES_PRESCHOOL,
] as const;

/** How places in Eaje are paid for, which add up to them. */
export const managements = [IndicatorKind.PLACES_EAJE_PSU, IndicatorKind.PLACES_EAJE_PAJE] as const;

/** Every number that childcare is told from. */
export const childcareKinds: readonly IndicatorKind[] = [
  ...modes,
  ...managements,
  IndicatorKind.PLACES_ALL_MODES,
  IndicatorKind.CHILDREN_0_2,
  IndicatorKind.CHILDCARE_COVERAGE_RATE,
];

/** A number as far as a rate needs it; null where secrecy hides it. */
export interface Known {
  readonly value: number | null;
  readonly observedOn: LocalDate;
}
export type KnownNumbers = { readonly get: (kind: IndicatorKind) => Known | undefined };

export interface Rate {
  /** Places for 100 children under 3. */
  readonly value: number;
  /** When the places were counted, or the rate published for. */
  readonly observedOn: LocalDate;
  readonly basis: RateBasis;
}

/** Rates are published to one decimal, and are subtracted and multiplied here: what a binary fraction adds is taken off. */
const exactly = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Places of some modes of one and the same day, added; null if any of them is not known, or is of another day. */
export function addedPlaces(known: KnownNumbers, kinds: readonly IndicatorKind[]): Known | null {
  const values = kinds.map((kind) => known.get(kind));
  const [first] = values;
  if (!first || values.some((each) => each?.value == null || each.observedOn !== first.observedOn))
    return null;
  return {
    value: values.reduce((sum, each) => sum + (each?.value ?? 0), 0),
    observedOn: first.observedOn,
  };
}

/** All places: the source's own total, or that of the four modes. */
export const allPlaces = (known: KnownNumbers): Known | null => {
  const total = known.get(IndicatorKind.PLACES_ALL_MODES);
  return total?.value == null ? addedPlaces(known, modes) : total;
};

/** Places for 100 children under 3; null if either is unknown, or there are no children. */
export function perHundred(places: Known | null | undefined, known: KnownNumbers): number | null {
  const children = known.get(IndicatorKind.CHILDREN_0_2)?.value;
  return places?.value == null || !children ? null : (100 * places.value) / children;
}

export function rateOf(known: KnownNumbers, basis: RateBasis): Rate | null {
  if (basis === RateBasis.PUBLISHED) {
    const published = known.get(IndicatorKind.CHILDCARE_COVERAGE_RATE);
    return published?.value == null
      ? null
      : { value: published.value, observedOn: published.observedOn, basis };
  }
  const places = allPlaces(known);
  const value = perHundred(places, known);
  return places === null || value === null ? null : { value, observedOn: places.observedOn, basis };
}

/** The rate to show: what its source publishes, or else what places and children give. */
export const bestRate = (known: KnownNumbers): Rate | null =>
  rateOf(known, RateBasis.PUBLISHED) ?? rateOf(known, RateBasis.COMPUTED);

export interface RatePair {
  readonly own: Rate;
  readonly other: Rate;
  /** Own less other. */
  readonly points: number;
}

/** Two territories' rates that may be compared: made the same way, of the same day. */
export function comparable(own: KnownNumbers, other: KnownNumbers): RatePair | null {
  for (const basis of [RateBasis.PUBLISHED, RateBasis.COMPUTED]) {
    const [one, two] = [rateOf(own, basis), rateOf(other, basis)];
    if (one && two && one.observedOn === two.observedOn)
      return { own: one, other: two, points: exactly(one.value - two.value) };
  }
  return null;
}

/** Places that a territory lacks to reach another's rate, none when it does; null without children. */
export function missingPlaces({ points }: RatePair, children: number | null | undefined): number | null {
  if (children == null) return null;
  return points >= 0 ? 0 : Math.ceil(exactly((-points * children) / 100));
}

/** Places gained or lost from one count to a later one; null unless both are known, and are two. */
export function placesGained(before: Known | null | undefined, now: Known | null | undefined): number | null {
  if (before?.value == null || now?.value == null || before.observedOn >= now.observedOn) return null;
  return now.value - before.value;
}

/** Rate gained or lost likewise, both made the same way. */
export function pointsGained(before: KnownNumbers, now: KnownNumbers): number | null {
  for (const basis of [RateBasis.PUBLISHED, RateBasis.COMPUTED]) {
    const [then, today] = [rateOf(before, basis), rateOf(now, basis)];
    if (then && today && then.observedOn < today.observedOn) return exactly(today.value - then.value);
  }
  return null;
}
