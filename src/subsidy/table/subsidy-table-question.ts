import type { GraphQLResolveInfo } from 'graphql';
import { knownConventions } from '../../convention/known-conventions.js';
import { HubError } from '../../errors.js';
import type { Context } from '../../graphql/context.js';
import { readFiscalYear } from '../../graphql/fiscal-year.js';
import { readList } from '../../graphql/list.js';
import { asksOf } from '../../graphql/selection.js';
import { checkTable, claimCells, fitsCells } from '../../graphql/table.js';
import { checkFilter, readFilter } from '../../territory/table-filter.js';
import { tableTerritory } from '../../territory/territory.resolver.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { territorySize } from '../../territory/territory.sql.js';
import { bandOf } from '../child-ages.rules.js';
import { type FundingLine, linesOf } from '../funding-line.rules.js';
import { SubsidyNature } from '../subsidy.rules.js';
import { firstYearsOf } from './first-years.sql.js';
import type { OtherYear } from './other-year.rules.js';
import { SubsidyTableOrder } from './subsidy-measures.sql.js';
import type { SubsidyTableArgs } from './subsidy-table.input.js';
import { cellsOf, partsOf, SubsidyDimension } from './subsidy-table.rules.js';
import { conventionsOf } from './subsidy-table-members.sql.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

const maximumYears = 30;

/**
 * What a table is asked; what its answer does not select is not computed.
 *
 * @throws HubError `TABLE_TOO_LARGE`, `DUPLICATE_DIMENSION`, `NATURES_NOT_ADDED`, `NATURE_GIVEN_TWICE`,
 * `INVALID_NATURE_COMPARISON`, `COMPARISON_GIVEN_TWICE`, `INVALID_YEAR_COMPARISON`, `INVALID_START_COMPARISON`, `DIMENSION_TOO_WIDE`, `FUNDING_LINES_GIVEN_TWICE`, `CHILD_AGES_MISSING`, `ORDER_WITHOUT_MEANING` and those of its arguments, before any work
 */
export async function readQuestion(
  args: SubsidyTableArgs,
  info: GraphQLResolveInfo,
  context: Context,
): Promise<SubsidyTableQuestion> {
  const { by, compareNature, ascending, first, offset, childAges } = args;
  checkTable(args);
  const natures = readNatures(args);
  if (compareNature != null) checkComparedNature(args, natures);
  const orderBy = readOrder(args);
  const given = readList('fiscalYears', args.fiscalYears, 'le dernier exercice clos');
  const fiscalYears = [...new Set((given ?? [null]).map(readFiscalYear))];
  if (fiscalYears.length > maximumYears)
    throw new HubError('LIST_TOO_LONG', {
      name: 'fiscalYears',
      length: fiscalYears.length,
      maximum: maximumYears,
    });
  checkOtherYear(args, fiscalYears);
  const kept = checkFilter(args);
  const references = readConventions(args);
  const filters = {
    CONVENTION: references,
    SECTOR: readList('sectors', args.sectors),
    FUNDING_LINE: readLines(args),
    SECTION: readList('sections', args.sections),
  };
  const within = await tableTerritory(context, args.within, by);
  const conventions = await knownConventions(context, references);
  claimCells(context, await cellsAsked(context, within, { by, years: fiscalYears.length, filters }));
  const otherYear = await readOtherYear(args, fiscalYears, { conventions, within }, context);
  const asks = asksOf(info);
  const asksChildren = orderBy === SubsidyTableOrder.PER_CHILD || asks('perChild');
  return {
    within,
    by,
    ...(await readFilter(context, kept)),
    fiscalYears,
    natures,
    conventions,
    sectors: filters.SECTOR,
    fundingLines: filters.FUNDING_LINE,
    sections: filters.SECTION,
    otherYear,
    comparedNature: compareNature ?? null,
    keepsTerritories: (otherYear !== null || compareNature != null) && asks('likeForLike'),
    ages: asksChildren ? childAges : null,
    orderBy,
    ascending: ascending ?? orderBy === SubsidyTableOrder.KEY,
    first,
    offset,
    asks,
  };
}

/**
 * At most how many cells the table has. The most communes that a territory of its level may have are five times what most have: where
 * so many cells are refused, its own are looked up.
 */
async function cellsAsked(
  context: Context,
  { id, kind }: SubsidyTableQuestion['within'],
  { by, ...extent }: { by: SubsidyDimension[] } & Omit<Parameters<typeof cellsOf>[1], 'kind' | 'parts'>,
): Promise<number> {
  const most = cellsOf(by, { kind, ...extent });
  if (kind === TerritoryKind.COUNTRY || fitsCells(context, most)) return most;
  const size = await territorySize(context.em, id);
  return size === null ? most : cellsOf(by, { kind, parts: partsOf(kind, size), ...extent });
}

/** One year is set beside one other alone: beside several, it would stand several times. */
function checkOtherYear(
  { by, compare, compareTo, compareToStart }: SubsidyTableArgs,
  [fiscalYear, ...others]: readonly number[],
): void {
  const isAlone = others.length === 0;
  const isFromStart = isAlone && by.includes(SubsidyDimension.CONVENTION);
  if (compareToStart && (compare || compareTo != null || !isFromStart))
    throw new HubError('INVALID_START_COMPARISON', undefined);
  if (compareTo == null) return;
  if (compare) throw new HubError('COMPARISON_GIVEN_TWICE', undefined);
  if (!isAlone || readFiscalYear(compareTo) === fiscalYear)
    throw new HubError('INVALID_YEAR_COMPARISON', undefined);
}

async function readOtherYear(
  { compare, compareTo, compareToStart }: SubsidyTableArgs,
  [fiscalYear]: readonly number[],
  asked: Pick<SubsidyTableQuestion, 'conventions' | 'within'>,
  context: Context,
): Promise<OtherYear | null> {
  if (fiscalYear === undefined) return null;
  if (compareToStart) return { firstYears: await firstYearsOf(context.em, conventionsOf(asked), fiscalYear) };
  if (compareTo != null) return { yearsBack: fiscalYear - readFiscalYear(compareTo) };
  return compare ? { yearsBack: 1 } : null;
}

/** Lines to keep: those of the families that are asked, or those that are named. */
function readLines({ fundingLines, fundingFamilies }: SubsidyTableArgs): readonly FundingLine[] | null {
  const [lines, families] = [
    readList('fundingLines', fundingLines),
    readList('fundingFamilies', fundingFamilies),
  ];
  if (lines !== null && families !== null) throw new HubError('FUNDING_LINES_GIVEN_TWICE', undefined);
  return families === null ? lines : linesOf(families);
}

/** What conventions together have is by convention: they share communes. */
function readConventions({ by, conventions }: SubsidyTableArgs): readonly string[] | null {
  const given = readList('conventions', conventions);
  if (given !== null && !by.includes(SubsidyDimension.CONVENTION))
    throw new HubError('CONVENTIONS_NOT_GROUPED', undefined);
  return given;
}

/** The natures that a yearly total can be of. */
const totalled: readonly SubsidyNature[] = Object.values(SubsidyNature).filter(
  (nature) => nature !== SubsidyNature.UNKNOWN,
);

function readNatures({ by, nature, natures }: SubsidyTableArgs): SubsidyNature[] {
  const isGrouped = by.includes(SubsidyDimension.NATURE);
  const without = isGrouped ? 'toutes les natures connues, chacune à part' : 'le réel (REAL)';
  const several = readList('natures', natures, without);
  if (nature != null && several !== null) throw new HubError('NATURE_GIVEN_TWICE', undefined);
  if (nature != null) return [nature];
  const asked = [...new Set(several ?? (isGrouped ? totalled : [SubsidyNature.REAL]))];
  if (asked.length > 1 && !isGrouped) throw new HubError('NATURES_NOT_ADDED', undefined);
  return asked;
}

function checkComparedNature(
  { by, compareNature }: SubsidyTableArgs,
  [nature]: readonly SubsidyNature[],
): void {
  // Of a nature that nobody knows there is no total, and nothing to set beside one.
  const isTotalled = [nature, compareNature].every((each) => each != null && totalled.includes(each));
  if (by.includes(SubsidyDimension.NATURE) || compareNature === nature || !isTotalled) {
    throw new HubError('INVALID_NATURE_COMPARISON', undefined);
  }
}

/** A series is read in the order of its years, anything else by what it measures. */
const defaultOrder = ([first]: readonly SubsidyDimension[]): SubsidyTableOrder =>
  first === SubsidyDimension.FISCAL_YEAR ? SubsidyTableOrder.KEY : SubsidyTableOrder.AMOUNT;

function readOrder({
  by,
  orderBy: asked,
  compare,
  compareTo,
  compareToStart,
  compareNature,
  childAges,
  sectors,
}: SubsidyTableArgs): SubsidyTableOrder {
  const orderBy = asked ?? defaultOrder(by);
  const only = sectors?.length === 1 ? (sectors[0] ?? null) : null;
  if (
    orderBy === SubsidyTableOrder.PER_CHILD &&
    !by.includes(SubsidyDimension.SECTOR) &&
    bandOf(childAges, only) === null
  ) {
    throw new HubError('CHILD_AGES_MISSING', undefined);
  }
  if (orderBy === SubsidyTableOrder.CHANGE && !compare && compareTo == null && !compareToStart) {
    const instead = 'ajoutez « compare: true », « compareToStart: true » ou un exercice par « compareTo »';
    throw new HubError('ORDER_WITHOUT_MEANING', { order: orderBy, instead });
  }
  if (orderBy === SubsidyTableOrder.NATURE_GAP && compareNature == null) {
    const instead = 'donnez par « compareNature » la nature à mettre à côté';
    throw new HubError('ORDER_WITHOUT_MEANING', { order: orderBy, instead });
  }
  return orderBy;
}
