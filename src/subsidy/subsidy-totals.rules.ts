import { type FundingLine, fundingLines } from './funding-line.rules.js';
import { AmountPrecision, type Section, type Sector, sectorLabels } from './subsidy.rules.js';
import type { SubsidyGroup } from './subsidy-totals.sql.js';

interface Sum {
  readonly amount: number;
  readonly precision: AmountPrecision;
  readonly lineCount: number;
}

/** A sum is as precise as its parts when they agree, and approximate when they do not. */
export function precisionOf(precisions: readonly AmountPrecision[]): AmountPrecision {
  const distinct = new Set(precisions);
  distinct.delete(AmountPrecision.EXACT);
  if (distinct.size === 0) return AmountPrecision.EXACT;
  const [only] = distinct;
  return distinct.size === 1 && only ? only : AmountPrecision.APPROXIMATE;
}

/** Adds groups; amounts are whole cents, so the order of addition does not matter. */
export const sumOf = (groups: readonly SubsidyGroup[]): Sum => ({
  amount: groups.reduce((sum, { cents }) => sum + cents, 0),
  precision: precisionOf(groups.map(({ precision }) => precision)),
  lineCount: groups.reduce((sum, { lineCount }) => sum + lineCount, 0),
});

function sumsBy<K>(groups: readonly SubsidyGroup[], key: (group: SubsidyGroup) => K): [K, Sum][] {
  const keys = [...new Set(groups.map(key))];
  return keys.map((each) => [each, sumOf(groups.filter((group) => key(group) === each))]);
}

export const bySector = (groups: readonly SubsidyGroup[]): ({ sector: Sector; label: string } & Sum)[] =>
  sumsBy(groups, ({ sector }) => sector).map(([sector, sum]) => ({
    sector,
    label: sectorLabels[sector],
    ...sum,
  }));

export const byFundingLine = (
  groups: readonly SubsidyGroup[],
): ({ fundingLine: FundingLine; label: string } & Sum)[] =>
  sumsBy(groups, ({ fundingLine }) => fundingLine).map(([fundingLine, sum]) => ({
    fundingLine,
    label: fundingLines[fundingLine].label,
    ...sum,
  }));

export const bySection = (groups: readonly SubsidyGroup[]): ({ section: Section } & Sum)[] =>
  sumsBy(groups, ({ section }) => section).map(([section, sum]) => ({ section, ...sum }));
