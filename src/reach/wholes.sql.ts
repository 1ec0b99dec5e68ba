import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import { granted } from './sight.sql.js';

/** Which of some territories a viewer of some territories sees wholly. */
export async function wholesAmong(
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<Map<string, boolean>> {
  const found = await rows(
    em,
    'wholesAmong',
    sql<{ id: string }>`
      select g.territory_id as id from (${granted}) g where g.is_whole and g.territory_id = any(${[...ids]}::text[])`,
  );
  return new Map(found.map(({ id }) => [id, true]));
}
