import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';

/** Which of these references are conventions of the hub. */
export async function knownConventions(
  em: SqlEntityManager,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(references)];
  const found = await rows(
    em,
    'knownConventions',
    sql<{ reference: string }>`select reference from convention where reference = any(${wanted})`,
  );
  return new Set(found.map(({ reference }) => reference));
}
