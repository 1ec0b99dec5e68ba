import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { findRun, startLoad, stopRun } from '../../src/ingestion/running-loads.js';
import { openViewer } from '../../src/viewer.js';
import { fileOf, openHub, type TestHub } from '../hub.js';

const file = fileOf(
  's.csv',
  'territory_code;year_start;amount;nature\n49018;2023;10;réel\n49018;2022;dix;réel',
);
const request = { dataset: subsidies, file, author: 'Nadia', demonstration: false } as const;
const fields =
  'id fileName dataset author isDryRun phase rowsRead fraction endedAt report { isAccepted revision added problems { code } } error { code message }';

describe('loads that run', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  afterAll(() => hub.close());

  it('are told while the base is busy with a transaction, without asking it anything', async () => {
    const started = await hub.database.fork().transactional(async (em) => {
      await rows(em, 'busy', sql`select pg_advisory_xact_lock(4900619)`);
      const run = startLoad(hub.database, { ...request, acceptance: 'VALID_ROWS' });
      const { data, queries } = await hub.ask(`{ runningLoads { ${fields} } }`);
      // Those of the load itself, if any.
      expect(queries.filter((name) => !/territories|aliases|stage|lock/i.test(name))).toEqual([]);
      expect(data.runningLoads).toEqual([
        expect.objectContaining({
          id: run.id,
          fileName: 's.csv',
          dataset: 'SUBSIDIES',
          author: 'Nadia',
          endedAt: null,
          report: null,
          error: null,
        }),
      ]);
      return run;
    });
    // Only now: it cannot end before the transaction does.
    await started.done;
    const { data } = await hub.ask(`{ loadRun(id: "${started.id}") { ${fields} } }`);
    expect(data.loadRun).toMatchObject({
      rowsRead: 2,
      fraction: 1,
      report: { isAccepted: true, revision: 2, added: 1, problems: [{ code: 'INVALID_AMOUNT' }] },
      error: null,
    });
  });

  it('keep why they were refused, by a coded error', async () => {
    const { id, done } = startLoad(hub.database, {
      ...request,
      dataset: conventions,
      strategy: 'REPLACE_YEAR',
    });
    await expect(done).rejects.toMatchObject({ code: 'STRATEGY_NOT_APPLICABLE' });
    const { data } = await hub.ask(`{ loadRun(id: "${id}") { report { revision } error { code message } } }`);
    expect(data.loadRun).toEqual({
      report: null,
      error: { code: 'STRATEGY_NOT_APPLICABLE', message: expect.stringContaining('Conventions') },
    });
  });

  it.each([
    ['while it waits for its turn', 'WAITING'],
    ['while its rows land', 'LANDING'],
  ] as const)('are stopped %s, and nothing of them is kept', async (_case, wanted) => {
    const before = await hub.ask('{ hub { revision } }');
    const { id, done } = startLoad(hub.database, {
      ...request,
      file: fileOf('stopped.csv', 'territory_code;year_start;amount;nature\n49007;2023;10;réel'),
      onProgress: ({ phase }) => phase === wanted && stopRun(hub.database, id),
    });
    await expect(done).rejects.toMatchObject({ code: 'LOAD_STOPPED' });
    expect(findRun(hub.database, id, openViewer)).toMatchObject({
      report: null,
      error: { message: 'Arrêté à votre demande : rien n’a été écrit.' },
    });
    expect((await hub.ask('{ hub { revision } }')).data).toEqual(before.data);
    // The base is free again, and the same file loads.
    const again = startLoad(hub.database, { ...request, acceptance: 'VALID_ROWS', dryRun: true });
    expect(await again.done).toMatchObject({ isAccepted: true, unchanged: 1 });
  });

  it('say that they wait as long as another runs', async () => {
    const first = startLoad(hub.database, request);
    const second = startLoad(hub.database, request);
    expect([first, second].map(({ id }) => findRun(hub.database, id, openViewer)?.phase)).toEqual([
      'READING',
      'WAITING',
    ]);
    await Promise.all([first.done, second.done]);
  });

  it('are forgotten after a hundred others', async () => {
    const first = startLoad(hub.database, { ...request, strategy: 'REPLACE_YEAR', acceptance: 'VALID_ROWS' });
    await expect(first.done).rejects.toThrow();
    for (let index = 0; index < 100; index += 1) {
      const { done } = startLoad(hub.database, {
        ...request,
        strategy: 'REPLACE_YEAR',
        acceptance: 'VALID_ROWS',
      });
      await expect(done).rejects.toThrow();
    }
    const { data } = await hub.ask(`{ loadRun(id: "${first.id}") { id } runningLoads { id } }`);
    expect(data.loadRun).toBeNull();
    expect(data.runningLoads).toHaveLength(100);
  });
});
