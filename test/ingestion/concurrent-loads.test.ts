import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { lockLoads } from '../../src/ingestion/landing/batch.js';
import type { LoadReport } from '../../src/ingestion/load.js';
import type { LoadRequest, LoadStrategy } from '../../src/ingestion/load-request.js';
import { openHub, type TestHub } from '../hub.js';

/** A file on a commune's year: it meets the other in one amount, and has one of its own. */
interface YearFile {
  readonly name: string;
  readonly strategy: LoadStrategy;
  readonly amounts: Readonly<Record<string, number>>;
}
const add = 'ADD_AND_UPDATE';
const replace = 'REPLACE_YEAR';
const fileA = (strategy: LoadStrategy): YearFile => ({
  name: 'a',
  strategy,
  amounts: { jeunesse: 10, 'petite enfance': 20 },
});
const fileB = (strategy: LoadStrategy): YearFile => ({
  name: 'b',
  strategy,
  amounts: { jeunesse: 11, parentalité: 30 },
});

describe('two loads at once of the same commune and year', () => {
  let hub: TestHub;
  let communes: string[];
  beforeAll(async () => {
    hub = await openHub('france');
    const found = await rows(
      hub.database.fork(),
      'communes',
      sql<{
        code: string;
      }>`select code from territory where kind = 'COMMUNE' and department_id like '%:49' order by code`,
    );
    communes = found.map(({ code }) => code);
  });
  afterAll(() => hub.close());

  /** A commune that no other case writes: what is stored for it must depend on the files alone. */
  const nextCommune = () => communes.shift() ?? '';
  const isServer = inject('templates').engine === 'postgresql';

  const start = (commune: string, { name, strategy, amounts }: YearFile, onStaged = () => {}) => {
    let waits = 0;
    // First for a transaction, then, its rows staged, for those who land theirs.
    const onProgress: LoadRequest['onProgress'] = ({ phase }) => {
      if (phase === 'WAITING' && ++waits === 2) onStaged();
    };
    return hub.load(
      subsidies,
      [
        'territory_code;year_start;nature;sector;amount',
        ...Object.entries(amounts).map(([sector, amount]) => `${commune};2023;réel;${sector};${amount}`),
      ],
      {
        strategy,
        acceptance: 'ALL_OR_NOTHING',
        author: name,
        onProgress,
      },
    );
  };

  /** On a server both have staged their rows before either lands; the embedded engine has one session. */
  async function together(commune: string, files: readonly YearFile[]): Promise<LoadReport[]> {
    if (!isServer) return Promise.all(files.map((file) => start(commune, file)));
    const loads = await hub.database.fork().transactional(async (em) => {
      await lockLoads(em);
      const waiting: Promise<void>[] = [];
      const started = files.map((file) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.push(promise);
        return start(commune, file, resolve);
      });
      await Promise.all(waiting);
      return started;
    });
    return Promise.all(loads);
  }

  /** What is stored of a commune, and what its batches replaced, each with the file that wrote it. */
  async function stored(commune: string) {
    const read = (select: ReturnType<typeof sql<{ line: string }>>) =>
      rows(hub.database.fork(), 'stored', select).then((found) => found.map(({ line }) => line));
    const amounts = await read(sql<{ line: string }>`
      select concat_ws(' ', s.sector, s.amount_cents, b.author) as line
      from subsidy s join batch b on b.revision = s.batch_revision
      where s.territory_id = ${`commune:${commune}`} order by 1`);
    const journal = await read(sql<{ line: string }>`
      select concat_ws(' ', c.before ->> 'sector', c.before ->> 'amount_cents', 'of', was.author, 'by', b.author) as line
      from batch_change c join batch b on b.revision = c.batch_revision
      join batch was on was.revision = (c.before ->> 'batch_revision')::int
      where c.before ->> 'territory_id' = ${`commune:${commune}`} order by 1`);
    return { amounts, journal };
  }

  const countsOf = ({ added, changed, removed, unchanged }: LoadReport) => ({
    added,
    changed,
    removed,
    unchanged,
  });

  /** The same files one after the other: what the first leaves, and what both leave. */
  async function inTurn(first: YearFile, second: YearFile) {
    const commune = nextCommune();
    const reports = [await start(commune, first)];
    const between = await stored(commune);
    reports.push(await start(commune, second));
    return { between, both: await stored(commune), counts: reports.map(countsOf) };
  }

  it.each([
    [add, add],
    [add, replace],
    [replace, add],
    [replace, replace],
  ] as const)('land as if one after the other: %s and %s', async (strategyA, strategyB) => {
    const [a, b] = [fileA(strategyA), fileB(strategyB)];
    const orders = { ab: await inTurn(a, b), ba: await inTurn(b, a) };
    expect(orders.ab.both).not.toEqual(orders.ba.both);

    for (const files of [
      [a, b],
      [b, a],
    ]) {
      const commune = nextCommune();
      const reports = await together(commune, files);
      const landed = files
        .map(({ name }, index) => ({ name, report: reports[index] as LoadReport }))
        .toSorted((one, other) => (one.report.revision ?? 0) - (other.report.revision ?? 0));
      const order = orders[landed.map(({ name }) => name).join('') as keyof typeof orders];
      expect(landed.map(({ report }) => countsOf(report))).toEqual(order.counts);
      expect(await stored(commune)).toEqual(order.both);

      const [earlier, later] = landed.map(({ report }) => report.revision ?? 0) as [number, number];
      expect(later - earlier).toBe(1);
      await expect(undoBatch(hub.database, earlier, 'tests')).rejects.toMatchObject({
        code: 'BATCH_BUILT_UPON',
        details: { by: [later] },
      });
      await undoBatch(hub.database, later, 'tests');
      expect((await stored(commune)).amounts).toEqual(order.between.amounts);
      await undoBatch(hub.database, earlier, 'tests');
      expect((await stored(commune)).amounts).toEqual([]);
    }
  });
});
