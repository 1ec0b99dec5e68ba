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

/** Conventions of one transaction: a load waits for one of them, not for all. */
const usualSlice = 2_000;

/**
 * Removes texts in which a person may be named, and names of authors, that have been kept as long as they are. It makes no revision:
 * no figure follows from them, and records stay as batches wrote them otherwise. It comes between two loads, never within one.
 *
 * @param slice how many conventions are looked at before a load that waits may land
 */
export async function purgeContacts(database: Forks, months: number, slice = usualSlice): Promise<Purge> {
  const gone = new Map<string, number>();
  for (let looked = slice; looked === slice; ) {
    looked = await alone(database, async (em) => {
      // Anew each time: a load that has landed since may have prolonged some.
      await noteTerms(em, months);
      const revision = await currentRevision(em);
      const due = await dueConventions(em, revision, slice);
      if (due.length === 0) return 0;
      const removed = await removeTexts(em, due);
      await removeJournalledTexts(em, due);
      await noteGone(em, due, [...removed.keys()], revision);
      for (const [reference, texts] of removed) gone.set(reference, (gone.get(reference) ?? 0) + texts);
      return due.length;
    });
  }
  const authors = await alone(database, (em) => removeAuthors(em, months));
  const texts = [...gone.values()].reduce((sum, each) => sum + each, 0);
  return { texts, conventions: gone.size, authors };
}

/** While no load lands. */
const alone = <T>(database: Forks, work: (em: SqlEntityManager) => Promise<T>): Promise<T> =>
  database.fork().transactional(async (own) => {
    const em = own as SqlEntityManager;
    await lockLoads(em);
    return work(em);
  });
