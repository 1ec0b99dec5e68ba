import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { forgetReceptions } from '../../completeness/reception.sql.js';
import { rows } from '../../db/sql.js';
import { columnNamesOf } from '../../db/upsert.js';
import type { LoadedTable } from '../loaded-tables.js';
import { journalKey } from './changes.sql.js';

/** A batch, as far as undoing it asks. */
export interface UndoneBatch {
  readonly revision: number;
  readonly kind: string;
  readonly dataset: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly demonstration: boolean;
  readonly undoneBy: number | null;
  /** Of whom it was loaded by; null for whoever may undo all loads. */
  readonly rights: string | null;
  /** False for a batch of before there was a journal: what it replaced is not known. */
  readonly isJournalled: boolean;
}

export async function batchToUndo(em: SqlEntityManager, revision: number): Promise<UndoneBatch | null> {
  const [batch] = await rows(
    em,
    'batchToUndo',
    sql<UndoneBatch>`
      select revision, kind, dataset, file_name as "fileName", sha256, demonstration, undone_by as "undoneBy", rights,
             file_size is not null as "isJournalled"
      from batch where revision = ${revision}`,
  );
  return batch ?? null;
}

/** True for a record that was there before the batch. */
const wasThere = (alias: string, table: LoadedTable, revision: number) => sql`
  exists (select from batch_change own
          where own.batch_revision = ${revision} and own.table_name = ${table.table}
            and own.key = ${journalKey(alias, table)})`;

/** Removes the records that a batch created. */
export async function removeCreated(
  em: SqlEntityManager,
  table: LoadedTable,
  revision: number,
): Promise<number> {
  const [{ count } = { count: 0 }] = await rows(
    em,
    `removeCreated ${table.table}`,
    sql<{ count: number }>`
      with removed as (
        delete from ${sql.table(table.table)} t
        where t.batch_revision = ${revision} and not ${wasThere('t', table, revision)}
        returning 1
      ) select count(*)::int as count from removed`,
  );
  return count;
}

/** Gives the records that a batch changed or removed the values that they had, provenance included. */
export async function restore(em: SqlEntityManager, table: LoadedTable, revision: number): Promise<number> {
  const target = sql.table(table.table);
  const assignments = sql.join(
    columnNamesOf(em, table.table).map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
  );
  const [{ count } = { count: 0 }] = await rows(
    em,
    `restore ${table.table}`,
    sql<{ count: number }>`
      with was as (
        select distinct on (key) before from batch_change
        where batch_revision = ${revision} and table_name = ${table.table}
        order by key, id
      ), restored as (
        insert into ${target}
        select record.* from was cross join lateral jsonb_populate_record(null::${target}, was.before) record
        on conflict (${sql.join(table.key.map((column) => sql.ref(column)))}) do update set ${assignments}
        returning 1
      ) select count(*)::int as count from restored`,
  );
  return count;
}

/** Conventions whose plans a batch wrote. */
export async function plansWritten(em: SqlEntityManager, revision: number): Promise<string[]> {
  const found = await rows(
    em,
    'plansWritten',
    sql<{ reference: string }>`
      select convention_reference as reference from plan_node where batch_revision = ${revision}
      union
      select before ->> 'convention_reference' from batch_change
      where batch_revision = ${revision} and table_name = 'plan_node'`,
  );
  return found.map(({ reference }) => reference);
}

/** Drops the journal and the receptions of a batch that is no more, and says which batch undid it. */
export async function forgetBatch(em: SqlEntityManager, revision: number, by: number): Promise<void> {
  await rows(em, 'forgetChanges', sql`delete from batch_change where batch_revision = ${revision}`);
  await forgetReceptions(em, revision);
  await rows(em, 'markUndone', sql`update batch set undone_by = ${by} where revision = ${revision}`);
}
