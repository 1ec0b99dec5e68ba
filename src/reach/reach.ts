import { IsolationLevel } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { readOneState } from '../db/snapshot.js';
import { Role, type Viewer } from '../viewer.js';
import { grantReach, keepReach, lookWithin, type Reach } from './keep-reach.sql.js';

/** What a viewer sees of the base; null for those who see everything. */
export const reachOf = ({ role, rights, territories }: Viewer): Reach | null =>
  role === Role.ADMINISTRATOR ? null : { rights, territories };

export interface Question {
  readonly em: SqlEntityManager;
  readonly fork: () => SqlEntityManager;
  readonly viewer: Viewer;
  readonly asker: AbortSignal | null;
}

/**
 * Has all that a question reads come from what its viewer may see: the one place where that is decided, below every list, field, total,
 * table, search and export.
 *
 * @param isWriting whether it also writes: what it reads then follows what it has written
 */
export function readWithinReach({ em, fork, viewer, asker }: Question, isWriting: boolean): void {
  const reach = reachOf(viewer);
  if (reach) {
    const prepare = () => prepareReach(fork, reach);
    readOneState(em, { asker, isOneState: !isWriting, within: { look: lookWithin(reach), prepare } });
  } else if (!isWriting) readOneState(em, { asker });
}

async function prepareReach(fork: Question['fork'], reach: Reach): Promise<void> {
  await fork().transactional((em) => grantReach(em as SqlEntityManager, reach));
  await fork().transactional((em) => keepReach(em as SqlEntityManager, reach.rights), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
  });
}
