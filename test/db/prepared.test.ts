import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { emptyBase, type OwnBase } from '../hub.js';

/** The statements that the one connection of a test keeps prepared. */
const prepared = sql<{
  statement: string;
}>`select statement from pg_prepared_statements order by prepare_time`;
const ask = (marker: number, value: number) =>
  sql<{ value: number }>`select ${value}::int as value, ${sql.lit(marker)} as marker`;

describe.runIf(process.env.DATABASE_URL)('statements that read', () => {
  let base: OwnBase;
  let database: Database;
  beforeEach(async () => {
    base = await emptyBase();
    database = await openDatabase(base.location, model);
  });
  afterEach(async () => {
    await database.close();
    await base.drop();
  });

  const read = async (marker: number, value: number) =>
    (await rows(database.fork(), 'read', ask(marker, value)))[0]?.value;
  const kept = async () => (await rows(database.fork(), 'kept', prepared)).map(({ statement }) => statement);

  it('are prepared once for all their values', async () => {
    expect([await read(1, 5), await read(1, 6), await read(1, 7)]).toEqual([5, 6, 7]);
    expect((await kept()).filter((text) => text.includes('1 as marker'))).toHaveLength(1);
  });

  it('are not in a transaction, and are again after it', async () => {
    await database.fork().transactional(async (em) => {
      await rows(em as never, 'read', ask(2, 5));
    });
    expect((await kept()).filter((text) => text.includes('2 as marker'))).toEqual([]);
    await read(2, 6);
    expect((await kept()).filter((text) => text.includes('2 as marker'))).toHaveLength(1);
  });

  it('are forgotten when there are too many, the longest unasked first', async () => {
    for (let marker = 0; marker < 350; marker += 1) await read(marker, marker);
    expect(await read(349, 1)).toBe(1);
    const left = await kept();
    expect(left.length).toBe(300);
    expect(left.some((text) => text.includes(' 0 as marker'))).toBe(false);
    expect(await read(0, 8)).toBe(8);
  });

  it('are answered all the same where a pooler hands out a connection that knows none', async () => {
    await read(3, 5);
    await rows(database.fork(), 'forget', sql`deallocate all`);
    expect([await read(3, 6), await read(3, 7)]).toEqual([6, 7]);
  });
});
