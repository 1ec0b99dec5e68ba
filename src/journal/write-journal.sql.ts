import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import type { JournalRecord } from './journal-line.js';

const counted = sql`
  count = e.count + g.count, kept = e.kept + g.kept, unchanged = e.unchanged + g.unchanged,
  last_at = greatest(e.last_at, g.last_at), total_milliseconds = e.total_milliseconds + g.total_milliseconds,
  longest_milliseconds = greatest(e.longest_milliseconds, g.longest_milliseconds)`;

/**
 * Adds lines, and counts those that are there already. Lines are looked for before they are inserted: an insert that finds one there
 * would use up a number each time.
 */
export async function writeJournal(em: SqlEntityManager, records: readonly JournalRecord[]): Promise<void> {
  await rows(
    em,
    'writeJournal',
    sql`
      with g as (
        select * from jsonb_populate_recordset(null::journal_entry, ${JSON.stringify(records)}::jsonb)
      ), there as (
        update journal_entry e set ${counted} from g where e.digest = g.digest returning e.digest
      )
      insert into journal_entry as e (digest, first_at, last_at, kind, origin, viewer_name, viewer_role, key_id, operation,
                                      asked, asked_more, territory_ids, reads_contacts, revision, outcome, count, kept,
                                      unchanged, total_milliseconds, longest_milliseconds)
      select g.digest, g.first_at, g.last_at, g.kind, g.origin, g.viewer_name, g.viewer_role, g.key_id, g.operation,
             g.asked, g.asked_more, g.territory_ids, g.reads_contacts, g.revision, g.outcome, g.count, g.kept,
             g.unchanged, g.total_milliseconds, g.longest_milliseconds
      from g where g.digest not in (select digest from there)
      order by g.first_at
      on conflict (digest) do update
      set count = e.count + excluded.count, kept = e.kept + excluded.kept, unchanged = e.unchanged + excluded.unchanged,
          last_at = greatest(e.last_at, excluded.last_at),
          total_milliseconds = e.total_milliseconds + excluded.total_milliseconds,
          longest_milliseconds = greatest(e.longest_milliseconds, excluded.longest_milliseconds)`,
  );
}

/** Removes lines whose last event is older than so many months, some thousand at a time; how many events they were of. */
export async function purgeJournal(em: SqlEntityManager, months: number): Promise<number> {
  const [found] = await rows(
    em,
    'purgeJournal',
    sql<{ lines: number }>`
      with gone as (
        delete from journal_entry where id in (
          select id from journal_entry where last_at < now() - ${months}::int * interval '1 month'
          order by last_at limit ${purgedAtOnce}
        ) returning 1
      ) select count(*)::int as lines from gone`,
  );
  return found?.lines ?? 0;
}

export const purgedAtOnce = 5_000;
