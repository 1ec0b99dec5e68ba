import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from '../../db/open.js';

/** What loads need of a base: a unit of work of their own. */
export type Forks = Pick<Database, 'fork'>;

/** Leaves a transaction that must not commit, with what it has to say. */
class RolledBack<T> extends Error {
  constructor(readonly result: T) {
    super('Rolled back');
  }
}

/** Does the work in one transaction, which commits only if its result is one to keep; the result is given either way. */
export async function transact<T>(
  database: Forks,
  work: (em: SqlEntityManager) => Promise<T>,
  isKept: (result: T) => boolean,
): Promise<T> {
  try {
    return await database.fork().transactional(async (em) => {
      const result = await work(em);
      if (!isKept(result)) throw new RolledBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result as T;
    throw error;
  }
}
