import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';

/** False of a base of before there was a journal. */
export async function hasJournal(em: SqlEntityManager): Promise<boolean> {
  const [found] = await rows(
    em,
    'hasJournal',
    sql<{ isThere: boolean }>`select to_regclass('journal_entry') is not null as "isThere"`,
  );
  return found?.isThere ?? false;
}

/** Puts the journal of a base aside that a backup is to fill: what was done since it was made stays known. */
export async function putJournalAside(em: SqlEntityManager): Promise<void> {
  await rows(
    em,
    'putJournalAside',
    sql`create temp table kept_journal on commit drop as select * from journal_entry`,
  );
}

/** Adds the lines that were put aside to those of the backup, which has the older ones itself. */
export async function addJournalAside(em: SqlEntityManager): Promise<void> {
  const columns = await rows(
    em,
    'columnsOfJournal',
    sql<{ name: string }>`
      select column_name::text as name from information_schema.columns
      where table_schema = 'public' and table_name = 'journal_entry' and column_name <> 'id' order by ordinal_position`,
  );
  const names = sql.join(columns.map(({ name }) => sql.ref(name)));
  await rows(
    em,
    'addJournalAside',
    sql`insert into journal_entry (${names}) select ${names} from pg_temp.kept_journal order by id on conflict (digest) do nothing`,
  );
}
