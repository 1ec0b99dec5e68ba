import type pg from 'pg';

/** Statements that take the keys and indexes off some tables, and those that put them back. */
export interface Keys {
  readonly off: readonly string[];
  readonly on: readonly string[];
}

/** Rows that are written by the million come several times as fast before the keys than under them. */
export async function keysOf(client: pg.Client, tables: readonly string[]): Promise<Keys> {
  const constraints = await client.query<{ table: string; name: string; definition: string; type: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition,
            contype as type
     from pg_constraint
     where conrelid::regclass::text = any($1) and contype in ('p', 'u', 'f')
       or contype = 'f' and confrelid::regclass::text = any($1)
     -- A foreign key rests on the key that it refers to.
     order by contype = 'f', conrelid::regclass::text, conname`,
    [tables],
  );
  const indexes = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i
     where i.indrelid::regclass::text = any($1)
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
     order by 1`,
    [tables],
  );
  return {
    off: [
      ...constraints.rows
        .toReversed()
        .map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
      ...indexes.rows.map(({ name }) => `drop index ${name}`),
    ],
    on: [
      ...indexes.rows.map(({ definition }) => definition),
      ...constraints.rows.map(
        ({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`,
      ),
    ],
  };
}
