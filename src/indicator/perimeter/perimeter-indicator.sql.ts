import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { isMemberOn } from '../../convention/convention-state.sql.js';
import { groupBy, rows } from '../../db/sql.js';
import type { IndicatorKind } from '../indicator.rules.js';
import type { LatestOfKinds } from '../indicator.sql.js';

/** A number over the communes of a perimeter: how many give it, hide it, or say nothing, and what those that give it add up to. */
export interface PerimeterNumber {
  readonly reference: string;
  readonly kind: IndicatorKind;
  readonly isWholePerimeter: boolean;
  readonly communes: number;
  readonly reported: number;
  readonly suppressed: number;
  readonly sum: number | null;
  readonly oldestOn: LocalDate | null;
  readonly newestOn: LocalDate | null;
}

/** Several numbers over the perimeters of several conventions on a day, in one statement. */
export async function perimeterNumbersOf(
  em: SqlEntityManager,
  references: readonly string[],
  { kinds, on, series }: LatestOfKinds,
) {
  const found = await rows(
    em,
    'perimeterNumbersOf',
    sql<PerimeterNumber>`
      select c.reference, wanted.kind, coalesce(c.perimeter_complete, false) as "isWholePerimeter",
             count(member.territory_id)::int as "communes",
             (count(*) filter (where v.state = 'REPORTED'))::int as "reported",
             (count(*) filter (where v.state = 'SUPPRESSED'))::int as "suppressed",
             (sum(v.value) filter (where v.state = 'REPORTED'))::float8 as "sum",
             (min(v.observed_on) filter (where v.state = 'REPORTED'))::text as "oldestOn",
             (max(v.observed_on) filter (where v.state = 'REPORTED'))::text as "newestOn"
      from convention c
      cross join unnest(${kinds}::text[]) with ordinality wanted(kind, place)
      left join lateral (
        select distinct m.territory_id from perimeter_member m
        where m.convention_reference = c.reference and ${isMemberOn(on)}
      ) member on true
      left join lateral (
        select v.state, v.value, v.observed_on from indicator_value v
        where v.territory_id = member.territory_id and v.kind = wanted.kind and v.series = ${series}
          and v.observed_on <= ${on}::date
        order by v.observed_on desc, v.id desc
        limit 1
      ) v on true
      where c.reference = any(${references})
      group by c.reference, c.perimeter_complete, wanted.kind, wanted.place
      order by c.reference, wanted.place`,
  );
  return groupBy(found, ({ reference }) => reference);
}
