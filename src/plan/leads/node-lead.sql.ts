import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';

/** Who leads nodes of plans, in the words of the plans; a node of which that is not said, or not any more, is absent. */
export async function leadsOf(em: SqlEntityManager, ids: readonly string[]) {
  const found = await rows(
    em,
    'leadsOf',
    sql<{
      id: string;
      lead: string;
    }>`select plan_node_id as id, lead from node_lead where plan_node_id = any(${ids})`,
  );
  return new Map(found.map(({ id, lead }) => [id, lead]));
}
