import { IndicatorKind, indicators } from '../indicator/indicator.rules.js';

/** What a larger value of an indicator says of the need. */
export enum NeedDirection {
  /** More is a greater need. */
  MORE = 'MORE',
  /** More is a smaller need. */
  LESS = 'LESS',
}

const { MORE, LESS } = NeedDirection;

/**
 * The one declaration of which indicators are needs, and which way; null for one that is not: places grow with the territory as well as
 * with what is offered in it, so that more of them is neither; of what only its source names, nobody knows.
 */
export const needDirections: Readonly<Record<IndicatorKind, NeedDirection | null>> = {
  // How many there are to serve.
  CHILDREN_0_2: MORE,
  CHILDREN_3_5: MORE,
  CHILDREN_6_11: MORE,
  CHILDREN_3_11: MORE,
  CHILDREN_12_17: MORE,
  CHILDREN_0_17: MORE,
  BENEFICIARY_HOUSEHOLDS: MORE,
  SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS: MORE,
  COVERED_PERSONS: MORE,
  BIRTHS: MORE,
  LOW_INCOME_RATE: MORE,
  POVERTY_RATE: MORE,
  CHILD_POVERTY_RATE: MORE,
  // The more children have a place, or the more people have, the less is needed.
  CHILDCARE_COVERAGE_RATE: LESS,
  MEDIAN_INCOME: LESS,
  PLACES_EAJE: null,
  PLACES_EAJE_PSU: null,
  PLACES_EAJE_PAJE: null,
  PLACES_CHILDMINDER: null,
  PLACES_HOME_CARE: null,
  PLACES_PRESCHOOL: null,
  PLACES_ALL_MODES: null,
  OTHER: null,
};

/** The indicators that are needs. */
export const needs: readonly IndicatorKind[] = Object.values(IndicatorKind).filter(
  (kind) => needDirections[kind] !== null,
);

/** The need that a value tells, larger where it is greater: what ranks and correlations compare. */
export const needOf = (direction: NeedDirection, value: number): number =>
  direction === MORE ? value : -value;

/** In French, for whoever reads ranks and correlations. */
export const directionSentence = (need: IndicatorKind, direction: NeedDirection): string =>
  `Le besoin est d’autant plus grand que l’indicateur « ${indicators[need].label} » est ${direction === MORE ? 'élevé' : 'bas'}.`;
