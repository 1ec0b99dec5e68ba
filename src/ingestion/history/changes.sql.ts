import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { LoadedTable } from '../loaded-tables.js';

/** A record before and after a batch; null where it was not there. */
export interface RecordVersions {
  readonly key: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
}

/** Key of a record as the journal writes it: the parts of its primary key joined by `/`. */
export const journalKey = (alias: string, { key }: LoadedTable): RawBuilder<string> =>
  sql<string>`concat_ws('/', ${sql.join(key.map((column) => sql.ref(`${alias}.${column}`)))})`;

const keyList = (alias: string, { key }: LoadedTable): RawBuilder<unknown> =>
  sql.join(key.map((column) => sql.ref(`${alias}.${column}`)));

/**
 * The records of one table that a batch created, changed or removed, by key. What a later batch did to them since is
 * left out: `after` is what this batch left.
 */
export function recordVersions(
  em: SqlEntityManager,
  table: LoadedTable,
  revision: number,
  first: number,
  after: string | null,
): Promise<RecordVersions[]> {
  const name = table.table;
  const target = sql.table(name);
  const isPage = (key: RawBuilder<string>) => (after === null ? sql`true` : sql`${key} > ${after}`);
  // Nobody has counted what a batch that has just landed wrote, and a join with it may be planned as one of a single row
  // and compare each with each: "not in" looks every key up instead.
  const own = sql`
    select distinct on (key) key, before from batch_change
    where batch_revision = ${revision} and table_name = ${name} and ${isPage(sql.ref<string>('key'))}
    order by key, id`;
  // What a later batch first found of a record is what this one left of it, unless it was created again since.
  const left = (key: RawBuilder<unknown>) => sql`
    (select case when (later.before ->> 'batch_revision')::int <= ${revision} then later.before end
     from batch_change later
     where later.table_name = ${name} and later.key = ${key} and later.batch_revision > ${revision}
     order by later.id limit 1)`;
  return rows(
    em,
    `recordVersions ${name}`,
    sql<RecordVersions>`
      with own as (${own})
      (
        select own.key, own.before, coalesce(${left(sql.ref('own.key'))}, to_jsonb(t)) as after
        from own
        cross join lateral jsonb_populate_record(null::${target}, own.before) was
        left join ${target} t
          on (${keyList('t', table)}) = (${keyList('was', table)}) and t.batch_revision <= ${revision}
        union all
        select ${journalKey('t', table)}, null, to_jsonb(t)
        from ${target} t
        where t.batch_revision = ${revision} and ${isPage(journalKey('t', table))}
          and ${journalKey('t', table)} not in (select key from own)
        union all
        (
          select distinct on (later.key) later.key, null, later.before
          from batch_change later
          where later.table_name = ${name} and later.batch_revision > ${revision}
            and (later.before ->> 'batch_revision')::int = ${revision} and ${isPage(sql.ref<string>('later.key'))}
            and later.key not in (select key from own)
          order by later.key, later.id
        )
      )
      order by key limit ${first}`,
  );
}

/** How many records of each table a batch created, changed or removed; tables that it left alone are absent. */
export async function changeCounts(
  em: SqlEntityManager,
  tables: readonly LoadedTable[],
  revision: number,
): Promise<ReadonlyMap<string, number>> {
  const created = tables.map(
    (table) => sql`
      select ${sql.lit(table.table)}::text, ${journalKey('t', table)}
      from ${sql.table(table.table)} t
      where t.batch_revision = ${revision}`,
  );
  const found = await rows(
    em,
    'changeCounts',
    sql<{ table: string; count: number }>`
      select table_name as "table", count(*)::int as count
      from (
        select table_name, key from batch_change where batch_revision = ${revision}
        union
        select table_name, key from batch_change
        where batch_revision > ${revision} and (before ->> 'batch_revision')::int = ${revision}
        union
        ${sql.join(created, sql` union `)}
      ) touched
      group by table_name`,
  );
  return new Map(found.map(({ table, count }) => [table, count]));
}

/** Names of territories as a French reader knows them, with their codes. */
export async function territoryNames(
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await rows(
    em,
    'territoryNames',
    sql<{ id: string; name: string }>`
      select id, name || ' (' || code || ')' as name from territory where id = any(${ids})`,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}
