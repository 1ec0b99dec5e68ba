import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { type LoadedTable, loadedTables } from '../../src/ingestion/loaded-tables.js';
import { fileOf, openHub, type TestHub } from '../hub.js';
import { databaseUrl } from '../setup/databases.js';
import { asLines, digestBase, dumpLoaded, ledger } from './dump.js';

const isServer = inject('templates').engine === 'postgresql';
const amounts = ['territory_code;year_start;amount;nature', '49018;2023;10;réel', '49228;2023;20;réel'];

describe('the journal of loads', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  afterAll(() => hub.close());

  /** Tables that loads write and of which a change or a removal would be lost, and those that loads write unknown. */
  async function gaps(tables: readonly LoadedTable[]): Promise<string[]> {
    const em = hub.database.fork();
    const triggers = await rows(
      em,
      'triggers',
      sql<{ table: string; event: string; key: string }>`
        select tgrelid::regclass::text as "table", case when tgtype & 8 > 0 then 'delete' else 'update' end as event,
               replace(encode(tgargs, 'escape'), '\\000', ' ') as key
        from pg_trigger where tgfoid = 'journal_change'::regproc and not tgisinternal`,
    );
    const stamped = await rows(
      em,
      'stamped',
      sql<{ table: string }>`
        select table_name as "table" from information_schema.columns
        where table_schema = 'public' and column_name = 'batch_revision'`,
    );
    const found = tables.flatMap(({ table, key }) =>
      ['update', 'delete']
        .filter(
          (event) =>
            !triggers.some(
              (each) => each.table === table && each.event === event && each.key.trim() === key.join(' '),
            ),
        )
        .map((event) => `${table} ${event}`),
    );
    const unknown = stamped.filter(
      ({ table }) => !ledger.has(table) && !tables.some((each) => each.table === table),
    );
    return [...found, ...unknown.map(({ table }) => `${table} is not in the list`)].toSorted();
  }

  it('watches every table that loads write, by its key', async () => {
    expect(await gaps(loadedTables)).toEqual([]);
  });

  it('would tell of a table that no migration watches, and of one that is not in the list', async () => {
    const [first, ...others] = loadedTables as [LoadedTable, ...LoadedTable[]];
    const unwatched: LoadedTable = { table: 'territory', key: ['id'], label: 'Territoire', parents: [] };
    expect(await gaps([...others, unwatched, { ...first, key: ['title'] }])).toEqual([
      'convention delete',
      'convention update',
      'territory delete',
      'territory update',
    ]);
    expect(await gaps(others)).toEqual(['convention is not in the list']);
  });

  it('lists each table after those that it refers to', () => {
    loadedTables.forEach(({ table, parents }, index) => {
      const known = [...loadedTables.slice(0, index).map((each) => each.table), table];
      expect(known).toEqual(expect.arrayContaining(parents.map((parent) => parent.table)));
    });
  });

  it('leaves nothing of a load that changed nothing, was refused or was rehearsed', async () => {
    const before = await digestBase(hub.database);
    const ledger = () =>
      rows(
        hub.database.fork(),
        'ledger',
        sql`select (select count(*)::int from batch) as batches, (select count(*)::int from batch_change) as changes`,
      );
    const books = await ledger();
    const refused = [...amounts, '49018;2023;dix;réel'];
    expect(await hub.load(subsidies, refused, { acceptance: 'ALL_OR_NOTHING' })).toMatchObject({
      isAccepted: false,
      revision: null,
      added: 0,
    });
    expect(await hub.load(subsidies, amounts, { dryRun: true })).toMatchObject({
      isAccepted: true,
      isDryRun: true,
      revision: null,
      added: 2,
    });
    expect(await digestBase(hub.database)).toEqual(before);
    expect(await ledger()).toEqual(books);
    expect(await hub.load(subsidies, amounts)).toMatchObject({ added: 2 });
    const loaded = await ledger();
    expect(await hub.load(subsidies, amounts)).toMatchObject({ revision: null, unchanged: 2 });
    expect(await ledger()).toEqual(loaded);
  });

  it('lands loads of the same year one after the other, each by the whole of the other', async () => {
    const file = (amount: number) => [
      'territory_code;year_start;amount;nature;sector',
      `49099;2023;${amount};réel;jeunesse`,
      `49099;2023;${amount};réel;enfance`,
    ];
    const whole = { strategy: 'REPLACE_YEAR', acceptance: 'ALL_OR_NOTHING' } as const;
    const reports = await Promise.all([1, 2, 3].map((amount) => hub.load(subsidies, file(amount), whole)));
    expect(new Set(reports.map(({ revision }) => revision)).size).toBe(3);
    expect(reports.map(({ added }) => added).toSorted()).toEqual([0, 0, 2]);
    const stored = await rows(
      hub.database.fork(),
      'amounts',
      sql<{ amount: number; revision: number }>`
        select distinct amount_cents::int as amount, batch_revision as revision from subsidy
        where territory_id = 'commune:49099'`,
    );
    expect(stored).toHaveLength(1);
    const newest = reports.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
    expect(stored[0]?.revision).toBe(newest?.revision);
  });

  it.runIf(isServer)(
    'leaves nothing of a load that is killed while it lands, and loads the next',
    async () => {
      const before = asLines(await dumpLoaded(hub.database));
      const templates = inject('templates');
      if (templates.engine !== 'postgresql') throw new Error('Not a server');
      const [own] = await rows(
        hub.database.fork(),
        'name',
        sql<{ name: string }>`select current_database() as name`,
      );
      const other = new pg.Client(databaseUrl(templates.server, own?.name ?? ''));
      await other.connect();
      try {
        // The load lands its amounts, then waits for this lock to write the last of them.
        await other.query('begin; lock table subsidy in share mode');
        const request = {
          dataset: subsidies,
          file: fileOf('k.csv', amounts.join('\n').replaceAll('2023', '2020')),
        };
        const loading = hub.load(subsidies, [], { ...request });
        const failure = loading.then(
          () => null,
          (error: unknown) => error,
        );
        const victim = "select pid from pg_locks where relation = 'subsidy'::regclass and not granted";
        let pid: number | undefined;
        while (pid === undefined) {
          await sleep(20);
          pid = (await other.query(victim)).rows[0]?.pid;
        }
        await other.query('select pg_terminate_backend($1)', [pid]);
        expect(await failure).toBeInstanceOf(Error);
        await other.query('commit');
      } finally {
        await other.end();
      }
      expect(asLines(await dumpLoaded(hub.database))).toEqual(before);
      expect(
        await hub.load(subsidies, ['territory_code;year_start;amount;nature', '49018;2020;10;réel']),
      ).toMatchObject({ added: 1 });
    },
  );
});
