import { exactCents } from '../subsidy-totals.sql.js';
import { firstYearsIn, yearBeside } from './other-year.rules.js';
import type { SubsidyChange, SubsidyLikeForLike, SubsidyNatureGap } from './subsidy-comparison.type.js';
import { gapAlert } from './subsidy-table.rules.js';
import type { SubsidyTableRow as Row, SideSums } from './subsidy-table.sql.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

/** What a row of a table is told from. */
export interface Told {
  readonly row: Row;
  readonly question: SubsidyTableQuestion;
  /** Its amount; null when it has only what is compared. */
  readonly cents: number | null;
  /** Of the total of its nature, and of the subtotal that it is a part of. */
  readonly total: number | null;
  readonly ofGroup: number | null;
}

/** The same row in another year, if one is compared. */
export function changeOf({ cents, row, question: { fiscalYears, otherYear } }: Told): SubsidyChange | null {
  if (row.before === null || otherYear === null) return null;
  const beside = (year: number) => yearBeside(year, otherYear, row.convention);
  if (fiscalYears.every((year) => beside(year) === null)) return null;
  return {
    ...compared(cents, row, row.before),
    fiscalYears: row.before.years.map(beside).filter((year) => year !== null),
    firstFiscalYear: firstYearsIn({ otherYear }) !== null ? beside(fiscalYears[0] as number) : null,
  };
}

/** The same row in another nature, if one is compared. */
export function gapOf({ cents, row, question: { comparedNature } }: Told): SubsidyNatureGap | null {
  if (row.gap === null || comparedNature === null) return null;
  const { rate, ...gap } = compared(cents, row, row.gap);
  return { nature: comparedNature, ...gap, rate, alert: alertOf(rate), fiscalYears: row.gap.years };
}

/** Sums of years that do not match each other one by one differ by what is not known, too: that is no evolution. */
function compared(now: number | null, { years }: Row, side: SideSums) {
  const amount = side.cents === null ? null : exactCents(side.cents);
  return {
    amount,
    ...differing(years.join() === side.years.join() ? now : null, amount),
    likeForLike: likeForLike(side),
  };
}

function differing(now: number | null, other: number | null) {
  const difference = now === null || other === null ? null : now - other;
  // Of a negative amount, a rise would be a negative rate.
  const rate = difference === null || other === null || other <= 0 ? null : difference / other;
  return { difference, rate };
}

function likeForLike({ territories, keptNow, kept }: SideSums): SubsidyLikeForLike | null {
  if (territories === null) return null;
  const amount = keptNow === null ? null : exactCents(keptNow);
  const comparedAmount = kept === null ? null : exactCents(kept);
  const { difference, rate } = differing(amount, comparedAmount);
  return { territories, amount, comparedAmount, difference, rate, alert: alertOf(rate) };
}

const alertOf = (rate: number | null): boolean | null => (rate === null ? null : Math.abs(rate) > gapAlert);
