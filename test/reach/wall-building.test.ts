import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { hasWall } from '../../src/reach/wall.sql.js';
import { copyBase, type OwnBase } from '../hub.js';
import { eventually } from '../setup/eventually.js';

const isServer = inject('templates').engine === 'postgresql';

describe.runIf(isServer)('the wall of a base whose rows PostgreSQL is counting', () => {
  let base: OwnBase;
  let database: Database;
  let counting: pg.Client;
  const one = async <T>(query: RawBuilder<T>) => (await rows(database.fork(), 'one', query))[0] as T;

  beforeAll(async () => {
    base = await copyBase('facts');
    database = await openDatabase(base.location, model);
    counting = new pg.Client(base.location.kind === 'server' ? base.location.url : '');
    await counting.connect();
  });
  afterAll(async () => {
    await counting.end();
    await database.close();
    await base.drop();
  });

  it('waits until they are counted, as the counting does not wait for it', async () => {
    await rows(database.fork(), 'lose', sql`drop policy seen on public.subsidy`);
    // What an automatic ANALYZE holds while it reads, before it writes down what it found.
    await counting.query('begin');
    await counting.query('lock table subsidy in share update exclusive mode');
    const built = database.migrate();
    await eventually(async () => {
      const waiting = sql<{ waiting: number }>`
        select count(*)::int as waiting from pg_locks where relation = 'subsidy'::regclass and not granted`;
      expect(await one(waiting)).toEqual({ waiting: 1 });
    });
    await counting.query('analyze subsidy');
    await counting.query('commit');
    await built;
    expect(await hasWall(database.fork())).toBe(true);
    const policies = sql`select count(*)::int as policies from pg_policies where tablename = 'subsidy'`;
    expect(await one(policies)).toEqual({ policies: 1 });
  });
});
