import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import { tableOf, viewsOf, workedOut } from './views.sql.js';

/** Tables that are no copy of another: which rights are kept, as of which revision, and what they are of. */
const ownTables = [
  `create table seen.rights (rights varchar(64) primary key, revision int not null default -1, is_granted boolean not null default false,
     made_at timestamptz not null default now())`,
  `create table seen.granted (rights varchar(64) not null, territory_id varchar(20) not null, is_whole boolean not null,
     is_own boolean not null, primary key (rights, territory_id))`,
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
  coverage_step: ['territory_id'],
  completion_sum: ['department_id'],
};

/** Makes the schema `seen` from the code, unless it is that of this code already. */
export async function makeReachViews(em: SqlEntityManager): Promise<void> {
  const columns = await columnsOfTables(em);
  const columnsOf = (view: string) => columns.get(tableOf(view)) ?? '';
  const kept = Object.keys(workedOut).flatMap((table) => [
    `create table seen.kept_${table} as select ''::varchar(64) as rights, t.* from public.${table} t with no data`,
    ...(lookedUpBy[table] ?? []).map(
      (column) => `create index on seen.kept_${table} (rights, ${sqlName(column)})`,
    ),
  ]);
  const statements = [
    'create schema seen',
    ...ownTables,
    ...kept,
    // What a view reads is settled when it is made: other views of this schema, before the tables.
    `select set_config('search_path', 'seen, public', true)`,
    ...Object.entries(viewsOf(columnsOf)).map(
      ([name, select]) => `create view seen.${name} (${columnsOf(name)}) as ${inlined(em, select)}`,
    ),
    `select set_config('search_path', 'public', true)`,
  ];
  const digest = createHash('sha256').update(statements.join('\n')).digest('hex');
  if ((await noteOf(em)) === digest) return;
  await dropReachViews(em);
  for (const statement of statements) await rows(em, 'makeReachViews', sql.raw(statement));
  await rows(em, 'noteReach', sql.raw(`comment on schema seen is '${digest}'`));
}

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

/** Columns of each table in their order, which is that of the selects that loads write into it. */
async function columnsOfTables(em: SqlEntityManager): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    em,
    'columnsOfTables',
    sql<{ table: string; columns: string }>`
      select c.relname as "table", string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname`,
  );
  return new Map(found.map(({ table, columns }) => [table, columns]));
}

const sqlName = (name: string) => `"${name}"`;

/** The text of a statement with its values in it: a view has no parameters. */
function inlined(em: SqlEntityManager, select: RawBuilder<unknown>): string {
  const { sql: text, parameters } = select.compile(em.getKysely());
  return text.replace(/\$(\d+)/g, (_, number) => literal(parameters[Number(number) - 1]));
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `array[${value.map(literal).join(', ')}]`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return `'${String(value).replaceAll("'", "''")}'`;
}
