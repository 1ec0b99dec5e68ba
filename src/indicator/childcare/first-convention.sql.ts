import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { conventionsAlive, statesOn } from '../../convention/kept/states.sql.js';
import { rows } from '../../db/sql.js';

export interface FirstConvention {
  readonly reference: string;
  readonly startsOn: LocalDate;
}

/** Of the conventions in force that touch each territory, the one that began first; absent where none does. */
export async function firstConventionsOf(em: SqlEntityManager, ids: readonly string[], on: LocalDate) {
  const found = await rows(
    em,
    'firstConventionsOf',
    sql<FirstConvention & { id: string }>`
      select distinct on (touched.whole_id) touched.whole_id as "id", c.reference, c.starts_on::text as "startsOn"
      from (${conventionsAlive(ids, on)}) touched
      join (${statesOn({ on, rule: CoverageRule.PERIOD })}) stated on stated.reference = touched.reference
      join convention c on c.reference = touched.reference
      where stated.state = 'IN_FORCE'
      order by touched.whole_id, c.starts_on, c.reference`,
  );
  return new Map(found.map((row) => [row.id, row]));
}
