import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { recordReceptions } from '../../completeness/reception.sql.js';
import { rows } from '../../db/sql.js';
import type { BatchOwner } from '../../provenance/batch-owner.rules.js';
import type { BatchStamp } from '../dataset.js';
import type { Report } from '../report/report.js';
import { noteTouched, refreshKept } from './kept.js';

/** How many records a batch touched; `unchanged` counts rows of the file that said what the hub knew already. */
export interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

export const nothing: Counts = { added: 0, changed: 0, removed: 0, unchanged: 0 };

/** What a batch says of itself. */
export interface BatchHeading {
  readonly kind: BatchKind;
  readonly dataset: string;
  readonly author: string;
  readonly onBehalfOf?: string | null;
  readonly owner?: BatchOwner | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly fileSize: number | null;
  readonly strategy: string | null;
  readonly acceptance: string | null;
  readonly sourceId: string | null;
  readonly demonstration: boolean;
}

export type BatchKind = 'LOAD' | 'UNDO' | 'TERRITORIES';

const loadLock = 4_900_619;

/** Waits for its turn: loads land one after the other, so that revisions are in the order in which readers see them. */
export async function lockLoads(em: SqlEntityManager): Promise<void> {
  await rows(em, 'lockLoads', sql`select pg_advisory_xact_lock(${loadLock})`);
}

/** Opens a batch with the next revision. From here on, every change and removal is journalled under it. */
export async function openBatch(em: SqlEntityManager, heading: BatchHeading): Promise<BatchStamp> {
  const { kind, dataset, author, onBehalfOf = null, owner = null, fileName, sha256, fileSize } = heading;
  const { strategy, acceptance, sourceId, demonstration } = heading;
  const [opened] = await rows(
    em,
    'openBatch',
    sql<{ revision: number }>`
      insert into batch (revision, kind, dataset, author, on_behalf_of, rights, territory_ids, file_name, sha256,
                         file_size, strategy, acceptance, source_id, loaded_at, rows_read, added, changed, removed, unchanged, rejected, problems, demonstration)
      select coalesce(max(revision), 0) + 1, ${kind}, ${dataset}, ${author}, ${onBehalfOf}, ${owner?.rights ?? null},
             ${owner ? [...owner.territories] : null}::text[], ${fileName}, ${sha256}, ${fileSize}, ${strategy}, ${acceptance}, ${sourceId}, now(), 0, 0, 0, 0, 0, 0, '[]'::jsonb, ${demonstration}
      from batch
      returning revision`,
  );
  if (!opened) throw new Error('The batch was not opened');
  await journalUnder(em, opened.revision);
  return { revision: opened.revision, demonstration };
}

/** The triggers of the loaded tables read this setting of the transaction; null stops the journal. */
export async function journalUnder(em: SqlEntityManager, revision: number | null): Promise<void> {
  await rows(em, 'journalUnder', sql`select set_config('ctg_hub.revision', ${String(revision ?? '')}, true)`);
}

/** Writes what the journal need not keep, because it follows from what it keeps. */
export async function withoutJournal(
  em: SqlEntityManager,
  { revision }: BatchStamp,
  write: () => Promise<void>,
): Promise<void> {
  await journalUnder(em, null);
  await write();
  await journalUnder(em, revision);
}

/** Closes a batch with its counts. One that changed nothing leaves no trace, and gives null. */
export async function closeBatch(
  em: SqlEntityManager,
  { revision }: BatchStamp,
  rowsRead: number,
  counts: Counts,
  report: Report,
): Promise<number | null> {
  await journalUnder(em, null);
  const { added, changed, removed, unchanged } = counts;
  if (added + changed + removed === 0) {
    await rows(em, 'dropChanges', sql`delete from batch_change where batch_revision = ${revision}`);
    await rows(em, 'dropBatch', sql`delete from batch where revision = ${revision}`);
    return null;
  }
  await rows(
    em,
    'closeBatch',
    sql`update batch set rows_read = ${rowsRead}, added = ${added}, changed = ${changed}, removed = ${removed},
               unchanged = ${unchanged}, rejected = ${report.rejectedRows},
               problems = ${JSON.stringify(report.problems)}::jsonb
        where revision = ${revision}`,
  );
  await noteTouched(em, revision);
  await refreshKept(em);
  await recordReceptions(em, revision);
  return revision;
}
