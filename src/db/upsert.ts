import type { EntityMetadata } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from './sql.js';

/** One row of a table, by column name. */
export type ColumnValues = Readonly<Record<string, unknown>>;

/** Which rows a write touched: how many, and the values of their first key column. */
export interface Written {
  readonly added: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  readonly rowsAdded: number;
  readonly rowsChanged: number;
}

/** Columns that say where a value came from: the same value from another file is not a change. */
export const provenanceNames: ReadonlySet<string> = new Set([
  'batch_revision',
  'source_sheet',
  'source_line',
  'source_url',
  'source_title',
]);
const chunkSize = 5_000;

/**
 * Inserts rows, or updates those whose key is already there and whose content differs. Idempotent: the same
 * rows twice change nothing the second time, not even their provenance.
 *
 * Rows travel as one JSON parameter a chunk, so that both engines take any number of them in few statements.
 */
export async function upsert(
  em: SqlEntityManager,
  entity: { readonly name: string },
  key: readonly [string, ...string[]],
  records: readonly ColumnValues[],
): Promise<Written> {
  const meta = metadataOf(em, entity);
  const types = columnTypes(meta);
  const names = Object.keys(records[0] ?? {});
  const content = names.filter((name) => !key.includes(name) && !provenanceNames.has(name));
  const added = new Set<string>();
  const changed = new Set<string>();
  let rowsAdded = 0;
  let rowsChanged = 0;

  const columns = sql.join(names.map((name) => sql.ref(name)));
  const shape = sql.join(names.map((name) => sql`${sql.ref(name)} ${sql.raw(types.get(name) ?? 'text')}`));
  const assignments = sql.join(names.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));
  const before = sql.join(content.map((name) => sql`target.${sql.ref(name)}`));
  const after = sql.join(content.map((name) => sql`excluded.${sql.ref(name)}`));
  const onConflict =
    content.length === 0
      ? sql`do nothing`
      : sql`do update set ${assignments} where (${before}) is distinct from (${after})`;

  for (let start = 0; start < records.length; start += chunkSize) {
    const chunk = JSON.stringify(records.slice(start, start + chunkSize));
    const written = await rows(
      em,
      `upsert ${meta.tableName}`,
      sql<{ key: string; added: boolean }>`
        insert into ${sql.table(meta.tableName)} as target (${columns})
        select ${columns} from json_to_recordset(${chunk}::json) as record(${shape})
        on conflict (${sql.join(key.map((name) => sql.ref(name)))}) ${onConflict}
        returning target.${sql.ref(key[0])}::text as "key", (target.xmax = 0) as "added"`,
    );
    for (const row of written) (row.added ? added : changed).add(row.key);
    rowsAdded += written.filter((row) => row.added).length;
    rowsChanged += written.filter((row) => !row.added).length;
  }
  return { added, changed, rowsAdded, rowsChanged };
}

/**
 * Makes the children of some parents exactly these rows: the others are removed. Returns the parents whose
 * children changed in any way.
 *
 * @param key the parent's column first, then what identifies a child within its parent, if it may have several
 */
export async function replaceChildren(
  em: SqlEntityManager,
  entity: { readonly name: string },
  key: readonly [string, ...string[]],
  parents: readonly string[],
  records: readonly ColumnValues[],
): Promise<ReadonlySet<string>> {
  const [parent] = key;
  const keep = JSON.stringify(records.map((record) => key.map((column) => String(record[column]))));
  const columns = sql.join(key.map((column) => sql`target.${sql.ref(column)}::text`));
  const kept = sql.join(key.map((_, index) => sql`kept.value ->> ${sql.lit(index)}`));
  const removed = await rows(
    em,
    `prune ${entity.name}`,
    sql<{ key: string }>`
      delete from ${sql.table(metadataOf(em, entity).tableName)} target
      where target.${sql.ref(parent)} = any(${parents})
        and (${columns}) not in (select ${kept} from json_array_elements(${keep}::json) kept)
      returning target.${sql.ref(parent)}::text as "key"`,
  );
  const { added, changed } = await upsert(em, entity, key, records);
  return new Set([...removed.map((row) => row.key), ...added, ...changed]);
}

function metadataOf(em: SqlEntityManager, entity: { readonly name: string }): EntityMetadata {
  return em.getMetadata().getByClassName(entity.name) as EntityMetadata;
}

/** Table of an entity, and the columns of its primary key joined as SQL names them. */
export function tableOf(em: SqlEntityManager, entity: { readonly name: string }) {
  const { tableName, primaryKeys, properties } = metadataOf(em, entity);
  const keys = primaryKeys.flatMap((name) => properties[name]?.fieldNames ?? []);
  return { table: tableName, keys, key: keys[0] ?? 'id' };
}

/** SQL type of each column of an entity's table. */
export const columnTypesOf = (em: SqlEntityManager, entity: { readonly name: string }) =>
  columnTypes(metadataOf(em, entity));

/** Columns of a table, by its name. */
export function columnNamesOf(em: SqlEntityManager, table: string): string[] {
  const meta = [...em.getMetadata().getAll().values()].find(({ tableName }) => tableName === table);
  if (!meta) throw new Error(`No entity has the table ${table}`);
  return [...columnTypes(meta).keys()];
}

function columnTypes(meta: EntityMetadata): Map<string, string> {
  const types = new Map<string, string>();
  for (const property of Object.values(meta.properties)) {
    property.fieldNames?.forEach((name, index) => {
      types.set(name, property.columnTypes[index] ?? 'text');
    });
  }
  return types;
}
