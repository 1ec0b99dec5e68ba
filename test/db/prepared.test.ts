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

  it('are prepared again when the tables have other columns', async () => {
    const em = database.fork();
    const all = () => rows(em, 'all', sql`select * from growing`);
    await em.getConnection().execute('create table growing (a int)');
    await em.getConnection().execute('insert into growing values (1)');
    expect([await all(), await all()]).toEqual([[{ a: 1 }], [{ a: 1 }]]);
    await em.getConnection().execute('alter table growing add column b int default 2');
    expect([await all(), await all()]).toEqual([[{ a: 1, b: 2 }], [{ a: 1, b: 2 }]]);
  });

  it('are ended when they take too long, and say so; those of a transaction take their time', async () => {
    const setting = sql<{ limit: string }>`select current_setting('statement_timeout') as limit`;
    expect(await rows(database.fork(), 'limit', setting)).toEqual([{ limit: '20s' }]);
    await database.fork().transactional(async (em) => {
      expect(await rows(em as never, 'limit', setting)).toEqual([{ limit: '0' }]);
    });
    await rows(database.fork(), 'vacuum', sql`vacuum`);
    expect(await rows(database.fork(), 'limit', setting)).toEqual([{ limit: '20s' }]);
    await database.fork().getConnection().execute('set statement_timeout = 50');
    await expect(rows(database.fork(), 'slow', sql`select pg_sleep(1)`)).rejects.toMatchObject({
      code: 'QUESTION_TOO_LONG',
    });
  });

  it('are answered all the same where a pooler hands out a connection that knows none', async () => {
    await read(3, 5);
    await rows(database.fork(), 'forget', sql`deallocate all`);
    expect([await read(3, 6), await read(3, 7)]).toEqual([6, 7]);
  });
});
