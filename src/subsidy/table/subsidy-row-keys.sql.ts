import { type RawBuilder, sql } from 'kysely';
import { list } from '../../db/grouping.js';
import { family } from '../groups/funding-family.sql.js';
import { asked } from '../subsidy.sql.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';
import { areOfConventions, joinMembers, membership } from './subsidy-table-members.sql.js';
import { amountsOf, columnOf, type SubsidyTableQuestion } from './subsidy-table-source.sql.js';

/** Rows of one table that are grouped by the same dimensions, which a cell and a subtotal are not. */
export interface RowLevel {
  readonly question: SubsidyTableQuestion;
  readonly dimensions: readonly SubsidyDimension[];
}

/** The key of a row among those of its level: its values, in the order of the dimensions; nothing for an empty one. */
export const rowKey = (
  dimensions: readonly SubsidyDimension[],
  key: Readonly<Record<(typeof columnOf)[SubsidyDimension], unknown>>,
): string => JSON.stringify(dimensions.map((dimension) => String(key[columnOf[dimension]] ?? '')));

/** How the amounts and the territories of rows are found again: territories are `t`, amounts `s`, keys `k`. */
interface Found {
  /** CTEs to begin with, each with its comma. */
  readonly before: RawBuilder<unknown>;
  /** The keys: column `row_key`, and each dimension as text, empty for null. */
  readonly keys: RawBuilder<unknown>;
  /** Territories and their amounts, and the condition that amounts are in the table. */
  readonly amounts: RawBuilder<unknown>;
  readonly isInTable: RawBuilder<unknown>;
  /** Territories in a year, which is a column. */
  readonly territoriesIn: (year: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** Dimensions that part territories, and the condition that an amount is of a key by all dimensions. */
  readonly places: readonly RawBuilder<unknown>[];
  readonly placeColumns: RawBuilder<unknown>;
  readonly isOfKey: RawBuilder<unknown>;
}

const { TERRITORY_SCALE } = SubsidyDimension;
const isPlace = (dimension: SubsidyDimension) =>
  subsidyDimensions[dimension].isTerritorial || dimension === TERRITORY_SCALE;

/**
 * What a row is grouped by, looked up again by its key. At a level above conventions there is no need of them: an amount is
 * then found once.
 */
export function foundRows({ question, dimensions }: RowLevel, keys: readonly string[]): Found {
  const level = { ...question, by: dimensions, otherYear: null };
  const source = amountsOf(level);
  const values = keys.map((key) => JSON.parse(key) as string[]);
  const columns = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const arrays = [keys, ...dimensions.map((_, at) => values.map((each) => each[at] as string))];
  const of: Readonly<Record<SubsidyDimension, RawBuilder<unknown>>> = {
    ...(source.territorial as Record<SubsidyDimension, RawBuilder<unknown>>),
    TERRITORY_SCALE: sql`t.kind`,
    NATURE: sql`s.nature`,
    FISCAL_YEAR: sql`s.fiscal_year`,
    SECTOR: sql`s.sector`,
    FUNDING_FAMILY: family,
    FUNDING_LINE: sql`s.funding_line`,
    SECTION: sql`s.section`,
  };
  const text = (each: SubsidyDimension) => sql`coalesce((${of[each]})::text, '')`;
  const match = (those: readonly SubsidyDimension[]) =>
    sql.join(
      [sql`true`, ...those.map((each) => sql`${text(each)} = k.${sql.ref(columnOf[each])}`)],
      sql` and `,
    );
  const places = dimensions.filter(isPlace);
  return {
    before: list(areOfConventions(level) ? [membership(level)] : []),
    keys: sql`unnest(${sql.join(arrays.map((each) => sql`${each}::text[]`))}) k(${sql.join([sql`row_key`, ...columns])})`,
    amounts: sql`${source.territories} join ${source.amounts}`,
    isInTable: sql`s.nature = any(${question.natures}) and s.fiscal_year = any(${question.fiscalYears}) and ${asked(question)}`,
    territoriesIn: (year) =>
      areOfConventions(level) ? sql`${source.territories} ${joinMembers(level, year)}` : source.territories,
    places: places.map((each) => sql.ref(columnOf[each])),
    placeColumns: list(places.map((each) => sql`${text(each)} as ${sql.ref(columnOf[each])}`)),
    isOfKey: match(dimensions),
  };
}
