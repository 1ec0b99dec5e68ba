import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { Place } from '../../secrecy/tree.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { IndicatorKind } from '../indicator.rules.js';

/** A value of a territory, as far as keeping it secret asks. */
export interface CountedValue {
  readonly id: string;
  readonly territoryId: string;
  readonly kind: IndicatorKind;
  /** What was counted together: the day and the series. */
  readonly count: string;
  /** Null where the source hides it. */
  readonly value: number | null;
}

/** All values that there are. */
export function countedValues(em: SqlEntityManager): Promise<CountedValue[]> {
  return rows(
    em,
    'countedValues',
    sql<CountedValue>`
      select v.id, v.territory_id as "territoryId", v.kind, v.observed_on::text || '/' || v.series as "count",
             case when v.state = 'REPORTED' then v.value::float8 end as "value"
      from indicator_value v order by v.id`,
  );
}

/** All communes, with what contains them. */
export function placesOfCommunes(em: SqlEntityManager): Promise<Place[]> {
  return rows(
    em,
    'placesOfCommunes',
    sql<Place>`
      select t.id, t.epci_id as "epci", t.department_id as "department", t.region_id as "region"
      from territory t where t.kind = ${TerritoryKind.COMMUNE}`,
  );
}

/** Did any batch after a revision write or take values? */
export async function haveIndicatorsChanged(em: SqlEntityManager, after: number): Promise<boolean> {
  const found = await rows(
    em,
    'haveIndicatorsChanged',
    sql`select 1 where exists (select from indicator_value v where v.batch_revision > ${after})
          or exists (select from batch_change c where c.table_name = 'indicator_value' and c.batch_revision > ${after})`,
  );
  return found.length > 0;
}
