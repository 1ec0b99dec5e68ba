import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import { inlined } from './inlined.sql.js';
import { type Columns, making, readingViews, workedOut } from './views.sql.js';
import { findViewerRole, isWallWhole, viewerRole, wallStatements } from './wall.sql.js';

/** Tables that are no copy of another: which rights are kept, as of which revision, and what they are of. */
const ownTables = [
  `create table seen.rights (rights varchar(64) primary key, revision int not null default -1, is_granted boolean not null default false,
     made_at timestamptz not null default now())`,
  `create table seen.granted (rights varchar(64) not null, territory_id varchar(20) not null, is_whole boolean not null,
     is_own boolean not null, primary key (rights, territory_id))`,
  `create table seen.kept_batch (rights varchar(64) not null, revision int not null, primary key (rights, revision))`,
  `create table seen.kept_convention (rights varchar(64) not null, reference varchar(60) not null, primary key (rights, reference))`,
];

/** What the rows of a kept table are looked up by. */
const lookedUpBy: Readonly<Record<string, readonly string[]>> = {
  territory: ['id', 'code'],
  place: ['territory_id'],
  territory_part: ['whole_id', 'part_id'],
  convention_place: ['territory_id', 'reference'],
  subsidy_sum: ['territory_id'],
  subsidy_year: ['territory_id'],
  child_count: ['territory_id'],
  coverage_step: ['territory_id'],
  completion_sum: ['department_id'],
};

/** Makes the schema `seen` and the wall behind it from the code, unless they are those of this code already. */
export async function makeReachViews(em: SqlEntityManager): Promise<void> {
  const columns = await columnsOfTables(em);
  const hasRole = await findViewerRole(em);
  const views = readingViews(columns);
  const statements = [
    'create schema seen',
    ...ownTables,
    ...Object.keys(workedOut).flatMap(keptTable),
    // What a view reads is settled when it is made: other views of this schema, before the tables.
    `select set_config('search_path', 'seen, public', true)`,
    ...Object.entries(views).map(([table, select]) => viewOf(em, table, columns.get(table), select)),
    ...Object.entries(workedOut).map(([table, select]) =>
      viewOf(em, making(table), columns.get(table), select),
    ),
    // Without the role a transaction stays who it is.
    `create view seen.wall as select '${hasRole ? viewerRole : 'none'}'::text as role`,
    ...(hasRole ? wallStatements(em, columns, Object.keys(views)) : []),
    `select set_config('search_path', 'public', true)`,
  ];
  const digest = createHash('sha256').update(statements.join('\n')).digest('hex');
  if ((await noteOf(em)) === digest && (!hasRole || (await isWallWhole(em)))) return;
  await dropReachViews(em);
  for (const statement of statements) await rows(em, 'makeReachViews', sql.raw(statement));
  await rows(em, 'noteReach', sql.raw(`comment on schema seen is '${digest}'`));
}

const keptTable = (table: string): string[] => [
  `create table seen.kept_${table} as select ''::varchar(64) as rights, t.* from public.${table} t with no data`,
  ...(lookedUpBy[table] ?? []).map((column) => `create index on seen.kept_${table} (rights, "${column}")`),
];

const viewOf = (
  em: SqlEntityManager,
  name: string,
  columns: readonly string[] = [],
  select: RawBuilder<unknown>,
): string =>
  `create view seen.${name} (${columns.map((column) => `"${column}"`).join(', ')}) as ${inlined(em, select)}`;

/** Drops all that follows from the code: a migration may change what it reads. */
export async function dropReachViews(em: SqlEntityManager): Promise<void> {
  await rows(em, 'dropReach', sql`drop schema if exists reach cascade`);
  await rows(em, 'dropSeen', sql`drop schema if exists seen cascade`);
}

const noteOf = async (em: SqlEntityManager) =>
  (
    await rows(
      em,
      'noteOfReach',
      sql<{
        note: string | null;
      }>`select obj_description(oid, 'pg_namespace') as note from pg_namespace where nspname = 'seen'`,
    )
  )[0]?.note ?? null;

async function columnsOfTables(em: SqlEntityManager): Promise<Columns> {
  const found = await rows(
    em,
    'columnsOfTables',
    sql<{ table: string; columns: string[] }>`
      select c.relname as "table", array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname`,
  );
  return new Map(found.map(({ table, columns }) => [table, columns]));
}
