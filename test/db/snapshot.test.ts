import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/open.js';
import { askedOf, endOfReading, endReading, readOneState, secondStatement } from '../../src/db/snapshot.js';
import { rows } from '../../src/db/sql.js';
import { HubError } from '../../src/errors.js';
import { model } from '../../src/hub.js';
import { emptyBase, type OwnBase } from '../hub.js';

let base: OwnBase;
let database: Database;
const open = async () => {
  base = await emptyBase();
  database = await openDatabase(base.location, model);
};
const close = async () => {
  await database.close();
  await base.drop();
};
const fill = async () => {
  await write('create table counted (n int)');
  await write('insert into counted values (1)');
};

const write = (text: string) => database.fork().getConnection().execute(text);
const counted = async (em: SqlEntityManager) => {
  const [found] = await rows(em, 'counted', sql<{ n: number }>`select count(*)::int as n from counted`);
  return found?.n;
};

describe('a question', () => {
  // One base for all: what a question left behind in it, a transaction or a connection, the next would find.
  beforeAll(open);
  afterAll(close);
  beforeEach(fill);
  afterEach(() => write('drop table counted'));

  it('reads one state of the base, whatever is committed meanwhile', async () => {
    const em = database.fork();
    readOneState(em, { asker: null });
    expect(await counted(em)).toBe(1);
    // The embedded engine has one session: whoever writes waits until the question is answered.
    const writing = write('insert into counted values (2)');
    if (process.env.DATABASE_URL) await writing;
    expect(await counted(em)).toBe(1);
    await endReading(em);
    await writing;
    expect(await counted(database.fork())).toBe(2);
  });

  it('gives its connection back however it ends, and reads no more', async () => {
    for (let round = 0; round < 30; round += 1) {
      const em = database.fork();
      readOneState(em, { asker: null });
      if (round % 2 === 0) await counted(em);
      else await expect(rows(em, 'wrong', sql`select 1 / 0`)).rejects.toThrow();
      await endReading(em);
      await endReading(em);
      await expect(counted(em)).rejects.toThrow('The question has been answered');
    }
    expect(await counted(database.fork())).toBe(1);
  });

  it('of one statement is asked without a transaction, and asks no other', async () => {
    for (let round = 0; round < 30; round += 1) {
      const em = database.fork();
      readOneState(em, { asker: null, isOneStatement: true });
      if (round % 2 === 0) expect(await counted(em)).toBe(1);
      else await expect(rows(em, 'wrong', sql`select 1 / 0`)).rejects.toThrow();
      await expect(counted(em)).rejects.toBe(secondStatement);
      expect(askedOf(em)).toBe(2);
      await endReading(em);
    }
    const em = database.fork();
    readOneState(em, { asker: null, isOneStatement: true });
    const all = [counted(em), counted(em)];
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await endReading(em);
    // No transaction is left behind in which others would read, or write.
    await write('insert into counted values (2)');
    expect(await counted(database.fork())).toBe(2);
  });

  it('says why what it is to see could not be prepared', async () => {
    const ask = async (reason: Error) => {
      const em = database.fork();
      const within = { look: sql`select 1 / 0`, prepare: () => Promise.reject(reason) };
      readOneState(em, { asker: null, within });
      try {
        return await counted(em);
      } finally {
        await endReading(em);
      }
    };
    const reason = new Error('no room');
    await expect(ask(reason)).rejects.toMatchObject({ cause: reason });
    const full = new HubError('DATABASE_FULL', { seconds: 5 });
    await expect(ask(full)).rejects.toBe(full);
  });

  it('asks nothing for an asker who has gone', async () => {
    const asker = new AbortController();
    const em = database.fork();
    readOneState(em, { asker: asker.signal });
    expect(await counted(em)).toBe(1);
    asker.abort();
    await expect(counted(em)).rejects.toThrow();
    await endReading(em);
    expect(await counted(database.fork())).toBe(1);
  });
});

describe.runIf(process.env.DATABASE_URL)('a question to a server', () => {
  // One base for each: what connections have prepared is what is tested.
  beforeEach(async () => {
    await open();
    await fill();
  });
  afterEach(close);

  const slow = sql`select pg_sleep(15)`;
  const sleeping = async () => {
    const [found] = await rows(
      database.fork(),
      'sleeping',
      sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity
        where datname = current_database() and state = 'active' and query like 'select pg_sleep%'`,
    );
    return found?.n;
  };
  const until = async (wanted: number) => {
    for (let round = 0; round < 300 && (await sleeping()) !== wanted; round += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return sleeping();
  };

  it('writes nothing', async () => {
    const em = database.fork();
    readOneState(em, { asker: null });
    await expect(rows(em, 'write', sql`insert into counted values (3)`)).rejects.toMatchObject({
      code: '25006',
    });
    await endReading(em);
  });

  it('leaves no state held when it is answered, though the end of it waits for the next', async () => {
    const held = async () => {
      const [found] = await rows(
        database.fork(),
        'held',
        sql<{ n: number }>`
          select count(*)::int as n from pg_stat_activity
          where datname = current_database() and state like 'idle in transaction%'`,
      );
      return found?.n;
    };
    const asking = database.fork();
    readOneState(asking, { asker: null });
    expect(await counted(asking)).toBe(1);
    const other = database.fork();
    readOneState(other, { asker: null });
    await counted(other);
    expect(await held()).toBe(2);
    await Promise.all([endReading(asking), endReading(other)]);
    for (let round = 0; round < 200 && (await held()) !== 0; round += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await held()).toBe(0);

    // Whatever comes next on the connection is of its own transaction.
    for (let round = 1; round <= 5; round += 1) {
      const em = database.fork();
      readOneState(em, { asker: null });
      expect(await counted(em)).toBe(round);
      await endReading(em);
      await write('insert into counted values (1)');
      expect(await counted(database.fork())).toBe(round + 1);
    }
  });

  it('sends what fields ask at once without waiting in between, and answers each', async () => {
    const em = database.fork();
    readOneState(em, { asker: null });
    type Told = { n: number; at: number };
    const now = sql`extract(epoch from clock_timestamp())::float8`;
    const sent = [0.3, 0, 0].map((seconds, n) =>
      rows(em, 'n', sql<Told>`select ${n}::int as n, ${now} as at, pg_sleep(${seconds})`),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    // Deaf to the first answer: what waited for it would be sent a second later.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    const told = (await Promise.all(sent)).map(([row]) => row as Told);
    expect(told.map(({ n }) => n)).toEqual([0, 1, 2]);
    expect((told[2]?.at ?? 0) - (told[0]?.at ?? 0)).toBeLessThan(0.9);
    await endReading(em);
  });

  it('is stopped when its asker goes', async () => {
    const asker = new AbortController();
    const em = database.fork();
    readOneState(em, { asker: asker.signal });
    const answer = rows(em, 'slow', slow);
    answer.catch(() => undefined);
    expect(await until(1)).toBe(1);
    asker.abort();
    await expect(answer).rejects.toThrow();
    expect(await until(0)).toBe(0);
    await endReading(em);
  });

  it('is stopped when it ends before all that it asks is read, and begins nothing more', async () => {
    for (const isOneStatement of [false, true]) {
      const em = database.fork();
      readOneState(em, { asker: null, isOneStatement });
      expect(endOfReading(em)).toBeNull();
      const asked = [
        rows(em, 'slow', slow),
        ...(isOneStatement ? [] : [counted(em), rows(em, 'slow', slow)]),
      ];
      expect(await until(1)).toBe(1);
      const ended = endOfReading(em);
      expect((await Promise.allSettled(asked)).every(({ status }) => status === 'rejected')).toBe(true);
      await ended;
      expect([await until(0), endOfReading(em)]).toEqual([0, null]);
      await expect(counted(em)).rejects.toThrow(isOneStatement ? secondStatement : 'has been answered');
    }
    const em = database.fork();
    readOneState(em, { asker: null });
    const refused = rows(em, 'slow', slow);
    refused.catch(() => undefined);
    // In the same breath: a server is not even asked.
    await endReading(em);
    await expect(refused).rejects.toThrow('The question has been answered');
    expect(await counted(database.fork())).toBe(1);
  });

  it('prepares nothing for an asker who goes while it is looked at what they may see', async () => {
    const asker = new AbortController();
    const em = database.fork();
    let prepared = 0;
    const prepare = async () => {
      prepared += 1;
    };
    readOneState(em, { asker: asker.signal, within: { look: slow, prepare } });
    const answer = rows(em, 'slow', sql`select 1`);
    answer.catch(() => undefined);
    expect(await until(1)).toBe(1);
    asker.abort();
    await expect(answer).rejects.toThrow();
    expect(await until(0)).toBe(0);
    expect(prepared).toBe(0);
    await endReading(em);
  });

  it('begins anew, unseen, where its first statement was prepared for other columns', async () => {
    const all = async () => {
      const em = database.fork();
      readOneState(em, { asker: null });
      try {
        return await rows(em, 'all', sql`select * from counted`);
      } finally {
        await endReading(em);
      }
    };
    expect([await all(), await all()]).toEqual([[{ n: 1 }], [{ n: 1 }]]);
    await write('alter table counted add column b int default 2');
    expect([await all(), await all()]).toEqual([[{ n: 1, b: 2 }], [{ n: 1, b: 2 }]]);
    const prepared = sql<{ statement: string }>`select statement from pg_prepared_statements`;
    const kept = (await rows(database.fork(), 'prepared', prepared)).map(({ statement }) => statement);
    expect(kept.filter((text) => text === 'select * from counted')).toHaveLength(1);
  });

  it('begins anew as one where what it asks at once was prepared for other columns, or by another', async () => {
    const state = sql<{ n: number }>`select count(*)::int as n from counted`;
    const all = async () => {
      const em = database.fork();
      readOneState(em, { asker: null });
      try {
        const asked = [
          rows(em, 'all', sql`select * from counted limit 1`),
          rows(em, 'state', state),
          rows(em, 'again', sql`select * from counted limit 1`),
          rows(em, 'new', sql`select ${1}::int as one, (select count(*)::int from counted) as n`),
        ];
        const [first] = await Promise.all(asked);
        // Another commits before it asks once more.
        await write('insert into counted values (1)');
        return { first, others: await Promise.all(asked.slice(1)), later: await rows(em, 'state', state) };
      } finally {
        await endReading(em);
      }
    };
    const told = (row: object, n: number) => ({
      first: [row],
      others: [[{ n }], [row], [{ one: 1, n }]],
      later: [{ n }],
    });
    expect([await all(), await all()]).toEqual([told({ n: 1 }, 1), told({ n: 1 }, 2)]);
    await write('alter table counted add column b int default 2');
    expect([await all(), await all()]).toEqual([told({ n: 1, b: 2 }, 3), told({ n: 1, b: 2 }, 4)]);
    await rows(database.fork(), 'forget', sql`deallocate all`);
    expect([await all(), await all()]).toEqual([told({ n: 1, b: 2 }, 5), told({ n: 1, b: 2 }, 6)]);
  });

  it('is told when another migrated the base in the middle of it, and the next is right', async () => {
    const ask = async (between: () => Promise<unknown>) => {
      const em = database.fork();
      readOneState(em, { asker: null });
      try {
        await rows(em, 'first', sql`select 1 as one`);
        await between();
        return await rows(em, 'all', sql`select * from counted`);
      } finally {
        await endReading(em);
      }
    };
    await ask(async () => undefined);
    await expect(ask(() => write('alter table counted add column b int default 2'))).rejects.toMatchObject({
      code: '0A000',
    });
    expect(await ask(async () => undefined)).toEqual([{ n: 1, b: 2 }]);
  });
});
