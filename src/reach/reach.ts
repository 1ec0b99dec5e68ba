import { IsolationLevel } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { audienceOf, type SecrecyPolicy } from '../config/secrecy.js';
import { readOneState, type Within } from '../db/snapshot.js';
import { DatasetName } from '../provenance/dataset-name.js';
import { Role, type Viewer } from '../viewer.js';
import { grantReach, keepReach, lookWithin, type Reach } from './keep-reach.sql.js';
import { keepMask } from './masks/keep-masks.sql.js';
import { lookThrough } from './masks/look.sql.js';
import { Figures, type Mask } from './masks/mask.rules.js';

/** The territories that a viewer sees; null for those who see all of them: a reader what is published of them. */
export const reachOf = ({ role, rights, territories }: Viewer): Reach | null =>
  role === Role.ADMINISTRATOR || role === Role.READER ? null : { rights, territories };

/** What a viewer is shown of figures; null for those who are shown all of them. */
export function maskOf({ role, datasets }: Viewer, policy: SecrecyPolicy): Mask | null {
  const audience = audienceOf(role);
  const given = Object.values(DatasetName).filter((each) => datasets?.includes(each) ?? true);
  return audience && { audience, datasets: given, policy };
}

export interface Question {
  readonly em: SqlEntityManager;
  readonly fork: () => SqlEntityManager;
  readonly viewer: Viewer;
  readonly secrecy: SecrecyPolicy;
  readonly asker: AbortSignal | null;
}

/**
 * Has all that a question reads come from what its viewer may see: the one place where that is decided, below every list, field, total,
 * table, search and export.
 *
 * @param isWriting whether it also writes: what it reads then follows what it has written
 * @param isOneStatement whether it is known to ask one statement, where all of the base is seen
 */
export function readWithinReach(question: Question, isWriting: boolean, isOneStatement = false): void {
  const { em, asker } = question;
  const within = withinOf(question);
  if (within) readOneState(em, { asker, isOneState: !isWriting, within });
  else if (!isWriting) readOneState(em, { asker, isOneStatement });
}

function withinOf({ fork, viewer, secrecy }: Question): Within | null {
  const reach = reachOf(viewer);
  const mask = maskOf(viewer, secrecy);
  const prepare = async () => {
    // Whoever sees but some territories is shown of wider ones what is published.
    for (const figures of mask ? Object.values(Figures) : [Figures.INDICATORS])
      await inOneState(fork, (em) => keepMask(em, figures, secrecy));
    if (reach) await prepareReach(fork, reach, secrecy);
  };
  if (mask) return { look: lookThrough(mask, reach?.rights ?? null), prepare };
  return reach && { look: lookWithin(reach, secrecy), prepare };
}

async function prepareReach(fork: Question['fork'], reach: Reach, policy: SecrecyPolicy): Promise<void> {
  await fork().transactional((em) => grantReach(em as SqlEntityManager, reach));
  await inOneState(fork, (em) => keepReach(em, reach.rights, policy));
}

const inOneState = (fork: Question['fork'], work: (em: SqlEntityManager) => Promise<void>): Promise<void> =>
  fork().transactional((em) => work(em as SqlEntityManager), {
    isolationLevel: IsolationLevel.REPEATABLE_READ,
  });
