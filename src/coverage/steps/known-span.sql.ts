import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { CoverageRule } from '../../convention/convention.rules.js';
import { rows } from '../../db/sql.js';
import type { KnownSpan } from './known-span.rules.js';

/**
 * The spans of the conventions of territories, which their first and last steps tell where both count nothing; none of one that no
 * convention touches. A convention of unknown dates may hold on any day: then a span has no side.
 */
export async function knownSpansOf(
  em: SqlEntityManager,
  territoryIds: readonly string[],
  rule: CoverageRule,
): Promise<Map<string, KnownSpan>> {
  const found = await rows(
    em,
    'knownSpansOf',
    sql<KnownSpan & { id: string }>`
      select territory_id as "id",
             min(to_on) filter (where from_on = '-infinity' and to_on <> 'infinity' and is_empty)::text as "from",
             (max(from_on) filter (where to_on = 'infinity' and from_on <> '-infinity' and is_empty) - 1)::text as "to"
      from (
        select territory_id, from_on, to_on, covered + undetermined + in_force + conventions_undetermined = 0 as is_empty
        from coverage_step where territory_id = any(${territoryIds}) and within_id = '' and rule = ${rule}
      ) step
      group by territory_id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}
