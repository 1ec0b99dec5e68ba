import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type QueryEvent, queryChannel, rows } from '../../src/db/sql.js';
import { ownText } from '../../src/files/own-text.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { problemOf, Refusal, wholeFile } from '../../src/ingestion/report/problem.js';
import { readFrance } from '../../src/ingestion/territories/france.js';
import { wrongSubsidyRollups } from '../../src/subsidy/subsidy-rollups-check.sql.js';
import { openHub, type TestHub } from '../hub.js';

const header = 'identifiant;code insee;exercice;secteur;nature;montant';
const line = (number: number, cents: number) =>
  `n${number};49018;${2000 + (number % 20)};enfance;réel;${(cents / 100).toFixed(2).replace('.', ',')}`;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('large loads', () => {
  let hub: TestHub;
  const statements: string[] = [];
  const listen = (event: unknown) => statements.push((event as QueryEvent).name);
  beforeAll(async () => {
    hub = await openHub('west');
    queryChannel.subscribe(listen);
  });
  afterAll(async () => {
    queryChannel.unsubscribe(listen);
    await hub.close();
  });

  const sum = async () => {
    const found = await rows(
      hub.database.fork(),
      'sum',
      sql<{ count: number; cents: string }>`
        select count(*)::int as count, sum(amount_cents)::text as cents from subsidy where reference like 'n%'`,
    );
    return found[0];
  };

  it('loads every row once, of a file longer than what is kept in memory or written at once', async () => {
    // Each amount is another one, and each is said once more, so that no memory of earlier cells can mix them up.
    const lines = numbers(25_000).map((number) => line(number, 100_000 + (number % 12_500)));
    const report = await hub.load(subsidies, [header, ...lines]);
    expect(report).toMatchObject({ rowsRead: 25_000, added: 25_000, changed: 0, unchanged: 0, rejected: 0 });
    const cents = 25_000 * 100_000 + 2 * ((12_499 * 12_500) / 2);
    expect(await sum()).toEqual({ count: 25_000, cents: String(cents) });
  });

  it('lets the planner know of it at once, and not after a small one', async () => {
    const table = await rows(
      hub.database.fork(),
      'table',
      sql<{ tuples: number; visible: boolean }>`
        select reltuples::int as tuples, relallvisible > 0 as visible from pg_class where oid = 'public.subsidy'::regclass`,
    );
    expect(table).toEqual([{ tuples: 25_000, visible: true }]);
    statements.length = 0;
    await hub.load(subsidies, [header, line(25_001, 1)]);
    expect(statements).not.toContain('tidyTable');
    expect(statements).toContain('closeBatch');
  });

  it('tells apart what is new, what differs and what is known, in one file', async () => {
    const lines = [
      ...numbers(10_000).map((number) => line(number, 100_000 + number)),
      ...numbers(3)
        .map((number) => line(number, 7))
        .map((each) => each.replace('n', 'neuf-')),
    ];
    lines[41] = line(42, 4_200);
    const report = await hub.load(subsidies, [header, ...lines]);
    expect(report).toMatchObject({ rowsRead: 10_003, added: 3, changed: 1, unchanged: 9_999, rejected: 0 });
    const again = await hub.load(subsidies, [header, ...lines]);
    expect(again).toMatchObject({ revision: null, added: 0, changed: 0, unchanged: 10_003 });
  });

  it('adds up many years as it does a few', async () => {
    const communes = readFrance().communes.filter(
      ({ type, region }) => type === 'commune-actuelle' && ['52', '53'].includes(region),
    );
    const lines = numbers(2_100).map(
      (index) => `s${index};${communes[index]?.code};${2000 + (index % 20)};enfance;réel;${index},05`,
    );
    expect(await hub.load(subsidies, [header, ...lines])).toMatchObject({ added: 2_100, rejected: 0 });
    expect(statements).toContain('joinAtOnce');
    expect(await wrongSubsidyRollups(hub.database.fork())).toEqual({
      subsidy_sum: 0,
      subsidy_year: 0,
      subsidy_group: 0,
    });
  });

  it('keeps the first of two rows of one key, however far apart they are', async () => {
    const lines = numbers(6_000).map((number) => line(100_000 + number, 500_000 + number));
    lines.push(line(100_001, 999), line(106_000, 999));
    const report = await hub.load(subsidies, [header, ...lines]);
    expect(report).toMatchObject({ rowsRead: 6_002, added: 6_000, rejected: 2 });
    expect(report.problems.map(({ line: at, code, value }) => [at, code, value])).toEqual([
      [6_002, 'DUPLICATE_KEY', 'n100001'],
      [6_003, 'DUPLICATE_KEY', 'n106000'],
    ]);
    expect(report.problems.map(({ message }) => message)).toEqual([
      '« n100001 » est déjà à la ligne 2 de ce fichier : supprimez la ligne de trop, ou changez l’identifiant.',
      '« n106000 » est déjà à la ligne 6001 de ce fichier : supprimez la ligne de trop, ou changez l’identifiant.',
    ]);
  });

  it('checks a total against rows that were refused as well', async () => {
    const report = await hub.load(subsidies, [
      header,
      'u1;49018;2023;enfance;réel;100,50',
      'u2;00000;2023;enfance;réel;200',
      'u3;49018;2023;cantine;réel;300',
      'Total;;;;;600,50',
    ]);
    expect(report.problems.map(({ line: at, code }) => [at, code])).toEqual([
      [3, 'UNKNOWN_TERRITORY'],
      [4, 'UNKNOWN_WORD'],
      [5, 'TOTAL_LINE'],
    ]);
  });
});

describe('what is kept of a file', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');

  /** Megabytes held by what is made of one word each of four hundred blocks of 256 kB. */
  function held(keep: (word: string) => unknown): number {
    collect();
    const before = process.memoryUsage().heapUsed;
    const kept = numbers(400).map((number) => {
      const block = Buffer.alloc(256 * 1024, 97 + (number % 26)).toString('latin1');
      return keep(block.slice(1_000, 1_040));
    });
    collect();
    const after = process.memoryUsage().heapUsed;
    expect(kept).toHaveLength(400);
    return (after - before) / 2 ** 20;
  }

  it('does not keep the file itself', () => {
    expect(held((word) => word)).toBeGreaterThan(90);
    expect(held((word) => ownText(word))).toBeLessThan(5);
    const problem = (word: string) =>
      problemOf(wholeFile, null, new Refusal('CODE_NAME_CONFLICT', word, word, `de ${word}`));
    expect(held(problem)).toBeLessThan(5);
  });
});
