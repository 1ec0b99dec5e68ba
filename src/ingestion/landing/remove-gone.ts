import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { tableOf } from '../../db/upsert.js';
import type { Dataset } from '../dataset.js';
import { type LoadedTable, loadedTables } from '../loaded-tables.js';

/** What was removed: how many records, and the conventions that they were of. */
export interface Removal {
  readonly removed: number;
  readonly references: readonly string[];
}

/**
 * Removes the records that a source brought and that its file no longer has. What somebody else brought stays, and so
 * does a record on which such a one rests: a status typed here keeps its action.
 *
 * @param kept select of the keys that the file has, as column `key`
 */
export async function removeGone(
  em: SqlEntityManager,
  dataset: Dataset,
  sourceId: string,
  kept: RawBuilder<unknown>,
): Promise<Removal> {
  const table = loadedTableOf(em, dataset);
  const gone = await rows(
    em,
    `removeGone ${table.table}`,
    sql<{ reference: string | null }>`
      with recursive ${broughtBy(sourceId)}
      delete from ${sql.table(table.table)} t
      where ${isBrought('t', table.table)}
        and not exists (select from (${kept}) kept where kept.key = ${keyOf('t', table.table)})
        and ${nothingRestsOn[table.table] ?? sql`true`}
      returning to_jsonb(t) ->> 'convention_reference' as reference`,
  );
  const references = new Set(gone.map(({ reference }) => reference).filter((each) => each !== null));
  return { removed: gone.length, references: [...references] };
}

/** How many records of a data set are a source's. */
export async function countBrought(
  em: SqlEntityManager,
  dataset: Dataset,
  sourceId: string,
): Promise<number> {
  const { table } = loadedTableOf(em, dataset);
  const [found] = await rows(
    em,
    'countBrought',
    sql<{ count: number }>`
      with recursive ${broughtBy(sourceId)}
      select count(*)::int as count from ${sql.table(table)} t where ${isBrought('t', table)}`,
  );
  return found?.count ?? 0;
}

function loadedTableOf(em: SqlEntityManager, { entity }: Dataset): LoadedTable {
  return tableNamed(tableOf(em, entity).table);
}

function tableNamed(name: string): LoadedTable {
  const found = loadedTables.find(({ table }) => table === name);
  if (!found) throw new Error(`Loads do not write ${name}`);
  return found;
}

/** Key of a record as the journal and the templates write it. */
const keyOf = (alias: string, table: string): RawBuilder<string> =>
  sql<string>`concat_ws('/', ${sql.join(tableNamed(table).key.map((column) => sql.ref(`${alias}.${column}`)))})`;

/**
 * The batches of a source, and what others made of its records since: changed here, a record is still the source's, and
 * its next pull overwrites it; removed here and written again, it is not.
 */
const broughtBy = (sourceId: string): RawBuilder<unknown> => sql`
  own_batch as (select revision from batch where source_id = ${sourceId}),
  rewritten as (
    select table_name::text, key, batch_revision as revision from batch_change
    where (before ->> 'batch_revision')::int in (select revision from own_batch)
    union
    select c.table_name::text, c.key, c.batch_revision
    from batch_change c join rewritten r on r.table_name = c.table_name and r.key = c.key
    where (c.before ->> 'batch_revision')::int = r.revision
  )`;

const isBrought = (alias: string, table: string): RawBuilder<unknown> => sql`(
  ${sql.ref(`${alias}.batch_revision`)} in (select revision from own_batch)
  or (${sql.lit(table)}, ${keyOf(alias, table)}, ${sql.ref(`${alias}.batch_revision`)}) in (
    select table_name, key, revision from rewritten))`;

const isOthers = (alias: string, table: string): RawBuilder<unknown> => sql`not ${isBrought(alias, table)}`;

/** Some status of node `n` is somebody else's. */
const hasOthersStatus = sql`
  exists (select from progress_entry e where e.plan_node_id = n.id and ${isOthers('e', 'progress_entry')})`;

/** By table, that no record of somebody else would go with record `t`. */
const nothingRestsOn: Readonly<Record<string, RawBuilder<unknown>>> = {
  convention: sql`
    not exists (select from amendment a
                where a.convention_reference = t.reference and ${isOthers('a', 'amendment')})
    and not exists (select from plan_node n
                    where n.convention_reference = t.reference
                      and (${isOthers('n', 'plan_node')} or ${hasOthersStatus}))`,
  plan_node: sql`
    not exists (select from plan_node n
                where n.convention_reference = t.convention_reference and t.id = any(n.path)
                  and (${isOthers('n', 'plan_node')} or ${hasOthersStatus}))`,
};
