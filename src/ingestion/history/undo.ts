import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { Database } from '../../db/open.js';
import { rows } from '../../db/sql.js';
import { HubError } from '../../errors.js';
import { journalUnder, lockLoads, openBatch } from '../landing/batch.js';
import { loadedTables } from '../loaded-tables.js';
import {
  batchToUndo,
  forgetBatch,
  laterChildren,
  laterWriters,
  removeCreated,
  restore,
  type UndoneBatch,
} from './undo.sql.js';

/** What undoing a batch did. The undo is a batch itself: the revision only grows. */
export interface UndoReport {
  readonly revision: number;
  readonly undone: number;
  /** Records that the batch had created, now gone. */
  readonly removed: number;
  /** Records that it had changed or removed, now as they were. */
  readonly restored: number;
}

/**
 * Undoes a batch exactly: what it created is gone, what it changed or removed is as it was, to the last column.
 *
 * @throws HubError `UNKNOWN_BATCH`, `BATCH_NOT_UNDOABLE`, or `BATCH_BUILT_UPON` when a later batch rests on it
 */
export function undoBatch(database: Database, revision: number, author: string): Promise<UndoReport> {
  return database.fork().transactional(async (em) => {
    await lockLoads(em);
    const batch = await undoableBatch(em, revision);
    await assertNothingBuiltUpon(em, revision);
    const stamp = await openBatch(em, {
      kind: 'UNDO',
      dataset: batch.dataset,
      author,
      fileName: batch.fileName,
      sha256: batch.sha256,
      fileSize: null,
      strategy: null,
      acceptance: null,
      sourceId: null,
      demonstration: batch.demonstration,
    });
    // What an undo does is not undone: the file can be loaded again.
    await journalUnder(em, null);
    let restored = 0;
    for (const table of loadedTables) restored += await restore(em, table, revision);
    let removed = 0;
    for (const table of loadedTables.toReversed()) removed += await removeCreated(em, table, revision);
    await forgetBatch(em, revision, stamp.revision);
    await rows(
      em,
      'closeUndo',
      sql`update batch set removed = ${removed}, changed = ${restored} where revision = ${stamp.revision}`,
    );
    return { revision: stamp.revision, undone: revision, removed, restored };
  });
}

async function undoableBatch(em: SqlEntityManager, revision: number): Promise<UndoneBatch> {
  const batch = await batchToUndo(em, revision);
  if (batch === null) throw new HubError('UNKNOWN_BATCH', { revision });
  if (batch.undoneBy !== null) {
    throw new HubError('BATCH_NOT_UNDOABLE', {
      revision,
      reason: `il a déjà été annulé (n° ${batch.undoneBy})`,
    });
  }
  if (batch.kind !== 'LOAD') {
    throw new HubError('BATCH_NOT_UNDOABLE', {
      revision,
      reason:
        batch.kind === 'UNDO' ? 'c’est une annulation : rechargez le fichier' : 'il porte la géographie',
    });
  }
  return batch;
}

async function assertNothingBuiltUpon(em: SqlEntityManager, revision: number): Promise<void> {
  const later = new Set(await laterWriters(em, revision));
  for (const table of loadedTables) {
    for (const each of await laterChildren(em, table, loadedTables, revision)) later.add(each);
  }
  if (later.size > 0) {
    throw new HubError('BATCH_BUILT_UPON', { revision, by: [...later].toSorted((a, b) => b - a) });
  }
}
