import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { Cursor, ListOrder, Page, Slice } from '../graphql/page.js';
import { rows } from './sql.js';

/** What every listed row carries: which parent's list it is in. */
export interface Listed {
  readonly parent: string;
}

/**
 * One page of the list of each of several parents, in one statement.
 *
 * @param matching a select of all the listed rows, with a column `"parent"`; the sort keys are unique per parent
 * @returns a slice per parent; a parent whose list is empty is absent
 */
export async function slicesByParent<T extends Listed>(
  em: SqlEntityManager,
  name: string,
  matching: RawBuilder<T>,
  { list, keys }: ListOrder,
  { first, after }: Page,
): Promise<Map<string, Slice<T>>> {
  const columns = sql.join(keys.map(({ column }) => sql.ref(column)));
  const ranked = sql`(row_number() over (partition by "parent" order by ${columns}))::int as "rank"`;
  const found = await rows(
    em,
    name,
    after === null
      ? sql<T & Ranked>`
          select *
          from (
            select *, (count(*) over (partition by "parent"))::int as "totalCount", ${ranked} from (${matching}) matching
          ) page
          where "rank" <= ${first + 1}
          -- As it was ranked: it is not sorted again.
          order by "parent", ${columns}`
      : sql<T & Ranked>`
          with matching as (${matching}),
               totals as (select "parent", count(*)::int as "totalCount" from matching group by "parent"),
               page as (select *, ${ranked} from matching where (${columns}) > (${positionOf(keys, after)}))
          select page.*, totals."parent" as "listParent", totals."totalCount"
          -- Of a list that ends before the position, its total is left.
          from totals left join page on page."parent" = totals."parent" and page."rank" <= ${first + 1}
          order by totals."parent", page."rank"`,
  );

  const slices = new Map<string, Slice<T> & { items: T[]; hasNextPage: boolean }>();
  for (const row of found) {
    const parent = row.listParent ?? row.parent;
    const slice = slices.get(parent) ?? {
      items: [],
      totalCount: row.totalCount,
      hasNextPage: false,
      hasPreviousPage: after !== null,
      list,
    };
    slices.set(parent, slice);
    if (row.rank === null) continue;
    if (row.rank > first) slice.hasNextPage = true;
    else slice.items.push(row);
  }
  return slices;
}

interface Ranked {
  readonly totalCount: number;
  /** Null, as the other columns of a row, for a list that ends before the position: `listParent` tells whose it is. */
  readonly rank: number | null;
  readonly listParent?: string;
}

const positionOf = (keys: ListOrder['keys'], after: Cursor) =>
  sql.join(keys.map(({ type }, index) => sql`${after[index] ?? null}::${sql.raw(type)}`));

/** The parent of a list that has none: the whole hub's. */
export const wholeHub = 'hub';
