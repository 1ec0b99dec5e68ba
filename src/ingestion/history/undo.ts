import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { HubError } from '../../errors.js';
import type { BatchOwner, Signature } from '../../provenance/batch-owner.rules.js';
import { derivePlans } from '../datasets/plan-paths.sql.js';
import { type BatchHeading, journalUnder, lockLoads, openBatch } from '../landing/batch.js';
import { noteTouched, refreshKept } from '../landing/kept.js';
import { type Forks, transact } from '../landing/transaction.js';
import { loadedTables } from '../loaded-tables.js';
import { changeCounts } from './changes.sql.js';
import { laterChildren, laterMoves, laterOnWholes, laterWriters } from './dependents.sql.js';
import {
  batchToUndo,
  forgetBatch,
  plansWritten,
  removeCreated,
  restore,
  type UndoneBatch,
} from './undo.sql.js';

/** What undoing a batch did. The undo is a batch itself: the revision only grows. */
export interface UndoReport {
  /** Null for a rehearsal. */
  readonly revision: number | null;
  readonly undone: number;
  readonly isDryRun: boolean;
  /** Records that the batch had created, now gone. */
  readonly removed: number;
  /** Records that it had changed or removed, now as they were. */
  readonly restored: number;
}

/**
 * Undoes a batch exactly: what it created is gone, what it changed or removed is as it was, to the last column.
 *
 * @param dryRun true to do everything, then nothing
 * @param signed whose the undo is: of an owner, it undoes but their own batches
 * @throws HubError `UNKNOWN_BATCH`, `BATCH_OF_OTHERS`, `BATCH_NOT_UNDOABLE`, or `BATCH_BUILT_UPON` when a later batch rests on it
 */
export function undoBatch(
  database: Forks,
  revision: number,
  author: string,
  dryRun = false,
  signed: Omit<Signature, 'author'> = { onBehalfOf: null, owner: null },
): Promise<UndoReport> {
  return transact(
    database,
    async (em) => ({ ...(await undoWithin(em, revision, { author, ...signed })), isDryRun: dryRun }),
    () => !dryRun,
  ).then((report) => (dryRun ? { ...report, revision: null } : report));
}

async function undoWithin(em: SqlEntityManager, revision: number, signature: Signature) {
  await lockLoads(em);
  const batch = await undoableBatch(em, revision, signature.owner);
  await assertNothingBuiltUpon(em, revision);
  const stamp = await openBatch(em, undoHeading(batch, signature));
  // What an undo does is not undone: the file can be loaded again.
  await journalUnder(em, null);
  const plans = await plansWritten(em, revision);
  await noteTouched(em, revision);
  const touched = await changeCounts(em, loadedTables, revision);
  const tables = loadedTables.filter(({ table }) => touched.has(table));
  let restored = 0;
  for (const table of tables) restored += await restore(em, table, revision);
  let removed = 0;
  for (const table of tables.toReversed()) removed += await removeCreated(em, table, revision);
  // A later batch may have added to the plans what these records follow from.
  await derivePlans(em, plans);
  await forgetBatch(em, revision, stamp.revision);
  await refreshKept(em);
  await rows(
    em,
    'closeUndo',
    sql`update batch set removed = ${removed}, changed = ${restored} where revision = ${stamp.revision}`,
  );
  return { revision: stamp.revision, undone: revision, removed, restored };
}

const undoHeading = (
  { dataset, fileName, sha256, demonstration }: UndoneBatch,
  signature: Signature,
): BatchHeading => ({
  kind: 'UNDO',
  dataset,
  ...signature,
  fileName,
  sha256,
  fileSize: null,
  strategy: null,
  acceptance: null,
  sourceId: null,
  demonstration,
});

async function undoableBatch(
  em: SqlEntityManager,
  revision: number,
  owner: BatchOwner | null,
): Promise<UndoneBatch> {
  const batch = await batchToUndo(em, revision);
  if (batch === null) throw new HubError('UNKNOWN_BATCH', { revision });
  if (owner && owner.rights !== batch.rights) throw new HubError('BATCH_OF_OTHERS', { revision });
  const reason = whyNotUndoable(batch);
  if (reason !== null) throw new HubError('BATCH_NOT_UNDOABLE', { revision, reason });
  return batch;
}

function whyNotUndoable({ kind, undoneBy, isJournalled }: UndoneBatch): string | null {
  if (undoneBy !== null) return `il a déjà été annulé (n° ${undoneBy})`;
  if (kind === 'UNDO') return 'c’est une annulation : rechargez le fichier';
  if (kind !== 'LOAD') return 'il porte la géographie';
  return isJournalled ? null : 'il date d’avant que le hub garde de quoi annuler';
}

async function assertNothingBuiltUpon(em: SqlEntityManager, revision: number): Promise<void> {
  const later = new Set([
    ...(await laterWriters(em, loadedTables, revision)),
    ...(await laterChildren(em, loadedTables, revision)),
    ...(await laterOnWholes(em, loadedTables, revision)),
    ...(await laterMoves(em, revision)),
  ]);
  if (later.size > 0) {
    throw new HubError('BATCH_BUILT_UPON', { revision, by: [...later].toSorted((a, b) => b - a) });
  }
}
