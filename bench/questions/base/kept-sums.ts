import type { SqlEntityManager } from '@mikro-orm/sql';
import { rebuildKept } from '../../../src/ingestion/landing/kept.js';
import { rebuildPlaces } from '../../../src/territory/places.sql.js';

/** Makes everything anew that loads keep beside the rows. */
export async function rebuildKeptSums(em: SqlEntityManager): Promise<void> {
  await rebuildPlaces(em);
  await rebuildKept(em);
}
