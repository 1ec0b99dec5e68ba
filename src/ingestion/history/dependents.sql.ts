import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { groupBy, rows } from '../../db/sql.js';
import type { LoadedTable, ParentReference, Whole } from '../loaded-tables.js';
import { journalKey } from './changes.sql.js';

/** Which later batches rest on one, so that it cannot be undone before them. */

const revisionsOf = async (em: SqlEntityManager, name: string, query: RawBuilder<{ revision: number }>) =>
  (await rows(em, name, query)).map(({ revision }) => revision);

const union = (selects: readonly RawBuilder<unknown>[]) => sql.join(selects, sql` union `);

const writerOf = (alias: string) => sql`(${sql.ref(`${alias}.before`)} ->> 'batch_revision')::int`;

/** Later batches that changed, removed or created again a record which this one wrote. */
export function laterWriters(
  em: SqlEntityManager,
  tables: readonly LoadedTable[],
  revision: number,
): Promise<number[]> {
  // A record created again has no journal of its own: only the base knows.
  const createdAgain = tables.map(
    (table) => sql`
      select t.batch_revision from own join ${sql.table(table.table)} t on own.key = ${journalKey('t', table)}
      where own.table_name = ${table.table} and t.batch_revision > ${revision}`,
  );
  return revisionsOf(
    em,
    'laterWriters',
    sql`
      with own as (
        select table_name, key from batch_change own where batch_revision = ${revision}
        union
        -- What it created has no journal of its own, but what changed it since has.
        select table_name, key from batch_change own
        where batch_revision > ${revision} and ${writerOf('own')} = ${revision}
      ), later as (
        select later.batch_revision as revision, ${writerOf('later')} as writer
        from batch_change later
        where later.batch_revision > ${revision}
          and (later.table_name, later.key) in (select table_name, key from own)
      )
      select distinct revision from (
        select revision from later union select writer from later union ${union(createdAgain)}
      ) found where revision > ${revision} order by 1`,
  );
}

/** Later batches whose records refer to one that this batch created, or changed in what they rely on. */
export async function laterChildren(
  em: SqlEntityManager,
  tables: readonly LoadedTable[],
  revision: number,
): Promise<number[]> {
  const selects = tables.flatMap((child) =>
    child.parents.map((reference) => {
      const parent = tables.find(({ table }) => table === reference.table);
      if (!parent) throw new Error(`${child.table} refers to ${reference.table}, which no load writes`);
      return childrenOf(child, reference, parent, revision);
    }),
  );
  return revisionsOf(em, 'laterChildren', sql`${union(selects)}`);
}

/** A child that has left its parent since counts too: undoing what moved it would bring it back under nothing. */
function childrenOf(
  child: LoadedTable,
  { columns, reliesOn }: ParentReference,
  parent: LoadedTable,
  revision: number,
): RawBuilder<unknown> {
  const stored = sql.join(columns.map((column) => sql.ref(`t.${column}`)));
  const journalled = sql.join(columns.map((column) => sql`b.before ->> ${sql.lit(column)}`));
  const relied = (record: RawBuilder<unknown>) =>
    reliesOn === undefined ? sql`null` : sql`${record} ->> ${sql.lit(reliesOn)}`;
  return sql`
    select child.revision
    from (
      select concat_ws('/', ${stored}) as parent, t.batch_revision as revision
      from ${sql.table(child.table)} t where t.batch_revision > ${revision}
      union
      select concat_ws('/', ${journalled}), unnest(array[b.batch_revision, ${writerOf('b')}]) from batch_change b
      where b.table_name = ${child.table} and b.batch_revision > ${revision}
    ) child
    join (
      select ${journalKey('t', parent)} as key, ${relied(sql`to_jsonb(t)`)} as relied
      from ${sql.table(parent.table)} t where t.batch_revision = ${revision}
      union
      select b.key, ${relied(sql`b.before`)} from batch_change b
      where b.table_name = ${parent.table} and b.batch_revision > ${revision} and ${writerOf('b')} = ${revision}
    ) left_by_batch on left_by_batch.key = child.parent
    left join lateral (
      select ${relied(sql`own.before`)} as relied from batch_change own
      where own.batch_revision = ${revision} and own.table_name = ${parent.table} and own.key = child.parent
      order by own.id limit 1
    ) was on true
    where child.revision > ${revision}
      and (not exists (select from batch_change own
                       where own.batch_revision = ${revision} and own.table_name = ${parent.table}
                         and own.key = child.parent)
           or was.relied <> left_by_batch.relied)`;
}

/** Later batches that wrote another part of a whole of which this one wrote a part. */
export async function laterOnWholes(
  em: SqlEntityManager,
  tables: readonly LoadedTable[],
  revision: number,
): Promise<number[]> {
  const parts = tables.flatMap(({ table, whole }) => (whole ? [{ table, whole }] : []));
  const found: number[] = [];
  for (const [name, group] of groupBy(parts, ({ whole }) => whole.name)) {
    found.push(...(await laterOnWhole(em, name, group, revision)));
  }
  return found;
}

interface Part {
  readonly table: string;
  readonly whole: Whole;
}

async function laterOnWhole(em: SqlEntityManager, name: string, parts: readonly Part[], revision: number) {
  const strategy = parts[0]?.whole.strategy ?? null;
  const candidates = await revisionsOf(
    em,
    'laterBatches',
    sql`select revision from batch
        where revision > ${revision} and undone_by is null and (${strategy}::text is null or strategy = ${strategy})`,
  );
  // Most batches are the last of their kind: their rows need not be looked at.
  if (candidates.length === 0) return [];
  return revisionsOf(
    em,
    `laterOnWhole ${name}`,
    sql`
      with own as (${union(parts.flatMap((part) => writtenBy(part, sql`= ${revision}`)))}),
           later as (${union(parts.flatMap((part) => writtenBy(part, sql`= any(${candidates})`)))})
      select distinct later.revision from later join own on own.whole = later.whole`,
  );
}

/** Selects of the wholes of which some batches wrote a part: columns `whole`, `revision`. */
function writtenBy({ table, whole }: Part, isAsked: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const stored = wholeKey(whole, (column) => sql.ref(`t.${column}`));
  const journalled = wholeKey(whole, (column) => sql`b.before -> ${sql.lit(column)}`);
  const holds = (value: (column: string) => RawBuilder<unknown>, empty: RawBuilder<unknown>) =>
    whole.lists === undefined
      ? sql`true`
      : sql`(${sql.join(
          whole.lists.map((column) => sql`${value(column)} <> ${empty}`),
          sql` or `,
        )})`;
  const wasPart = holds((column) => sql`b.before -> ${sql.lit(column)}`, sql`'[]'::jsonb`);
  return [
    sql`select ${stored} as whole, t.batch_revision as revision from ${sql.table(table)} t
        where t.batch_revision ${isAsked} and ${holds((column) => sql.ref(`t.${column}`), sql`'{}'`)}`,
    sql`select ${journalled}, b.batch_revision from batch_change b
        where b.table_name = ${table} and b.batch_revision ${isAsked} and ${wasPart}`,
    sql`select ${journalled}, ${writerOf('b')} from batch_change b
        where b.table_name = ${table} and ${writerOf('b')} ${isAsked} and ${wasPart}`,
  ];
}

const wholeKey = ({ columns }: Whole, value: (column: string) => RawBuilder<unknown>) =>
  sql`jsonb_build_array(${sql.join(columns.map(value))})::text`;

/**
 * Later batches that moved a node of a plan in which this one moved one: back where it was, a node could then stand below
 * itself.
 */
export function laterMoves(em: SqlEntityManager, revision: number): Promise<number[]> {
  return revisionsOf(
    em,
    'laterMoves',
    sql`
      with first as (
        select distinct on (batch_revision, key) batch_revision as revision, key, before, id from batch_change
        where table_name = 'plan_node' and batch_revision >= ${revision}
        order by batch_revision, key, id
      ), move as (
        select first.revision, first.before ->> 'convention_reference' as plan
        from first
        left join lateral (
          select next.before from first next
          where next.key = first.key and next.revision > first.revision order by next.revision limit 1
        ) next on true
        left join plan_node n on n.id = first.key
        where (first.before ->> 'parent_id') is distinct from
          case when next.before is null then n.parent_id else next.before ->> 'parent_id' end
      )
      select distinct later.revision from move later join move own on own.plan = later.plan
      where own.revision = ${revision} and later.revision > ${revision}`,
  );
}
