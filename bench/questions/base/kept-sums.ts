import type { SqlEntityManager } from '@mikro-orm/sql';
import { rebuildSubsidyRollups } from '../../../src/subsidy/subsidy-rollups.sql.js';

/** Makes everything anew that loads keep beside the rows. */
export const rebuildKeptSums = (em: SqlEntityManager): Promise<void> => rebuildSubsidyRollups(em);
