import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';

/** A table of the hub, whichever migration made it. */
export interface BaseTable {
  readonly name: string;
  /** What is written of a row: columns that the base works out are not. */
  readonly columns: readonly string[];
}

/** Every table of the hub but the list of its migrations; those of the job queue are in a schema of their own. */
export const baseTables = (em: SqlEntityManager): Promise<BaseTable[]> =>
  rows(
    em,
    'baseTables',
    sql<BaseTable>`
      select c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
      from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
        and c.table_name not like 'mikro_orm%'
      group by 1 order by 1`,
  );

/**
 * Everything is read as of one moment, and nothing is written. A rule that hides rows from this account fails here, rather than
 * leave them out.
 */
export async function readAsOfNow(em: SqlEntityManager): Promise<void> {
  await rows(em, 'readAsOfNow', sql`set transaction isolation level repeatable read, read only`);
  await rows(em, 'seeAllRows', sql`set local row_security = off`);
}

const fetched = 2_000;

/** The rows of a table as JSON, some thousand at a time. */
export async function* rowsOf(em: SqlEntityManager, table: string): AsyncGenerator<string[]> {
  await rows(
    em,
    'declareRows',
    sql`declare backup_rows no scroll cursor for select to_jsonb(t)::text as line from ${sql.table(table)} t`,
  );
  for (;;) {
    const found = await rows(
      em,
      'fetchRows',
      sql<{ line: string }>`fetch ${sql.lit(fetched)} from backup_rows`,
    );
    if (found.length > 0) yield found.map(({ line }) => line);
    if (found.length < fetched) break;
  }
  await rows(em, 'closeRows', sql`close backup_rows`);
}

/** Writes rows as they were read. */
export async function writeRows(
  em: SqlEntityManager,
  { name, columns }: BaseTable,
  lines: readonly string[],
): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await rows(
    em,
    'writeRows',
    sql`insert into ${sql.table(name)} (${names})
        select ${names} from jsonb_populate_recordset(null::${sql.table(name)}, ${`[${lines.join(',')}]`}::jsonb)`,
  );
}

/** Numbers that the base gives out go on after the highest that is there. */
export async function moveSequences(em: SqlEntityManager): Promise<void> {
  const numbered = await rows(
    em,
    'numberedColumns',
    sql<{ table: string; column: string }>`
      select table_name as "table", column_name as "column" from information_schema.columns
      where table_schema = 'public' and column_default like 'nextval(%' and table_name not like 'mikro_orm%'`,
  );
  for (const { table, column } of numbered) {
    await rows(
      em,
      'moveSequence',
      sql`select setval(pg_get_serial_sequence(${table}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false)
          from ${sql.table(table)}`,
    );
  }
}

/**
 * Runs what fills tables with the rules between them put aside: tables refer to each other, and to themselves. They are put back,
 * and checked, once all is there.
 */
export async function withoutReferences(em: SqlEntityManager, fill: () => Promise<void>): Promise<void> {
  const rules = await rows(
    em,
    'references',
    sql<{ table: string; name: string; text: string }>`
      select c.relname as "table", r.conname as name, pg_get_constraintdef(r.oid) as text
      from pg_constraint r join pg_class c on c.oid = r.conrelid
      where r.contype = 'f' and r.connamespace = 'public'::regnamespace and c.relname not like 'mikro_orm%'`,
  );
  for (const { table, name } of rules)
    await rows(em, 'putAside', sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`);
  await fill();
  for (const { table, name, text } of rules)
    await rows(
      em,
      'putBack',
      sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(text)}`,
    );
}

export async function emptyTables(em: SqlEntityManager, tables: readonly BaseTable[]): Promise<void> {
  await rows(em, 'emptyTables', sql`truncate ${sql.join(tables.map(({ name }) => sql.table(name)))}`);
}

/** What a base is asked before anything is put into it. */
export async function holdsData(em: SqlEntityManager): Promise<boolean> {
  const [found] = await rows(
    em,
    'holdsData',
    sql<{ isFilled: boolean }>`
      select exists (select from hub_state) or exists (select from batch) as "isFilled"`,
  );
  return found?.isFilled ?? false;
}

/** As after a first load: the planner knows a table only once it has been looked at. */
export async function tidyAll(em: SqlEntityManager): Promise<void> {
  await rows(em, 'vacuum', sql`vacuum (analyze)`);
}
