import { type RawBuilder, sql } from 'kysely';
import { list } from '../../db/grouping.js';
import { asMany } from '../../db/many.js';
import { isAtLeast, TerritoryKind } from '../../territory/territory.rules.js';
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

type Values = ReadonlyMap<SubsidyDimension, string>;

/** What a key says of each dimension. */
export const valuesOf = ({ dimensions }: RowLevel, key: string): Values => {
  const values = JSON.parse(key) as string[];
  return new Map(dimensions.map((dimension, at) => [dimension, values[at] as string]));
};

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

const { REGION, DEPARTMENT, EPCI, COMMUNE, CONVENTION, TERRITORY_SCALE } = SubsidyDimension;
const isPlace = (dimension: SubsidyDimension) =>
  subsidyDimensions[dimension].isTerritorial || dimension === TERRITORY_SCALE;

/** What keys say of one of their dimensions: each value once, the empty one too. */
const saidOf = (keys: readonly Values[], of: SubsidyDimension): string[] => [
  ...new Set(keys.map((key) => key.get(of) as string)),
];

/** The only territories and conventions that rows with such keys can be of: all others would be read for nothing. */
function placesOfKeys(
  { question, dimensions }: RowLevel,
  keys: readonly Values[],
): Pick<SubsidyTableQuestion, 'territories' | 'conventions'> {
  const named = (...finestFirst: SubsidyDimension[]) => {
    const finest = finestFirst.find((each) => dimensions.includes(each));
    const said = finest === undefined ? [''] : saidOf(keys, finest);
    return said.includes('') ? null : said;
  };
  return {
    territories: question.territories ?? named(COMMUNE, EPCI, DEPARTMENT, REGION),
    conventions: named(CONVENTION) ?? question.conventions,
  };
}

/**
 * Keys that name a convention, and those that name none, by themselves: what is under some conventions is looked for there alone, what is
 * under none everywhere.
 */
export const keysApart = (level: RowLevel, keys: readonly string[]): (readonly string[])[] => [
  ...Map.groupBy(keys, (key) => valuesOf(level, key).get(CONVENTION) !== '').values(),
];

/**
 * What a row is grouped by, looked up again by its key. At a level above conventions there is no need of them: an amount is
 * then found once.
 */
export function foundRows(rows: RowLevel, keys: readonly string[]): Found {
  const { question, dimensions } = rows;
  const values = keys.map((key) => valuesOf(rows, key));
  const level = {
    ...question,
    ...placesOfKeys(rows, values),
    by: dimensions,
    otherYear: null,
  };
  const source = amountsOf(level);
  const columns = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const arrays = [
    keys,
    ...dimensions.map((dimension) => values.map((each) => each.get(dimension) as string)),
  ];
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
  // Of each territory by itself, before anything of it is read.
  const isOfSome = places
    .filter((each) => each !== CONVENTION)
    .map((each) => sql`and ${text(each)} = any(${saidOf(values, each)})`);
  const some = sql`${source.territories} ${sql.join(isOfSome, sql` `)}`;
  // Of a région or the country those that no row names are taken for a few, and would be compared one by one with amounts; and so would any
  // with the members of conventions.
  const isLarge = isAtLeast(question.within.kind, TerritoryKind.REGION);
  const isWide =
    level.conventions === null && (areOfConventions(level) || (isLarge && level.territories === null));
  const territories = isWide ? sql`ground t` : some;
  return {
    before: list([
      ...(areOfConventions(level) ? [membership(level)] : []),
      ...(isWide ? [sql`ground as materialized (select t.* from ${some} ${asMany})`] : []),
    ]),
    keys: sql`unnest(${sql.join(arrays.map((each) => sql`${each}::text[]`))}) k(${sql.join([sql`row_key`, ...columns])})`,
    amounts: sql`${territories} join ${source.amounts}`,
    isInTable: sql`s.nature = any(${question.natures}) and s.fiscal_year = any(${question.fiscalYears}) and ${asked(question)}`,
    territoriesIn: (year) =>
      areOfConventions(level) ? sql`${territories} ${joinMembers(level, year)}` : territories,
    places: places.map((each) => sql.ref(columnOf[each])),
    placeColumns: list(places.map((each) => sql`${text(each)} as ${sql.ref(columnOf[each])}`)),
    isOfKey: match(dimensions),
  };
}
