import type { PlaceKey } from '../../convention/table/table-key.resolver.js';
import { type Measured, measuredOf, orderOf } from '../../provenance/measure.rules.js';
import { fundingFamilies, fundingLines } from '../funding-line.rules.js';
import { sectorLabels } from '../subsidy.rules.js';
import { precisionOf } from '../subsidy-totals.rules.js';
import { exactCents } from '../subsidy-totals.sql.js';
import { subsidyMeasures } from './subsidy-measures.sql.js';
import { dimensionsOf, type SubsidyDimension } from './subsidy-table.rules.js';
import type { SubsidyTableRow as Row } from './subsidy-table.sql.js';
import type { SubsidyTableKey, SubsidyTableRow } from './subsidy-table.type.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

export type Key = SubsidyTableKey & PlaceKey;

/** Which row of a table it is: enough to find again what it rests on. */
export interface RowPlace {
  readonly key: Omit<Key, `${string}Label`>;
  readonly dimensions: readonly SubsidyDimension[];
  readonly question: SubsidyTableQuestion;
  readonly isPartOfConvention: boolean;
}

/** A row remembers what it was asked, to say on what it rests and to list its amounts. */
export type AnsweredRow = Omit<SubsidyTableRow, 'cutAtBorder' | 'state' | 'hint' | 'amounts' | 'passports'> &
  Measured<typeof subsidyMeasures> &
  RowPlace & { readonly key: Key };

/** Cents of a row; null when it has only what is compared. */
export const centsOf = ({ lineCount, cents }: Row): number | null =>
  lineCount === 0 ? null : exactCents(cents ?? '0');

/** @param total cents of the total of the row's nature; null when nothing is known of it */
export function tableRow(row: Row, question: SubsidyTableQuestion, total: number | null): AnsweredRow {
  const cents = centsOf(row);
  const ofGroup = row.groupCents === null ? null : exactCents(row.groupCents);
  const told = { row, question, cents, total, ofGroup };
  const order = orderOf(subsidyMeasures, question.orderBy);
  const isRanked = question.by.length > 0 && row.over === 0 && (order === null || order.isKnown(told));
  return {
    key: keyOf(row),
    question,
    isPartOfConvention: row.isPartOfConvention,
    dimensions: dimensionsOf(question.by, row.over),
    rank: isRanked ? row.rank : null,
    countedAgain: exactCents(row.centsAgain),
    precision: cents === null ? null : precisionOf(row.precisions),
    fiscalYears: row.years,
    population: row.population,
    ...measuredOf(subsidyMeasures, told),
  };
}

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
