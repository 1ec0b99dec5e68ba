import { sql } from 'kysely';
import type { Database } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { loadedTables } from '../../src/ingestion/loaded-tables.js';

/** A record, column by column. */
export type Stored = Readonly<Record<string, unknown>>;

/** Every loaded record, by `table key`. */
export type Dump = ReadonlyMap<string, Stored>;

/** All columns of all records that loads wrote. */
export async function dumpLoaded(database: Database): Promise<Dump> {
  const selects = loadedTables.map(
    ({ table, key }) => sql`
      select ${sql.lit(table)} || ' ' || concat_ws('/', ${sql.join(key.map((column) => sql.ref(column)))}) as key,
             to_jsonb(t) as record
      from ${sql.table(table)} t`,
  );
  const found = await rows(
    database.fork(),
    'dump',
    sql<{ key: string; record: Stored }>`${sql.join(selects, sql` union all `)}`,
  );
  return new Map(found.map(({ key, record }) => [key, record]));
}

export const asLines = (dump: Dump): string[] =>
  [...dump].map(([key, record]) => `${key} ${JSON.stringify(record)}`).toSorted();

/** The books that loads and hubs keep of themselves: they grow with every load, every undo and every start. */
export const ledger: ReadonlySet<string> = new Set([
  'batch',
  'batch_change',
  'reception',
  'contact_term',
  'journal_entry',
]);

/** A digest of every table of the base but the ledger, all columns, in order. */
export async function digestBase(database: Database): Promise<Record<string, string>> {
  const em = database.fork();
  const tables = await rows(
    em,
    'tables',
    sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !ledger.has(table.name))) {
    // In the base: a hundred thousand rows would else cross over for each digest.
    const [digest] = await rows(
      em,
      'records',
      sql<{ text: string }>`
        select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as text
        from ${sql.table(name)} t`,
    );
    digests[name] = digest?.text ?? '';
  }
  return digests;
}
