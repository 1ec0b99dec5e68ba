import type { SqlEntityManager } from '@mikro-orm/sql';
import { readSecrecy } from '../../src/config/secrecy.js';
import { rows } from '../../src/db/sql.js';
import { grantReach, keepReach, lookWithin } from '../../src/reach/keep-reach.sql.js';
import { keepMask } from '../../src/reach/masks/keep-masks.sql.js';
import { Figures } from '../../src/reach/masks/mask.rules.js';
import type { TestHub } from '../hub.js';

const policy = readSecrecy({}, []);

/** Works in what viewers of some territories see, and takes everything back. */
export async function seeing<T>(
  hub: TestHub,
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
      await keepMask(em, Figures.INDICATORS, policy);
      await keepReach(em, rights, policy);
      await rows(em, 'see', lookWithin({ rights }, policy));
      found = await work(em);
      throw over;
    })
    .catch((error: unknown) => {
      if (error !== over) throw error;
    });
  return found as T;
}
