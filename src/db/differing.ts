import { type RawBuilder, sql } from 'kysely';

/** How many rows a kept table and the relation that it should equal do not share. */
export const differing = (table: string, truth: string): RawBuilder<unknown> => sql`
  (select count(*)::int from (
    (table ${sql.table(table)} except all table ${sql.table(truth)})
    union all (table ${sql.table(truth)} except all table ${sql.table(table)})
  ) differing)`;
