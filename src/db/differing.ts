import { type RawBuilder, sql } from 'kysely';

/** How many rows a kept table and the relation that it should equal do not share. */
export const differing = (table: string, truth: string): RawBuilder<unknown> =>
  differingFrom(sql`(table ${sql.table(table)})`, sql`(table ${sql.table(truth)})`);

/** How many rows two selects do not share, each in parentheses. */
export const differingFrom = (
  kept: RawBuilder<unknown>,
  truth: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  (select count(*)::int from (
    (${kept} except all ${truth}) union all (${truth} except all ${kept})
  ) differing)`;

/** Adds how many rows of each table one part of a comparison found wrong to what others found. */
export function addCounts(counts: Record<string, number>, found: Readonly<Record<string, number>>): void {
  for (const [table, count] of Object.entries(found)) counts[table] = (counts[table] ?? 0) + count;
}
