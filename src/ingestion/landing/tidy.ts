import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { tableOf } from '../../db/upsert.js';
import type { Dataset } from '../dataset.js';
import type { Counts } from './batch.js';

/** Fewer rows than these hardly change what the planner knows of a table. */
const worthTidying = 5_000;

/**
 * Renews what the planner knows of a table after a large load, and lets indexes answer alone again. To be called once the
 * load is committed: readers see its rows already. The embedded engine never does it by itself.
 */
export async function tidyAfter(
  em: SqlEntityManager,
  { entity }: Dataset,
  { added, changed, removed }: Counts,
): Promise<void> {
  if (added + changed + removed < worthTidying) return;
  const { table } = tableOf(em, entity);
  // The load stands whether or not the user of the base may do this.
  await rows(em, 'tidyTable', sql`vacuum (analyze) ${sql.table(table)}`).catch(() => undefined);
}
