import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { makeTemporary, temporary } from '../../db/touched.js';

/** Plans that are judged together: all of a large base would take more room than the base itself. */
const together = 5_000;
const planSlice = temporary('plan_slice');

/** Works on some plans after the others. @param of a relation with their references */
export async function inSlices(
  em: SqlEntityManager,
  of: RawBuilder<unknown>,
  work: (slice: RawBuilder<unknown>) => Promise<void>,
): Promise<void> {
  for (let first = 0; ; first += together) {
    await makeTemporary(
      em,
      'plan_slice',
      sql`select reference from ${of} plan order by reference limit ${sql.lit(together)} offset ${sql.lit(first)}`,
    );
    const [found] = await rows(
      em,
      'planSlice',
      sql<{ plans: number }>`select count(*)::int as plans from ${planSlice}`,
    );
    if (found?.plans) await work(planSlice);
    if ((found?.plans ?? 0) < together) return;
  }
}
