import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import { conventionViews } from './convention-views.sql.js';
import { figureViews, provenanceViews } from './figure-views.sql.js';
import { territoryViews } from './territory-views.sql.js';

/** In this order: a view reads the views before it, and tables for the rest. */
const views = Object.entries({
  ...territoryViews,
  ...conventionViews,
  ...figureViews,
  ...provenanceViews,
});

/** Names of the tables that viewers of limited rights see through a view. */
export const viewNames: readonly string[] = views.map(([name]) => name);

/** Makes the views of the schema `reach` from the code, unless they are those of this code already. */
export async function makeReachViews(em: SqlEntityManager): Promise<void> {
  const texts = views.map(([name, select]) => [name, inlined(em, select)] as const);
  const digest = createHash('sha256').update(JSON.stringify(texts)).digest('hex');
  if ((await noteOf(em)) === digest) return;
  const run = (name: string, text: string) => rows(em, name, sql.raw(text));
  await run('dropReach', 'drop schema if exists reach cascade');
  await run('makeReach', 'create schema reach');
  await run('lookIntoReach', `select set_config('search_path', 'reach, public', true)`);
  for (const [name, text] of texts) {
    await run(`makeReach ${name}`, `create view reach.${name} (${await columnsOf(em, name)}) as ${text}`);
  }
  await run('lookOut', `select set_config('search_path', 'public', true)`);
  await run('noteReach', `comment on schema reach is '${digest}'`);
}

/** Drops the views: a migration may change what they read. */
export async function dropReachViews(em: SqlEntityManager): Promise<void> {
  await rows(em, 'dropReach', sql`drop schema if exists reach cascade`);
}

const noteOf = async (em: SqlEntityManager) =>
  (
    await rows(
      em,
      'noteOfReach',
      sql<{
        note: string | null;
      }>`select obj_description(oid, 'pg_namespace') as note from pg_namespace where nspname = 'reach'`,
    )
  )[0]?.note ?? null;

/** Columns of a table in their order, which is that of the selects that loads write into it. */
async function columnsOf(em: SqlEntityManager, table: string): Promise<string> {
  const [found] = await rows(
    em,
    'columnsOfTable',
    sql<{ columns: string }>`
      select string_agg(quote_ident(attname), ', ' order by attnum) as columns
      from pg_attribute where attrelid = ${`public.${table}`}::regclass and attnum > 0 and not attisdropped`,
  );
  return found?.columns ?? '';
}

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
