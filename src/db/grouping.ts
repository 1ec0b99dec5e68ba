import { type RawBuilder, sql } from 'kysely';

type Columns = readonly RawBuilder<unknown>[];

/** Columns at the head of a select, or nothing. */
export const list = (columns: Columns) => (columns.length === 0 ? sql`` : sql`${sql.join(columns)},`);

/** Columns of a select that are left out where nobody asks for them. */
export const onlyIf = (isAsked: boolean, column: RawBuilder<unknown>): RawBuilder<unknown>[] =>
  isAsked ? [column] : [];

/** Groups by every head of the columns, or not at all when there are none. */
export const rollup = (columns: Columns) =>
  columns.length === 0 ? sql`` : sql`group by rollup (${sql.join(columns)})`;

/** Of columns that nobody asks for: each of them empty. */
export const emptyColumns = <Name extends string>(names: readonly Name[]): Readonly<Record<Name, null>> =>
  Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>;

/** How the groups of a table follow each other. */
interface Order {
  readonly level: RawBuilder<unknown>;
  /** Null where they are ordered by key alone. */
  readonly measure: RawBuilder<unknown> | null;
  /** What the key is made of, and what tells groups of the same key apart. */
  readonly keys: Columns;
  readonly last: RawBuilder<unknown>;
  /** Of the measure; of the key where there is none: else keys ascend. */
  readonly ascending: boolean;
  /** False where nobody asks for ranks: an order more to count in. */
  readonly isRanked?: boolean;
}

/**
 * Columns `place` and, if asked, `rank` of a group among those of its level: by a measure, then by key, with what is unknown at the end. Equal groups
 * share a rank and follow each other by key; ordered by key alone, none is equal to another.
 */
export function standing({
  level,
  measure,
  keys,
  last,
  ascending,
  isRanked = true,
}: Order): RawBuilder<unknown> {
  const direction = ascending ? sql`asc` : sql`desc`;
  const way = measure === null ? direction : sql`asc`;
  const measured = measure && sql`${measure} ${direction} nulls last`;
  const byKey = [...keys.map((key) => sql`${key} ${way} nulls last`), last];
  const all = sql.join(measured ? [measured, ...byKey] : byKey);
  const numbered = (order: RawBuilder<unknown>) => sql`over (partition by ${level} order by ${order})`;
  const place = sql`(row_number() ${numbered(all)})::int as place`;
  return isRanked ? sql`${place}, (rank() ${numbered(measured ?? all)})::int as rank` : place;
}

/** How many of the columns a group adds up. */
export const added = (columns: Columns) =>
  columns.length === 0
    ? sql`0`
    : sql.join(
        columns.map((each) => sql`grouping(${each})`),
        sql` + `,
      );
