import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { AmountPrecision, type Sector } from '../subsidy.rules.js';
import { inTotal } from '../subsidy.sql.js';
import type { AmountYear } from './amount-cells.sql.js';

export interface ByTerritoryQuestion extends AmountYear {
  readonly within: { readonly id: string; readonly kind: TerritoryKind };
  readonly level: TerritoryKind;
  readonly bySector: boolean;
  /** Is the viewer shown what is published alone? */
  readonly isPublished: boolean;
  readonly first: number;
  readonly offset: number;
}

export interface ByTerritoryRow {
  readonly territoryId: string;
  readonly sector: Sector | null;
  readonly cents: string | null;
  readonly precision: AmountPrecision | null;
  /** Is there a figure that the viewer may ask for, hidden or not? */
  readonly isOffered: boolean;
  readonly population: number | null;
  /** Of all rows of the table; the same on each. */
  readonly count: number;
  readonly suppressed: number;
}

/** Where the key of a containing territory is. */
const containers = {
  [TerritoryKind.COUNTRY]: sql`true`,
  [TerritoryKind.REGION]: sql`t.region_id`,
  [TerritoryKind.DEPARTMENT]: sql`t.department_id`,
  [TerritoryKind.EPCI]: sql`t.epci_id`,
  [TerritoryKind.COMMUNE]: sql`t.id`,
};

/** A page of the amounts of the territories of a level that have any. What is hidden is in no order that would tell of it. */
export function subsidiesByTerritory(
  em: SqlEntityManager,
  { within, level, bySector, isPublished, fiscalYear, nature, first, offset }: ByTerritoryQuestion,
): Promise<ByTerritoryRow[]> {
  const isInside =
    within.kind === TerritoryKind.COUNTRY
      ? sql`true`
      : sql`(t.id = ${within.id} or ${containers[within.kind]} = ${within.id})`;
  return rows(
    em,
    'subsidiesByTerritory',
    sql<ByTerritoryRow>`
      with asked as materialized (
        select t.id, t.code, t.population, y.amount_cents
        from territory t
        join subsidy_year y on y.territory_id = t.id and y.fiscal_year = ${fiscalYear} and y.nature = ${nature}
        where t.kind = ${level} and ${isInside}
      ),
      cell as (
        select a.id, a.code, a.population, c.sector, c.cents, c.precision, c.sector is not null as is_offered
        from asked a
        -- Of each by its key, whatever the planner thinks: it would add up the amounts of the whole hub.
        left join lateral (${isPublished ? publishedCells({ fiscalYear, nature }) : ownCells({ fiscalYear, nature })} offset 0) c
          on c.sector = '' or ${bySector}
      )
      select id as "territoryId", nullif(sector, '') as "sector", cents::text as "cents", precision,
             is_offered as "isOffered", population, (count(*) over ())::int as "count",
             (count(*) filter (where cents is null) over ())::int as "suppressed"
      from cell
      order by cell.cents desc nulls last, cell.code, cell.sector
      limit ${first} offset ${offset}`,
  );
}

/** Select of what is published of the territory `a`, by sector and of all of them (""): columns `sector`, `cents`, `precision`. */
const publishedCells = ({ fiscalYear, nature }: AmountYear): RawBuilder<unknown> => sql`
  select p.sector, p.amount_cents as cents, p.precision from published_amount p
  where p.territory_id = a.id and p.fiscal_year = ${fiscalYear} and p.nature = ${nature}`;

const precision = sql`
  case when min(s.precision) filter (where s.precision <> ${AmountPrecision.EXACT}) is null then ${AmountPrecision.EXACT}
       when count(distinct s.precision) filter (where s.precision <> ${AmountPrecision.EXACT}) = 1
         then min(s.precision) filter (where s.precision <> ${AmountPrecision.EXACT})
       else ${AmountPrecision.APPROXIMATE} end`;

/** The same of those who are shown all that is within their reach: from the sums that loads keep, and the amounts of communes. */
const ownCells = ({ fiscalYear, nature }: AmountYear): RawBuilder<unknown> => sql`
  select coalesce(s.sector, '') as sector, sum(s.amount_cents) as cents, ${precision} as precision
  from (
    select s.sector, s.amount_cents, s.precision from subsidy_sum s
    where s.territory_id = a.id and s.fiscal_year = ${fiscalYear} and s.nature = ${nature}
    union all
    select s.sector, s.amount_cents, s.precision from subsidy s
    where s.territory_id = a.id and ${inTotal({ fiscalYear, nature })} and a.id like 'commune:%'
  ) s
  group by grouping sets ((s.sector), ())
  having count(*) > 0`;
