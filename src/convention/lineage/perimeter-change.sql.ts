import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { CoverageRule } from '../convention.rules.js';
import { isMemberOn } from '../convention-state.sql.js';
import { statesOn } from '../kept/states.sql.js';

/** What changed between a convention and the one that it succeeds. */
export interface PerimeterChangeRow {
  readonly reference: string;
  readonly previous: string;
  /** False when the source of either does not give all of its communes. */
  readonly isKnown: boolean;
  /** Keys of communes, by name. */
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly kept: number;
}

/** Once all that is dated has taken effect. */
const lastOfAll = { on: '9999-12-31', rule: CoverageRule.PERIOD };

/**
 * The convention that each succeeds in its lineage, and the communes in and out between the day before the later one
 * starts (or the earlier one's end, if that is before) and its start. A first generation is absent.
 */
export async function perimeterChangesOf(em: SqlEntityManager, references: readonly string[]) {
  const found = await rows(
    em,
    'perimeterChangesOf',
    sql<PerimeterChangeRow>`
      with succession as (
        select c.reference, earlier.reference as previous,
               coalesce(c.perimeter_complete and earlier.perimeter_complete, false) as is_known,
               coalesce(c.starts_on, '-infinity'::date) as first_day,
               coalesce(least(c.starts_on - 1, earlier.ends_on), 'infinity'::date) as last_day
        from convention c
        cross join lateral (
          select p.reference, p.perimeter_complete, ever.ends_on
          from convention p join (${statesOn(lastOfAll)}) ever on ever.reference = p.reference
          where p.lineage = c.lineage and p.reference <> c.reference
            and coalesce(p.generation < c.generation, p.starts_on < c.starts_on)
          order by p.generation desc nulls last, p.starts_on desc nulls last, p.reference desc
          limit 1
        ) earlier
        where c.reference = any(${references})
      ), member as (
        select s.reference, m.territory_id,
               bool_or(m.convention_reference = s.previous and ${isMemberOn(sql`s.last_day`)}) as was_in,
               bool_or(m.convention_reference = s.reference and ${isMemberOn(sql`s.first_day`)}) as is_in
        from succession s join perimeter_member m on m.convention_reference in (s.reference, s.previous)
        group by s.reference, m.territory_id
      )
      select s.reference, s.previous, s.is_known as "isKnown",
             coalesce(array_agg(t.id order by t.search_name, t.id) filter (where is_in and not was_in), '{}') as joined,
             coalesce(array_agg(t.id order by t.search_name, t.id) filter (where was_in and not is_in), '{}') as "left",
             (count(*) filter (where was_in and is_in))::int as kept
      from succession s
      left join member on member.reference = s.reference
      left join territory t on t.id = member.territory_id
      group by s.reference, s.previous, s.is_known`,
  );
  return new Map(found.map((row) => [row.reference, row]));
}
