import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import { inlined } from './inlined.sql.js';
import { beneathPartners, beneathReaders, maskedViews } from './masks/masked-views.sql.js';
import type { Selects } from './sight.sql.js';
import { type Columns, making, readingViews, workedOut } from './views.sql.js';
import { findViewerRole, isWallWhole, viewerRole, wallStatements } from './wall.sql.js';

/** Tables that are no copy of another: which rights are kept, as of which revision, and what they are of. */
const ownTables = [
  `create table seen.rights (rights varchar(64) primary key, revision int not null default -1, policy text not null default '',
     is_granted boolean not null default false, made_at timestamptz not null default now())`,
  `create table seen.granted (rights varchar(64) not null, territory_id varchar(20) not null, is_whole boolean not null,
     is_own boolean not null, primary key (rights, territory_id))`,
  `create table seen.kept_batch (rights varchar(64) not null, revision int not null, primary key (rights, revision))`,
  `create table seen.kept_convention (rights varchar(64) not null, reference varchar(60) not null, primary key (rights, reference))`,
  `create table seen.kept_comparison (rights varchar(64) not null, id text not null, primary key (rights, id))`,
  // What partners and readers are shown: as of which revision, by which policy; cells of amounts, and why they are hidden; indicators.
  `create table seen.mask (figures varchar(16) primary key, policy text not null, revision int not null, made_at timestamptz not null default now())`,
  `create table seen.kept_published_amount (audience varchar(16) not null, territory_id varchar(20) not null, fiscal_year int not null,
     nature varchar(40) not null, sector varchar(40) not null, amount_cents bigint, precision varchar(40), hiding varchar(16),
     primary key (audience, territory_id, fiscal_year, nature, sector))`,
  'create index on seen.kept_published_amount (fiscal_year, nature)',
  `create table seen.kept_published_indicator (audience varchar(16) not null, id text not null, primary key (audience, id))`,
];

/** What the rows of a kept table are looked up by. */
const lookedUpBy: Readonly<Record<string, readonly string[]>> = {
  territory: ['id', 'code'],
  place: ['territory_id'],
  territory_part: ['whole_id', 'part_id'],
  convention_place: ['territory_id', 'reference'],
  subsidy_sum: ['territory_id'],
  subsidy_year: ['territory_id'],
  subsidy_group: ['territory_id'],
  child_count: ['territory_id'],
  coverage_step: ['territory_id'],
  completion_sum: ['department_id'],
};

/** Makes the schemas `seen`, `masked` and `published`, and the wall behind them, from the code, unless they are those of this code already. */
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
    ...viewsIn(em, 'seen', views, columns),
    ...Object.entries(workedOut).map(([table, select]) =>
      viewOf(em, `seen.${making(table)}`, columns.get(table), select),
    ),
    'create schema masked',
    ...viewsIn(em, 'masked', maskedViews(columns, beneathPartners), columns),
    'create schema published',
    ...viewsIn(em, 'published', maskedViews(columns, beneathReaders), columns),
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

const viewsIn = (em: SqlEntityManager, schema: string, views: Selects, columns: Columns): string[] =>
  Object.entries(views).map(([table, select]) =>
    viewOf(em, `${schema}.${table}`, columns.get(table), select),
  );

/** @param columns its names; what stands for no table names them itself */
function viewOf(
  em: SqlEntityManager,
  name: string,
  columns: readonly string[] = [],
  select: RawBuilder<unknown>,
): string {
  const names = columns.length > 0 ? ` (${columns.map((column) => `"${column}"`).join(', ')})` : '';
  return `create view ${name}${names} as ${inlined(em, select)}`;
}

/** Drops all that follows from the code: a migration may change what it reads. */
export async function dropReachViews(em: SqlEntityManager): Promise<void> {
  for (const schema of ['published', 'masked', 'reach', 'seen'])
    await rows(em, `drop ${schema}`, sql`drop schema if exists ${sql.raw(schema)} cascade`);
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
