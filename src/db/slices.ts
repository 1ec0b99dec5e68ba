import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { ListOrder, Page, Slice } from '../graphql/page.js';
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
  const position = sql.join(keys.map(({ type }, index) => sql`${after?.[index] ?? null}::${sql.raw(type)}`));
  const found = await rows(
    em,
    name,
    sql<T & { listParent: string; totalCount: number; rank: number | null }>`
      with matching as (${matching}),
           totals as (select "parent", count(*)::int as "totalCount" from matching group by "parent"),
           page as (
             select *, (row_number() over (partition by "parent" order by ${columns}))::int as "rank"
             from matching
             where ${after === null} or (${columns}) > (${position})
           )
      select page.*, totals."parent" as "listParent", totals."totalCount"
      from totals left join page on page."parent" = totals."parent" and page."rank" <= ${first + 1}
      order by totals."parent", page."rank"`,
  );

  const slices = new Map<string, Slice<T> & { items: T[]; hasNextPage: boolean }>();
  for (const row of found) {
    const slice = slices.get(row.listParent) ?? {
      items: [],
      totalCount: row.totalCount,
      hasNextPage: false,
      hasPreviousPage: after !== null,
      list,
    };
    slices.set(row.listParent, slice);
    if (row.rank === null) continue;
    if (row.rank > first) slice.hasNextPage = true;
    else slice.items.push(row);
  }
  return slices;
}

/** The parent of a list that has none: the whole hub's. */
export const wholeHub = 'hub';
