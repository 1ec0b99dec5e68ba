import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { SecrecyPolicy } from '../../config/secrecy.js';
import { rows } from '../../db/sql.js';
import type { Place } from '../../secrecy/tree.rules.js';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import { AmountPrecision, type Sector, type SubsidyNature } from '../subsidy.rules.js';

/** A year of one nature: what is published of it follows from itself alone. */
export interface AmountYear {
  readonly fiscalYear: number;
  readonly nature: SubsidyNature;
}

/** What the amounts of a node add up to in a year, and who received them. */
export interface AmountCell {
  readonly node: string;
  /** Null for all sectors together. */
  readonly sector: Sector | null;
  readonly cents: string;
  readonly precision: AmountPrecision;
  readonly units: number;
  /** What the first of them received, without its sign. */
  readonly largest: string;
  /** Who they are and what each received, if they are three at most. */
  readonly names: readonly string[] | null;
  readonly received: readonly string[] | null;
}

/** Who received an amount `s`, as far as its source says. Two ways of writing an operator that differ by case or spaces are one. */
const unitOf = (unnamed: SecrecyPolicy['unnamed']): RawBuilder<unknown> => sql`
  case when btrim(coalesce(s.operator, '')) <> '' then 'o:' || lower(regexp_replace(btrim(s.operator), '\\s+', ' ', 'g'))
       else ${unnamed === 'ONE' ? sql`'t:' || s.territory_id` : sql`'r:' || s.reference`} end`;

/** Key of the EPCI that a territory `t` is, or lies in. */
const epciOf = sql`case when t.kind = ${TerritoryKind.EPCI} then t.id else t.epci_id end`;

/** The cells of a year: of each node of the tree of territories, each sector and all of them together. */
export function amountCells(
  em: SqlEntityManager,
  { fiscalYear, nature }: AmountYear,
  unnamed: SecrecyPolicy['unnamed'],
): Promise<AmountCell[]> {
  return rows(
    em,
    'amountCells',
    sql<AmountCell>`
      with unit as materialized (
        select s.territory_id, s.sector, ${unitOf(unnamed)} as name, sum(s.amount_cents) as cents,
               min(s.precision) filter (where s.precision <> ${AmountPrecision.EXACT}) as one_precision,
               max(s.precision) filter (where s.precision <> ${AmountPrecision.EXACT}) as other_precision
        from subsidy s
        where s.set_aside is null and s.fiscal_year = ${fiscalYear} and s.nature = ${nature}
        group by 1, 2, 3
      ),
      placed as (
        select node.id as node, u.* from unit u join territory t on t.id = u.territory_id
        cross join lateral (values
          (case when t.kind = ${TerritoryKind.EPCI} then 'own:' || t.id else t.id end),
          ('piece:' || coalesce(${epciOf}, '') || '|' || coalesce(t.department_id, '')),
          (${epciOf}), (t.department_id), (t.region_id), (${country.id}::text)
        ) node(id) where node.id is not null
      ),
      summed as (
        select node, sector, name, sum(cents) as cents, min(one_precision) as one_precision,
               max(other_precision) as other_precision
        from placed group by grouping sets ((node, sector, name), (node, name))
      )
      select node, sector, sum(cents)::text as "cents", count(*)::int as "units", max(abs(cents))::text as "largest",
             case when min(one_precision) is null then ${AmountPrecision.EXACT}
                  when min(one_precision) = max(other_precision) then min(one_precision)
                  else ${AmountPrecision.APPROXIMATE} end as "precision",
             case when count(*) <= 3 then array_agg(name order by name) end as "names",
             case when count(*) <= 3 then array_agg(cents::text order by name) end as "received"
      from summed group by node, sector`,
  );
}

/** The communes and EPCI that have amounts in a year. */
export function placesOfAmounts(em: SqlEntityManager, { fiscalYear, nature }: AmountYear): Promise<Place[]> {
  return rows(
    em,
    'placesOfAmounts',
    sql<Place>`
      select t.id, ${epciOf} as "epci", t.department_id as "department", t.region_id as "region"
      from territory t
      where t.id in (select s.territory_id from subsidy s
                     where s.set_aside is null and s.fiscal_year = ${fiscalYear} and s.nature = ${nature})`,
  );
}

/** Every year of every nature that has amounts; those that any batch after a revision touched, unless it is null. */
export function amountYears(em: SqlEntityManager, after: number | null): Promise<AmountYear[]> {
  const since = after === null ? sql`true` : sql`s.batch_revision > ${after}`;
  return rows(
    em,
    'amountYears',
    sql<AmountYear>`
      select s.fiscal_year as "fiscalYear", s.nature from subsidy s where s.set_aside is null and ${since}
      union
      select (c.before ->> 'fiscal_year')::int, c.before ->> 'nature' from batch_change c
      where c.table_name = 'subsidy' and c.before ->> 'set_aside' is null and c.batch_revision > ${after}`,
  );
}
