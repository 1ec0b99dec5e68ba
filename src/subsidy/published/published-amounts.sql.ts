import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { groupBy, rows } from '../../db/sql.js';
import type { AmountPrecision, Sector } from '../subsidy.rules.js';
import { exactCents } from '../subsidy-totals.sql.js';
import type { AmountYear } from './amount-cells.sql.js';

/** A cell as its audience is shown it. */
export interface ShownAmount {
  readonly id: string;
  /** Null for all sectors together. */
  readonly sector: Sector | null;
  /** Null where it is secret. */
  readonly amount: number | null;
  readonly precision: AmountPrecision | null;
}

/** What the viewer's audience is shown of several territories in a year; one of which nothing is published is absent. */
export async function shownAmounts(
  em: SqlEntityManager,
  ids: readonly string[],
  { fiscalYear, nature }: AmountYear,
): Promise<Map<string, ShownAmount[]>> {
  const found = await rows(
    em,
    'shownAmounts',
    sql<Omit<ShownAmount, 'amount'> & { cents: string | null }>`
      select p.territory_id as "id", nullif(p.sector, '') as "sector", p.amount_cents::text as "cents", p.precision
      from published_amount p
      where p.territory_id = any(${ids}) and p.fiscal_year = ${fiscalYear} and p.nature = ${nature}
      order by p.territory_id, p.sector`,
  );
  return groupBy(
    found.map(
      ({ cents, ...each }): ShownAmount => ({
        ...each,
        amount: cents === null ? null : exactCents(cents),
      }),
    ),
    ({ id }) => id,
  );
}
