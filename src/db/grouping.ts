import { type RawBuilder, sql } from 'kysely';

type Columns = readonly RawBuilder<unknown>[];

/** Columns at the head of a select, or nothing. */
export const list = (columns: Columns) => (columns.length === 0 ? sql`` : sql`${sql.join(columns)},`);

/** Groups by every head of the columns, or not at all when there are none. */
export const rollup = (columns: Columns) =>
  columns.length === 0 ? sql`` : sql`group by rollup (${sql.join(columns)})`;

/** How many of the columns a group adds up. */
export const added = (columns: Columns) =>
  columns.length === 0
    ? sql`0`
    : sql.join(
        columns.map((each) => sql`grouping(${each})`),
        sql` + `,
      );
