import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { CoverageRule } from '../../convention/convention.rules.js';
import { rows } from '../../db/sql.js';

/** From when, and until when, a convention that the hub knows may hold in a territory; null for a side that has no such day. */
export interface KnownSpan {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/**
 * The span of the conventions of a territory, which its first and last steps tell where both count nothing; null where no
 * convention touches it. A convention of unknown dates may hold on any day: then it has no side.
 */
export async function knownSpanOf(
  em: SqlEntityManager,
  territoryId: string,
  rule: CoverageRule,
): Promise<KnownSpan | null> {
  const [found] = await rows(
    em,
    'knownSpanOf',
    sql<KnownSpan & { steps: number }>`
      select count(*)::int as "steps",
             min(to_on) filter (where from_on = '-infinity' and to_on <> 'infinity' and is_empty)::text as "from",
             (max(from_on) filter (where to_on = 'infinity' and from_on <> '-infinity' and is_empty) - 1)::text as "to"
      from (
        select from_on, to_on, covered + undetermined + in_force + conventions_undetermined = 0 as is_empty
        from coverage_step where territory_id = ${territoryId} and within_id = '' and rule = ${rule}
      ) step`,
  );
  return found === undefined || found.steps === 0 ? null : { from: found.from, to: found.to };
}
