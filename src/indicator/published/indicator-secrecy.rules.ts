import { IndicatorKind } from '../indicator.rules.js';

/** What an indicator counts, as far as keeping it secret asks. */
export enum Subject {
  /** People, households, or what single people offer: small numbers are hidden. */
  PEOPLE = 'PEOPLE',
  /** Places of facilities, which are public: hidden only where they would tell a number of people. */
  PLACES = 'PLACES',
  /** A rate or a median of people: with its denominator it tells a number of people. */
  RATE = 'RATE',
  /** Nobody knows: never shown. */
  UNKNOWN = 'UNKNOWN',
}

const { PEOPLE, PLACES, RATE, UNKNOWN } = Subject;

export const subjects: Readonly<Record<IndicatorKind, Subject>> = {
  CHILDREN_0_2: PEOPLE,
  CHILDREN_3_5: PEOPLE,
  CHILDREN_6_11: PEOPLE,
  CHILDREN_3_11: PEOPLE,
  CHILDREN_12_17: PEOPLE,
  CHILDREN_0_17: PEOPLE,
  BENEFICIARY_HOUSEHOLDS: PEOPLE,
  SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS: PEOPLE,
  COVERED_PERSONS: PEOPLE,
  PLACES_EAJE: PLACES,
  PLACES_EAJE_PSU: PLACES,
  PLACES_EAJE_PAJE: PLACES,
  PLACES_CHILDMINDER: PEOPLE,
  PLACES_HOME_CARE: PEOPLE,
  PLACES_PRESCHOOL: PLACES,
  PLACES_ALL_MODES: PLACES,
  CHILDCARE_COVERAGE_RATE: RATE,
  BIRTHS: PEOPLE,
  LOW_INCOME_RATE: RATE,
  POVERTY_RATE: RATE,
  CHILD_POVERTY_RATE: RATE,
  MEDIAN_INCOME: RATE,
  OTHER: UNKNOWN,
};

/** A number that is counted: a kind, what a kind has beside a part of it that has a kind, or those that a rate is of. */
export type Counted =
  | IndicatorKind
  | 'OTHER_BENEFICIARY_HOUSEHOLDS'
  | 'LOW_INCOME_HOUSEHOLDS'
  | 'POOR_CHILDREN';

/** Numbers that add up to another of the same territory and day. */
export const kindSums: readonly (readonly [Counted, readonly Counted[]])[] = [
  [IndicatorKind.CHILDREN_3_11, [IndicatorKind.CHILDREN_3_5, IndicatorKind.CHILDREN_6_11]],
  [
    IndicatorKind.CHILDREN_0_17,
    [IndicatorKind.CHILDREN_0_2, IndicatorKind.CHILDREN_3_11, IndicatorKind.CHILDREN_12_17],
  ],
  [
    IndicatorKind.BENEFICIARY_HOUSEHOLDS,
    [IndicatorKind.SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS, 'OTHER_BENEFICIARY_HOUSEHOLDS'],
  ],
  [
    IndicatorKind.PLACES_ALL_MODES,
    [
      IndicatorKind.PLACES_EAJE,
      IndicatorKind.PLACES_CHILDMINDER,
      IndicatorKind.PLACES_HOME_CARE,
      IndicatorKind.PLACES_PRESCHOOL,
    ],
  ],
  [IndicatorKind.PLACES_EAJE, [IndicatorKind.PLACES_EAJE_PSU, IndicatorKind.PLACES_EAJE_PAJE]],
];

/** The kinds that add up to one; none of what is not added from others. */
export const kindsIn = (counted: Counted): readonly Counted[] =>
  kindSums.find(([whole]) => whole === counted)?.[1] ?? [];

/** What a rate counts for each hundred of another number. */
export interface Hundredths {
  readonly counted: Counted;
  readonly among: IndicatorKind;
  /** Is it a part of them? Then those that are left are people too. */
  readonly isPart: boolean;
}

/** Rates of which the hub counts the other number: whoever knows both knows, as far as the rate is not rounded, what it counts. */
export const hundredths: Readonly<Partial<Record<IndicatorKind, Hundredths>>> = {
  [IndicatorKind.CHILDCARE_COVERAGE_RATE]: {
    counted: IndicatorKind.PLACES_ALL_MODES,
    among: IndicatorKind.CHILDREN_0_2,
    isPart: false,
  },
  [IndicatorKind.LOW_INCOME_RATE]: {
    counted: 'LOW_INCOME_HOUSEHOLDS',
    among: IndicatorKind.BENEFICIARY_HOUSEHOLDS,
    isPart: true,
  },
  [IndicatorKind.CHILD_POVERTY_RATE]: {
    counted: 'POOR_CHILDREN',
    among: IndicatorKind.CHILDREN_0_17,
    isPart: true,
  },
};

/** Is a small number of it hidden? What is no kind is of people. */
export const isOfPeople = (counted: Counted): boolean =>
  !(counted in subjects) || subjects[counted as IndicatorKind] === PEOPLE;

/** What a rate divides by, where whoever knows what it counts finds it. */
export const dividedBy: Readonly<Partial<Record<IndicatorKind, IndicatorKind>>> = {
  [IndicatorKind.CHILDCARE_COVERAGE_RATE]: IndicatorKind.CHILDREN_0_2,
  [IndicatorKind.LOW_INCOME_RATE]: IndicatorKind.BENEFICIARY_HOUSEHOLDS,
};
