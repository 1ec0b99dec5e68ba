import type { PlaceKey } from '../../convention/table/table-key.resolver.js';
import { fundingFamilies, fundingLines } from '../funding-line.rules.js';
import { perChild } from '../per-child.js';
import { sectorLabels } from '../subsidy.rules.js';
import { precisionOf } from '../subsidy-totals.rules.js';
import { exactCents } from '../subsidy-totals.sql.js';
import type { SubsidyChange, SubsidyLikeForLike, SubsidyNatureGap } from './subsidy-comparison.type.js';
import { dimensionsOf, gapAlert, SubsidyTableOrder } from './subsidy-table.rules.js';
import type { SubsidyTableRow as Row, SideSums } from './subsidy-table.sql.js';
import type { SubsidyTableKey, SubsidyTableRow } from './subsidy-table.type.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

export type Key = SubsidyTableKey & PlaceKey;

/** A row remembers what it was asked, to say on what it rests and to list its amounts. */
export type AnsweredRow = Omit<SubsidyTableRow, 'cutAtBorder' | 'amounts' | 'passports'> & {
  readonly key: Key;
  readonly question: SubsidyTableQuestion;
  readonly isPartOfConvention: boolean;
};

/** Cents of a row; null when it has only what is compared. */
export const centsOf = ({ lineCount, cents }: Row): number | null =>
  lineCount === 0 ? null : exactCents(cents ?? '0');

/** @param total cents of the total of the row's nature; null when nothing is known of it */
export function tableRow(row: Row, question: SubsidyTableQuestion, total: number | null): AnsweredRow {
  const cents = centsOf(row);
  const { population, children, communes } = row;
  const perInhabitant = cents === null || !population ? null : cents / 100 / population;
  const measures = {
    perInhabitant,
    perChild: perChild(cents, { ...(children ?? noChildren), communes }),
    previous: row.before && changeOf(cents, row, row.before, question),
    natureGap: row.gap && gapOf(cents, row, row.gap, question),
  };
  const isRanked = row.over === 0 && question.by.length > 0 && hasOrder(question, cents, measures);
  return {
    key: keyOf(row),
    question,
    isPartOfConvention: row.isPartOfConvention,
    dimensions: dimensionsOf(question.by, row.over),
    rank: isRanked ? row.rank : null,
    amount: cents,
    countedAgain: exactCents(row.centsAgain),
    precision: cents === null ? null : precisionOf(row.precisions),
    fiscalYears: row.years,
    lineCount: row.lineCount,
    population,
    ...measures,
    perTenThousandInhabitants: perInhabitant === null ? null : perInhabitant * 10_000,
    share: shareOf(cents, total),
    shareOfGroup: shareOf(cents, row.groupCents === null ? null : exactCents(row.groupCents)),
  };
}

/** Has the row what the table is ordered by? What is unknown stands last, without a rank. */
function hasOrder(
  { orderBy }: SubsidyTableQuestion,
  cents: number | null,
  {
    perInhabitant,
    perChild,
    previous,
    natureGap,
  }: Pick<AnsweredRow, 'perInhabitant' | 'perChild' | 'previous' | 'natureGap'>,
): boolean {
  const measure = {
    [SubsidyTableOrder.AMOUNT]: cents,
    [SubsidyTableOrder.PER_INHABITANT]: perInhabitant,
    [SubsidyTableOrder.PER_CHILD]: perChild?.value,
    [SubsidyTableOrder.CHANGE]: previous?.difference,
    [SubsidyTableOrder.NATURE_GAP]: natureGap?.difference,
    [SubsidyTableOrder.LINE_COUNT]: true,
    [SubsidyTableOrder.KEY]: true,
  }[orderBy];
  return measure !== null && measure !== undefined;
}

/** Of a whole that is not negative: a share of less than nothing says nothing. */
const shareOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : part / whole;

const noChildren = { ages: null, value: null, year: null, isOwn: false, communesKnown: 0 };

const keyOf = (row: Row): Key => ({
  country: row.country,
  region: row.region,
  department: row.department,
  epci: row.epci,
  commune: row.commune,
  convention: row.convention,
  populationBand: row.populationBand,
  territoryScale: row.territoryScale,
  nature: row.nature,
  fiscalYear: row.fiscalYear,
  sector: row.sector,
  sectorLabel: row.sector === null ? null : sectorLabels[row.sector],
  fundingFamily: row.fundingFamily,
  fundingFamilyLabel: row.fundingFamily === null ? null : fundingFamilies[row.fundingFamily],
  fundingLine: row.fundingLine,
  fundingLineLabel: row.fundingLine === null ? null : fundingLines[row.fundingLine].label,
  section: row.section,
});

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

const changeOf = (
  now: number | null,
  row: Row,
  side: SideSums,
  { yearsBack }: SubsidyTableQuestion,
): SubsidyChange => ({
  ...compared(now, row, side),
  fiscalYears: side.years.map((year) => year - (yearsBack ?? 0)),
});

function gapOf(
  now: number | null,
  row: Row,
  side: SideSums,
  { comparedNature }: SubsidyTableQuestion,
): SubsidyNatureGap | null {
  if (comparedNature === null) return null;
  const { rate, ...gap } = compared(now, row, side);
  return { nature: comparedNature, ...gap, rate, alert: alertOf(rate), fiscalYears: side.years };
}
