import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { makeTemporary, temporary } from '../../db/touched.js';

/** Conventions of whose plans the transaction has written anything. */
export const touchedPlans = temporary('touched_plan');

/** Notes the plans that a batch wrote. To be called when the batch has written, or before it is undone. */
export function notePlans(em: SqlEntityManager, revision: number): Promise<void> {
  const before = (table: string, column: string) => sql`
    select before ->> ${sql.lit(column)} from batch_change
    where batch_revision = ${revision} and table_name = ${sql.lit(table)}`;
  return makeTemporary(
    em,
    'touched_plan',
    sql`
      select reference::varchar(60) from (
        select reference from convention where batch_revision = ${revision}
        union select convention_reference from amendment where batch_revision = ${revision}
        union select convention_reference from plan_node where batch_revision = ${revision}
        union ${before('convention', 'reference')}
        union ${before('amendment', 'convention_reference')}
        union ${before('plan_node', 'convention_reference')}
        union select n.convention_reference from plan_node n where n.id in (
          select plan_node_id from progress_entry where batch_revision = ${revision}
          union ${before('progress_entry', 'plan_node_id')}
        )
      ) written`,
  );
}

/** Notes all plans. */
export function noteAllPlans(em: SqlEntityManager): Promise<void> {
  return makeTemporary(
    em,
    'touched_plan',
    sql`select reference from convention union select reference from completion_step`,
  );
}
