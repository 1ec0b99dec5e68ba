import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { conventionColumns } from '../../convention/convention.sql.js';
import type { ConventionRow } from '../../convention/convention.type.js';
import { list } from '../../db/grouping.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import type { CommuneCoverageRow } from '../coverage.sql.js';
import type { CommuneCoverageState } from '../coverage.type.js';
import { columnOf, keyOf, nameOf } from './coverage-dimensions.sql.js';
import {
  type CoverageDimension,
  isShared,
  isTerritorial,
  type TerritorialDimension,
} from './coverage-table.rules.js';
import type { CoverageTableQuestion, CoverageTableRow } from './coverage-table.sql.js';
import { communesOf, standingIn, unitsOf } from './coverage-units.sql.js';

/** Rows of one table that are grouped by the same dimensions. */
export interface RowLevel {
  readonly question: CoverageTableQuestion;
  readonly dimensions: readonly CoverageDimension[];
}

/** The key of a row among those of its level: its date, then its values in the order of the dimensions; nothing for an empty one. */
export const rowKey = (
  dimensions: readonly CoverageDimension[],
  row: Pick<CoverageTableRow, 'date' | (typeof columnOf)[TerritorialDimension]>,
): string =>
  JSON.stringify([
    row.date,
    ...dimensions.filter(isTerritorial).map((dimension) => row[columnOf[dimension]] ?? ''),
  ]);

export const rowCommuneOrder: ListOrder = {
  list: 'rowCommunes',
  keys: [
    { column: 'searchName', type: 'text' },
    { column: 'territoryId', type: 'text' },
  ],
};
export const rowConventionOrder: ListOrder = {
  list: 'rowConventions',
  keys: [{ column: 'reference', type: 'text' }],
};

/** Common table expressions of the keys `k` of rows and of their days `day`, and the condition that a row `p` is of a key. */
function keysOf({ dimensions }: RowLevel, keys: readonly string[]) {
  const kept = dimensions.filter(isTerritorial);
  const values = keys.map((key) => JSON.parse(key) as string[]);
  const arrays = ['on_day', ...kept].map((_, at) => values.map((each) => each[at] as string));
  const columns = sql.join([sql`row_key`, sql`on_day`, ...kept.map(nameOf)]);
  return {
    kept,
    asked: sql`
      k as materialized (
        select * from unnest(${sql.join([keys, ...arrays].map((each) => sql`${each}::text[]`))}) k(${columns})
      ),
      day as materialized (select distinct on_day::date as on_day from k)`,
    isOfKey: sql.join(
      [sql`p.on_day = k.on_day::date`, ...kept.map((each) => sql`p.${nameOf(each)} = k.${nameOf(each)}`)],
      sql` and `,
    ),
  };
}

/** What a commune is in a row of a convention: what that convention makes of it. */
const stateThere = (isByConvention: boolean): RawBuilder<unknown> =>
  isByConvention
    ? sql`case p.state when 'IN_FORCE' then 'COVERED' when 'UNDETERMINED' then 'UNDETERMINED' else p.known end`
    : sql`p.known`;

/** The communes that rows count, by name, one page each, with what the hub knows of each on the day of the row. */
export function communesOfRows(
  em: SqlEntityManager,
  level: RowLevel,
  keys: readonly string[],
  states: readonly CommuneCoverageState[] | null,
  page: Page,
) {
  const { kept, asked, isOfKey } = keysOf(level, keys);
  const isByConvention = kept.some(isShared);
  return slicesByParent(
    em,
    'coverageCommunesOfRows',
    sql<CommuneCoverageRow>`
      with ${asked}, ${communesOf(kept, level.question)}
      listed as (
        -- Of two conventions of a scale, the one that covers tells: its state is the first of the alphabet.
        select k.row_key, p.territory_id, min(${stateThere(isByConvention)}) as state
        from (select ${list(kept.map(keyOf))} p.* from ${isByConvention ? sql`member` : sql`commune_day`} p) p
        join k on ${isOfKey}
        group by k.row_key, p.territory_id
      )
      select l.row_key as "parent", t.id as "territoryId", t.search_name as "searchName", l.state
      from listed l join territory t on t.id = l.territory_id
      where ${states}::text[] is null or l.state = any(${states}::text[])`,
    rowCommuneOrder,
    page,
  );
}

/** The conventions in force that rows count, by reference, one page each. */
export function conventionsOfRows(
  em: SqlEntityManager,
  level: RowLevel,
  keys: readonly string[],
  page: Page,
) {
  const { kept, asked, isOfKey } = keysOf(level, keys);
  return slicesByParent(
    em,
    'coverageConventionsOfRows',
    sql<ConventionRow & Listed>`
      with ${asked}, ${unitsOf([kept], level.question)}
      standing as materialized (${standingIn(kept, level.question)})
      select k.row_key as "parent", ${conventionColumns}
      from standing p join k on ${isOfKey} join convention c on c.reference = p.reference
      where p.state = 'IN_FORCE'`,
    rowConventionOrder,
    page,
  );
}
