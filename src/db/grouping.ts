import { type RawBuilder, sql } from 'kysely';

type Columns = readonly RawBuilder<unknown>[];

/** Columns at the head of a select, or nothing. */
export const list = (columns: Columns) => (columns.length === 0 ? sql`` : sql`${sql.join(columns)},`);

/** Groups by every head of the columns, or not at all when there are none. */
export const rollup = (columns: Columns) =>
  columns.length === 0 ? sql`` : sql`group by rollup (${sql.join(columns)})`;

/**
 * Columns `place` and `rank` of a group among those of its level `over`: by a measure, then by key. Equal groups share a rank and
 * follow each other by key; ordered by key alone, none is equal to another.
 */
export function standing(level: RawBuilder<unknown>, measure: Columns, key: Columns): RawBuilder<unknown> {
  const all = sql.join([...measure, ...key]);
  const numbered = (order: RawBuilder<unknown>) => sql`over (partition by ${level} order by ${order})`;
  return sql`
    (row_number() ${numbered(all)})::int as place,
    (rank() ${numbered(measure.length === 0 ? all : sql.join(measure))})::int as rank`;
}

/** How many of the columns a group adds up. */
export const added = (columns: Columns) =>
  columns.length === 0
    ? sql`0`
    : sql.join(
        columns.map((each) => sql`grouping(${each})`),
        sql` + `,
      );
