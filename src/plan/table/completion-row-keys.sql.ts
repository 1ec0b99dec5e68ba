import { type RawBuilder, sql } from 'kysely';
import { list } from '../../db/grouping.js';
import { CompletionDimension } from './completion-table.rules.js';
import type { CompletionTableQuestion, CompletionTableRow } from './completion-table.sql.js';
import { bandsTouched, placesOf, placingOf } from './completion-table-places.sql.js';
import { isOfLevel, keptCtes, scopeOf, standingIn, territoriesOf } from './completion-table-scope.sql.js';

/** Rows of one table that are grouped by the same dimensions. */
export interface RowLevel {
  readonly question: CompletionTableQuestion;
  readonly dimensions: readonly CompletionDimension[];
}

const keyed = [
  'date',
  'placeId',
  'populationBand',
  'territoryScale',
  'convention',
  'theme',
  'status',
] as const satisfies readonly (keyof CompletionTableRow)[];
const columns = ['on_day', 'place_id', 'band', 'scale', 'convention', 'theme', 'status'];

/** The key of a row among those of its level; nothing for what is empty, or not a dimension. */
export const rowKey = (row: Pick<CompletionTableRow, (typeof keyed)[number]>): string =>
  JSON.stringify(keyed.map((name) => row[name] ?? ''));

/** The territory that a key is of. */
export const placeOf = (key: string): string =>
  (JSON.parse(key) as string[])[keyed.indexOf('placeId')] as string;

/**
 * Common table expressions of rows looked up again by their keys `k`, ending in `placed`: where the conventions of the table count,
 * on the day of each.
 */
export function rowPlaces({ question, dimensions }: RowLevel, keys: readonly string[]): RawBuilder<unknown> {
  const { within } = question;
  const placing = placingOf({ by: dimensions });
  const values = keys.map((key) => JSON.parse(key) as string[]);
  const arrays = [keys, ...columns.map((_, at) => values.map((each) => each[at] as string))];
  return sql`
    k as materialized (
      select * from unnest(${sql.join(arrays.map((each) => sql`${each}::text[]`))})
        k(row_key, ${sql.join(columns.map((each) => sql.ref(each)))})
    ),
    day as materialized (select distinct on_day::date as on_day from k),
    period as (select on_day as asked, on_day as used, false as is_before from day),
    whole as materialized (${territoriesOf(within, placing.levels)}),
    ${list(keptCtes(question))}
    touched as materialized (${scopeOf(standingIn(question), question)}),
    ${placing.byBand ? sql`${bandsTouched(question)},` : sql``}
    placed as materialized (${placesOf(placing, question, false)})`;
}

/** Condition on `placed`: it is of the row `k`, whatever its theme and status. */
export const isOfRow = ({ dimensions }: RowLevel): RawBuilder<unknown> => sql`
  placed.place_id = k.place_id and placed.on_day = k.on_day::date and placed.band = k.band and placed.scale = k.scale
  and ${isOfLevel(dimensions.includes(CompletionDimension.CONVENTION), sql`placed.reference = k.convention`)}`;
