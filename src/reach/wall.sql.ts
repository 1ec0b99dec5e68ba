import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import { inlined } from './inlined.sql.js';
import { nobodys } from './sight.sql.js';
import { type Columns, sights } from './views.sql.js';

/**
 * The role that a transaction takes for a viewer who does not see everything. It owns nothing and may write nothing: behind the views
 * of the schema `seen`, policies let it read of each table what the view of the table would show. Roles are of a whole server: all its
 * hubs share this one, which has in each base the rights that the hub of that base gives it.
 */
export const viewerRole = 'ctg_hub_viewer';

/** What of `seen` it reads beside the views: policies look there, each viewer in their own rows. */
const lookedInto = ['granted', 'kept_convention'];

/** Has the role made, if there is none and the user of the base may. True if transactions can take it. */
export async function findViewerRole(em: SqlEntityManager): Promise<boolean> {
  if (await mayTakeRole(em)) return true;
  // Another hub of the same server may do so at the same time; who may not is told by what is found after it.
  const unless = 'exception when insufficient_privilege or duplicate_object or unique_violation then null';
  for (const statement of [
    `create role ${viewerRole} nologin noinherit`,
    `grant ${viewerRole} to current_user`,
  ]) {
    await rows(em, 'makeViewerRole', sql.raw(`do $$ begin ${statement}; ${unless}; end $$`));
  }
  return mayTakeRole(em);
}

async function mayTakeRole(em: SqlEntityManager): Promise<boolean> {
  const [found] = await rows(
    em,
    'mayTakeRole',
    sql<{ may: boolean }>`
      select pg_has_role(oid, case when current_setting('server_version_num')::int < 160000 then 'MEMBER' else 'SET' end) as may
      from pg_roles where rolname = ${viewerRole}`,
  );
  return found?.may ?? false;
}

/** Statements that build the wall, once the views are there. @param views names of those that questions read */
export function wallStatements(em: SqlEntityManager, columns: Columns, views: readonly string[]): string[] {
  const tables = [...columns.keys()].map((table) => `public.${table}`);
  return [
    // Tables are closed, and so locked, before anybody's rights on them change: PostgreSQL, which counts the rows of tables by itself,
    // holds the table that it counts and waits for whoever changes its rights, who would then wait for the table.
    ...tables.map((table) => `alter table ${table} enable row level security`),
    // A role that was left by another base, or an earlier version, keeps nothing that it had here.
    `revoke all on all tables in schema public from ${viewerRole}`,
    ...tables.map((table) => `drop policy if exists seen on ${table}`),
    ...[...columns].flatMap(([table, names]) => policyOf(em, table, names)),
    ...lookedInto.flatMap((table) => [
      `alter table seen.${table} enable row level security`,
      `create policy seen on seen.${table} for select to ${viewerRole} using (rights = current_setting('ctg.rights'))`,
    ]),
    `grant usage on schema public, seen to ${viewerRole}`,
    `grant select on ${[...lookedInto, ...views].map((name) => `seen.${name}`).join(', ')} to ${viewerRole}`,
    // What is published to partners and readers; policies and views of `seen` stand behind it for territories.
    `grant usage on schema masked, published to ${viewerRole}`,
    `grant select on all tables in schema masked, published to ${viewerRole}`,
  ];
}

/** A table that nobody has said anything of is nobody's. */
function policyOf(em: SqlEntityManager, table: string, columns: readonly string[]): string[] {
  const { rows: isSeen, columns: withheld = {} } = sights[table] ?? nobodys;
  if (isSeen === nobodys.rows) return [];
  const shown = columns.filter((name) => !(name in withheld)).map((name) => `"${name}"`);
  return [
    `create policy seen on public.${table} for select to ${viewerRole} using (${inlined(em, isSeen(table))})`,
    `grant select (${shown.join(', ')}) on public.${table} to ${viewerRole}`,
  ];
}

/** Does the wall stand as it was built? A copy of a base on another server may have come without it. */
export async function isWallWhole(em: SqlEntityManager): Promise<boolean> {
  const built = Object.values(sights).filter(({ rows: isSeen }) => isSeen !== nobodys.rows).length;
  const [found] = await rows(
    em,
    'isWallWhole',
    sql<{ isWhole: boolean }>`
      select has_schema_privilege(${viewerRole}, 'seen', 'usage')
             and (select count(*) from pg_policies where schemaname = 'public' and policyname = 'seen') = ${built}
             and not exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity)
             as "isWhole"`,
  );
  return found?.isWhole ?? false;
}

/** Do policies stand behind the views? */
export async function hasWall(em: SqlEntityManager): Promise<boolean> {
  const [found] = await rows(
    em,
    'hasWall',
    sql<{ has: boolean }>`select role = ${viewerRole} as has from seen.wall`,
  );
  return found?.has ?? false;
}
