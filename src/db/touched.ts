import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from './sql.js';

/** Makes a table of the transaction's own, in place of one of that name, and lets the planner know how large it is. */
export async function makeTemporary(
  em: SqlEntityManager,
  name: string,
  select: RawBuilder<unknown>,
): Promise<void> {
  await rows(em, `drop ${name}`, sql`drop table if exists ${temporary(name)}`);
  await rows(em, `make ${name}`, sql`create temp table ${sql.table(name)} on commit drop as ${select}`);
  await rows(em, `analyze ${name}`, sql`analyze ${temporary(name)}`);
}

export const temporary = (name: string): RawBuilder<unknown> => sql.raw(`pg_temp.${name}`);

/** How many rows a table of the transaction's own has. */
export async function countOf(
  em: SqlEntityManager,
  name: string,
  table: RawBuilder<unknown>,
): Promise<number> {
  const [found] = await rows(em, name, sql<{ count: number }>`select count(*)::int as count from ${table}`);
  return found?.count ?? 0;
}

/** Runs work whose statements join tables at once, and look nothing up: the planner knows nothing of what was just written. */
export async function joiningAtOnce(em: SqlEntityManager, isOn: boolean, work: () => Promise<void>) {
  const set = (value: string) =>
    rows(em, 'joinAtOnce', sql`select set_config('enable_nestloop', ${value}, true)`);
  if (isOn) await set('off');
  await work();
  if (isOn) await set('on');
}

/**
 * Runs work whose statements group by hashing: of what a statement itself has made the planner expects a few rows, and would sort
 * hundreds of thousands by many columns of text.
 */
export async function groupingAtOnce(em: SqlEntityManager, work: () => Promise<void>): Promise<void> {
  const set = (value: string) =>
    rows(em, 'groupAtOnce', sql`select set_config('enable_sort', ${value}, true)`);
  await set('off');
  await work();
  await set('on');
}
