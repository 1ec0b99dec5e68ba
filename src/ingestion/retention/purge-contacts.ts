import type { SqlEntityManager } from '@mikro-orm/sql';
import { currentRevision } from '../../provenance/totals-verdict.sql.js';
import { lockLoads } from '../landing/batch.js';
import type { Forks } from '../landing/transaction.js';
import {
  dueConventions,
  noteGone,
  noteTerms,
  removeAuthors,
  removeJournalledTexts,
  removeTexts,
} from './purge-contacts.sql.js';

/** What was removed. */
export interface Purge {
  readonly texts: number;
  readonly conventions: number;
  readonly authors: number;
}

/**
 * Removes texts in which a person may be named, and names of authors, that have been kept as long as they are. It makes no revision:
 * no figure follows from them, and records stay as batches wrote them otherwise. It comes between two loads, never within one.
 */
export function purgeContacts(database: Forks, months: number): Promise<Purge> {
  return database.fork().transactional(async (own) => {
    const em = own as SqlEntityManager;
    await lockLoads(em);
    await noteTerms(em, months);
    const revision = await currentRevision(em);
    const due = await dueConventions(em, revision);
    const gone = due.length === 0 ? [] : await removeTexts(em, due);
    if (due.length > 0) {
      await removeJournalledTexts(em, due);
      await noteGone(em, due, [...new Set(gone)], revision);
    }
    const authors = await removeAuthors(em, months);
    return { texts: gone.length, conventions: new Set(gone).size, authors };
  });
}
