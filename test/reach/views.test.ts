import type { SqlEntityManager } from '@mikro-orm/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import { grantReach, keepReach, lookWithin } from '../../src/reach/keep-reach.sql.js';
import { openHub, type TestHub } from '../hub.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub('demonstration');
});
afterAll(() => hub.close());

/** Works in what viewers of some territories see, and takes everything back. */
async function seeing<T>(
  territories: readonly string[],
  work: (em: SqlEntityManager) => Promise<T>,
): Promise<T> {
  let found: T | undefined;
  const over = new Error('over');
  await hub.database
    .fork()
    .transactional(async (own) => {
      const em = own as SqlEntityManager;
      const rights = territories.join();
      await grantReach(em, { rights, territories });
      await keepReach(em, rights);
      await rows(em, 'see', lookWithin({ rights, territories }));
      found = await work(em);
      throw over;
    })
    .catch((error: unknown) => {
      if (error !== over) throw error;
    });
  return found as T;
}

describe('what is seen of some territories', () => {
  it.each([
    ['a département', ['department:49']],
    ['an EPCI and a commune', ['epci:200060010', 'commune:49007']],
    ['two communes', ['commune:49007', 'commune:49328']],
    ['nothing that has data', ['department:2A']],
  ])('of %s, all that is kept follows from the records that are seen', async (_, territories) => {
    const wrong = await seeing(territories, wrongKept);
    expect(Object.fromEntries(Object.entries(wrong).filter(([, count]) => count > 0))).toEqual({});
  });
});
