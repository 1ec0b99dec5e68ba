import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { isMemberOn } from '../../convention/convention-state.sql.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { groupBy, rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import type { IndicatorKind } from '../indicator.rules.js';
import { indicatorColumns, type LatestOfKinds } from '../indicator.sql.js';
import type { IndicatorValueRow } from '../indicator.type.js';

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
  readonly population: number;
  /** Of the communes that give the number or hide it. */
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/** Laterals to follow `c` and `wanted`: the communes of the perimeter on a day as `member`, and the last value of each as `v`. */
const communesOf = (
  { on, series }: Pick<LatestOfKinds, 'on' | 'series'>,
  columns: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  left join lateral (
    select distinct m.territory_id from perimeter_member m
    where m.convention_reference = c.reference and ${isMemberOn(on)}
  ) member on true
  left join lateral (
    select ${columns} from indicator_value v
    where v.territory_id = member.territory_id and v.kind = wanted.kind and v.series = ${series}
      and v.observed_on <= ${on}::date
    order by v.observed_on desc, v.id desc
    limit 1
  ) v on true`;

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
             (max(v.observed_on) filter (where v.state = 'REPORTED'))::text as "newestOn",
             coalesce(sum(t.population), 0)::int as "population",
             coalesce(sum(t.population) filter (where v.state is not null), 0)::int as "reportedPopulation",
             min(b.loaded_at) as "oldestInputAt", max(b.loaded_at) as "freshestInputAt",
             bool_or(v.demonstration) as "demonstration"
      from convention c
      cross join unnest(${kinds}::text[]) with ordinality wanted(kind, place)
      ${communesOf({ on, series }, sql`v.state, v.value, v.observed_on, v.batch_revision, v.demonstration`)}
      left join territory t on t.id = member.territory_id
      left join batch b on b.revision = v.batch_revision
      where c.reference = any(${references})
      group by c.reference, c.perimeter_complete, wanted.kind, wanted.place
      order by c.reference, wanted.place`,
  );
  return groupBy(found, ({ reference }) => reference);
}

export const perimeterValueOrder: ListOrder = {
  list: 'perimeterValues',
  keys: [{ column: 'territoryId', type: 'text' }],
};

/** The values that a number over a perimeter is made of, by commune; a commune without one is absent. */
export function perimeterValuesOf(
  em: SqlEntityManager,
  references: readonly string[],
  { kinds, ...asked }: LatestOfKinds,
  page: Page,
) {
  return slicesByParent(
    em,
    'perimeterValuesOf',
    sql<IndicatorValueRow & Listed>`
      select c.reference as "parent", v.*
      from convention c
      cross join unnest(${kinds}::text[]) wanted(kind)
      ${communesOf(asked, indicatorColumns)}
      where c.reference = any(${references}) and v.id is not null`,
    perimeterValueOrder,
    page,
  );
}
