import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { subsidyBasisOf } from '../subsidies-answer.js';
import type { SubsidyNature } from '../subsidy.rules.js';
import { isCutAtBorder } from './cut-at-border.js';
import type { RowBasis } from './subsidy-row.sql.js';
import { basesOfRows } from './subsidy-row-bases.sql.js';
import { type RowLevel, rowKey } from './subsidy-row-keys.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';
import { isPartial } from './subsidy-table-members.sql.js';
import type { RowPlace } from './subsidy-table-row.js';

/** What the sum of one year of a row rests on. */
export type YearBasis = Omit<RowBasis, 'key'>;

const bases = batched(
  ({ em }: Context, keys: readonly string[], level: RowLevel) => basesOfRows(em, level, keys),
  (): RowBasis[] => [],
);

const { COUNTRY, REGION, DEPARTMENT, EPCI, COMMUNE, NATURE, FISCAL_YEAR } = SubsidyDimension;
/** What a row may be grouped by, and still be the whole total of its smallest territory. */
const wholeOf: readonly SubsidyDimension[] = [
  COUNTRY,
  REGION,
  DEPARTMENT,
  EPCI,
  COMMUNE,
  NATURE,
  FISCAL_YEAR,
];

/** Territories that a table of some conventions alone holds a part of. */
const areas: readonly SubsidyDimension[] = [REGION, DEPARTMENT, EPCI];

/** The years that a row is asked of. */
export const yearsOf = ({ key, question }: RowPlace): readonly number[] =>
  key.fiscalYear === null ? question.fiscalYears : [key.fiscalYear];

/** The one nature of a row; null in a table that is asked of none. */
export const natureOf = ({ key, question }: RowPlace): SubsidyNature | null =>
  key.nature ?? question.natures[0] ?? null;

/** What a row of several territories rests on, as they are in each year: a year in which it has none is absent. */
export const countedBases = (
  context: Context,
  { key, dimensions, question }: RowPlace,
): Promise<RowBasis[]> => bases(context, rowKey(dimensions, key), { question, dimensions });

/** What a row rests on in each year that it is asked of. */
export async function basesByYear(context: Context, row: RowPlace): Promise<YearBasis[]> {
  const nature = natureOf(row);
  if (nature === null) return [];
  const whole = await wholeTerritory(context, row);
  const found = await (whole === null ? countedBases(context, row) : null);
  const { sectors, fundingLines, sections } = row.question;
  return Promise.all(
    yearsOf(row).map(async (fiscalYear) => {
      const counted = found?.find((basis) => basis.fiscalYear === fiscalYear) ?? { ...noBasis, fiscalYear };
      if (whole === null) return counted;
      const filter = { scope: 'territory', fiscalYear, nature, sectors, fundingLines, sections } as const;
      return { ...(await subsidyBasisOf(context, whole, filter)), fiscalYear };
    }),
  );
}

const noBasis = {
  communes: 0,
  reported: 0,
  population: 0,
  reportedPopulation: 0,
  oldestInputAt: null,
  freshestInputAt: null,
  demonstration: null,
  hasGaps: false,
};

export function isCut(
  context: Context,
  { key, dimensions, question, isPartOfConvention }: RowPlace,
): Promise<boolean> | boolean {
  if (dimensions.includes(COMMUNE)) return false;
  // Beside the conventions that are asked, a territory has others, or communes under none.
  if (question.conventions !== null && dimensions.some((each) => areas.includes(each))) return true;
  return isPartOfConvention || isCutAtBorder(context, key, question, true);
}

/** The territory whose whole total a row is, for which passports are kept; null when it is of no territory, or of a part. */
async function wholeTerritory(context: Context, row: RowPlace): Promise<string | null> {
  const { key, dimensions, question } = row;
  // A commune may be in the conventions that are asked in some years alone.
  if (question.conventions !== null || !dimensions.every((dimension) => wholeOf.includes(dimension)))
    return null;
  const territorial = [
    [COMMUNE, key.commune],
    [EPCI, key.epci],
    [DEPARTMENT, key.department],
    [REGION, key.region],
  ] as const;
  const given = territorial.filter(([dimension]) => dimensions.includes(dimension));
  if (given.some(([, id]) => id === null)) return null;
  const [smallest] = given;
  if (smallest === undefined) return isPartial(question) ? null : question.within.id;
  return (await isCut(context, row)) ? null : smallest[1];
}
