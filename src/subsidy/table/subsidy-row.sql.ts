import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { readFirst } from '../../db/many.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { amountColumns } from '../subsidy.sql.js';
import type { SubsidyRow } from '../subsidy.type.js';
import { doubtful, hasDoubts } from './subsidy-row-doubts.sql.js';
import { foundRows, keysApart, type RowLevel } from './subsidy-row-keys.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';

export const rowAmountOrder: ListOrder = {
  list: 'rowAmounts',
  keys: [{ column: 'reference', type: 'text' }],
};

/** The amounts that rows add, one by one. */
export async function amountsOfRows(
  em: SqlEntityManager,
  level: RowLevel,
  keys: readonly string[],
  page: Page,
) {
  const slices = keysApart(level, keys).map((each) => {
    const { before, keys: k, amounts, isInTable, isOfKey } = foundRows(level, each);
    return slicesByParent(
      em,
      'amountsOfRows',
      sql<SubsidyRow & Listed>`
        with ${before} k as materialized (select * from ${k})
        select k.row_key as "parent", ${amountColumns} from ${amounts} join k on ${isOfKey} where ${isInTable}`,
      rowAmountOrder,
      page,
    );
  });
  return new Map((await Promise.all(slices)).flatMap((each) => [...each]));
}

/** What a row rests on in a year. */
export interface RowBasis {
  readonly key: string;
  readonly fiscalYear: number;
  readonly communes: number;
  readonly reported: number;
  readonly population: number;
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
  readonly hasGaps: boolean;
}

const isCommune = sql`t.kind = ${TerritoryKind.COMMUNE}`;

/** What rows rest on, each in each year that it is asked of. A commune counts as reported by its own amounts in the row. */
export async function countedBasesOfRows(em: SqlEntityManager, level: RowLevel, keys: readonly string[]) {
  const found = foundRows(level, keys);
  const { before, keys: k, amounts, isInTable, territoriesIn, places, placeColumns, isOfKey } = found;
  const { question, dimensions } = level;
  const columns = sql.join([...places, sql`1 as one`]);
  const sameYear = dimensions.includes(SubsidyDimension.FISCAL_YEAR)
    ? sql`and e.fiscal_year::text = k."fiscalYear"`
    : sql``;
  const known = await rows(
    em,
    'basesOfRows',
    sql<RowBasis>`
      with ${before} k as materialized (select * from ${k}),
      ${doubtful(level, found)},
      reporting as materialized (
        select s.row_key, s.fiscal_year, s.id, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest,
               bool_or(s.demonstration) as demonstration
        -- Beside the amounts of each place by itself, all batches would be read again.
        from ${readFirst(
          sql`select k.row_key, s.fiscal_year, t.id, s.batch_revision, s.demonstration
              from ${amounts} join k on ${isOfKey} where ${isInTable}`,
          's',
        )} join batch b on b.revision = s.batch_revision
        group by s.row_key, s.fiscal_year, s.id
      ),
      reported as materialized (
        select r.row_key, r.fiscal_year, (count(*) filter (where ${isCommune}))::int as communes,
               coalesce(sum(t.population) filter (where ${isCommune}), 0)::int as population, min(r.oldest) as oldest,
               max(r.freshest) as freshest, bool_or(r.demonstration) as demonstration
        from reporting r join territory t on t.id = r.id
        group by r.row_key, r.fiscal_year
      ),
      place as (select distinct ${columns} from k),
      expected as materialized (
        select ${sql.join([...places.map((each) => sql`k.${each}`), sql`y.fiscal_year`])},
               (count(*) filter (where ${isCommune}))::int as communes,
               coalesce(sum(t.population) filter (where ${isCommune}), 0)::int as population
        from unnest(${question.fiscalYears}::int[]) y(fiscal_year)
        cross join lateral (select ${placeColumns} t.kind, t.population from ${territoriesIn(sql`y.fiscal_year`)}) t
        join place k on ${sql.join([sql`true`, ...places.map((each) => sql`t.${each} = k.${each}`)], sql` and `)}
        group by ${sql.join([...places.map((each) => sql`k.${each}`), sql`y.fiscal_year`])}
      )
      select k.row_key as "key", e.fiscal_year as "fiscalYear", e.communes, coalesce(r.communes, 0) as "reported",
             e.population, coalesce(r.population, 0) as "reportedPopulation", r.oldest as "oldestInputAt",
             r.freshest as "freshestInputAt", r.demonstration,
             coalesce(r.communes, 0) >= e.communes and ${hasDoubts(level, found)} as "hasGaps"
      from k join expected e on ${sql.join([sql`true`, ...places.map((each) => sql`e.${each} = k.${each}`)], sql` and `)} ${sameYear}
      left join reported r on r.row_key = k.row_key and r.fiscal_year = e.fiscal_year`,
  );
  return known;
}
