import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';

/** From when, and until when, a convention that the hub knows may hold in a territory; null for a side that has no such day. */
export interface KnownSpan {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/**
 * In French: of days on which no convention that is known can hold, a 0 says what the hub has, not what there is; null where every
 * day is within the span.
 *
 * @param span null where no convention touches the territory
 */
export function whyBeyond(
  span: KnownSpan | null,
  dates: readonly LocalDate[],
  rule: CoverageRule,
): string | null {
  if (span === null) return null;
  const { from, to } = span;
  const [before, after] = [
    dates.filter((date) => from !== null && date < from),
    dates.filter((date) => to !== null && date > to),
  ];
  // One that runs and is not signed yet does not count either.
  const isSigned = rule === CoverageRule.PERIOD_AND_SIGNED ? ' et n’était signée' : '';
  const told = [
    before.length > 0 &&
      `Au ${listed(before)}, aucune des conventions que le hub connaît de ce territoire n’a commencé${isSigned} (la première : le ${from}) : ` +
        'celles d’avant peuvent n’avoir pas été chargées.',
    after.length > 0 &&
      `Au ${listed(after)}, toutes les conventions que le hub connaît de ce territoire ont pris fin (la dernière : le ${to}) : ` +
        'il ne sait pas ce qui les suivra.',
  ].filter((each) => each !== false);
  return told.length === 0 ? null : told.join(' ');
}

/** Some dates, and how many more: a series has up to sixty. */
const listed = (dates: readonly LocalDate[]): string => {
  const sorted = dates.toSorted();
  return sorted.length <= 3
    ? sorted.join(', ')
    : `${sorted[0]} et à ${sorted.length - 1} autres dates, jusqu’au ${sorted.at(-1)}`;
};
