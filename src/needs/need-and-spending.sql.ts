import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { rows } from '../db/sql.js';
import type { IndicatorKind } from '../indicator/indicator.rules.js';
import type { ValueState } from '../provenance/provenance.type.js';
import type { Sector, SubsidyNature } from '../subsidy/subsidy.rules.js';
import type { TerritoryKind } from '../territory/territory.rules.js';
import { NeedDirection } from './need.rules.js';

export interface NeedQuestion {
  readonly withinId: string;
  readonly level: TerritoryKind;
  readonly need: IndicatorKind;
  readonly direction: NeedDirection;
  readonly children: IndicatorKind;
  readonly sectors: readonly Sector[];
  readonly fiscalYear: number;
  readonly nature: SubsidyNature;
}

/** One territory: its need, its children and what was spent, each null when it is not known. */
export interface NeedRow {
  readonly id: string;
  readonly need: number | null;
  readonly needState: ValueState | null;
  readonly needOn: LocalDate | null;
  readonly children: number | null;
  readonly cents: string | null;
  readonly communesPaid: number;
  readonly communes: number;
  readonly population: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/** The territories of a level, from the greatest need to the smallest, with what is known of each by the end of the fiscal year: from kept sums of subsidies. */
export function needAndSpending(em: SqlEntityManager, question: NeedQuestion): Promise<NeedRow[]> {
  const { withinId, level, need, direction, children, sectors, fiscalYear, nature } = question;
  const latest = (kind: IndicatorKind) => sql`
    select v.value::float8 as value, v.state, v.observed_on::text as observed_on,
           (select b.loaded_at from batch b where b.revision = v.batch_revision) as loaded_at, v.demonstration
    from indicator_value v
    where v.territory_id = t.id and v.kind = ${kind} and v.series = '' and v.observed_on <= make_date(${fiscalYear}, 12, 31)
    order by v.observed_on desc, v.id desc
    limit 1`;
  return rows(
    em,
    'needAndSpending',
    sql<NeedRow>`
      select t.id, need.value as "need", need.state as "needState", need.observed_on as "needOn",
             child.value as "children", spent.cents, coalesce(year.communes, 0) as "communesPaid", t.commune_count as "communes",
             coalesce(t.population, 0) as "population",
             least(need.loaded_at, child.loaded_at, year.oldest_input_at) as "oldestInputAt",
             greatest(need.loaded_at, child.loaded_at, year.freshest_input_at) as "freshestInputAt",
             need.demonstration or child.demonstration or year.demonstration as "demonstration"
      from territory_part part
      join territory t on t.id = part.part_id
      left join lateral (${latest(need)}) need on true
      left join lateral (${latest(children)}) child on true
      left join lateral (
        select sum(s.amount_cents)::text as cents from subsidy_sum s
        where s.territory_id = t.id and s.fiscal_year = ${fiscalYear} and s.nature = ${nature}
          and s.sector = any(${sectors}::text[])
      ) spent on true
      left join subsidy_year year
        on year.territory_id = t.id and year.fiscal_year = ${fiscalYear} and year.nature = ${nature}
      where part.whole_id = ${withinId} and part.part_kind = ${level}
      order by need.value ${direction === NeedDirection.MORE ? sql`desc` : sql`asc`} nulls last, t.code`,
  );
}
