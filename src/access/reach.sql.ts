import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';

/** Is a territory one of several, or in one of them? */
export async function isWithinAny(
  em: SqlEntityManager,
  id: string,
  wholes: readonly string[],
): Promise<boolean> {
  if (wholes.includes(id)) return true;
  const found = await rows(
    em,
    'isWithinAny',
    sql`select 1 from territory_part where part_id = ${id} and whole_id = any(${wholes}) limit 1`,
  );
  return found.length > 0;
}
