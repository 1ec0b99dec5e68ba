import { readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sheet, SheetRow } from '../../src/files/sheet.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { annotatedWorkbook } from '../../src/workbooks/annotated.js';
import { firstRows, wholeRoom } from '../../src/workbooks/first-rows.js';
import { fileOf, openHub, type TestHub } from '../hub.js';

/** A row of so many cells, which a code begins. */
const rowOf = (width: number, rest = 'x') => ['49007', ...Array.from({ length: width - 1 }, () => rest)];

describe('the annotated workbook of a large file', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  const rehearse = (file: ReturnType<typeof fileOf>) =>
    load(hub.database, { dataset: subsidies, file, author: 'tests', demonstration: false, dryRun: true });
  const annotated = async (file: ReturnType<typeof fileOf>) =>
    (await readXlsx(await annotatedWorkbook(file, await rehearse(file)))).sheets;
  const ofSheets = async (sheets: WriteSheet[]) =>
    annotated({
      name: 'a.xlsx',
      bytes: { kind: 'memory', bytes: await writeXlsx({ sheets }) },
    });

  it('has its first 200 000 cells, says so, and has nobody wait while it is written', async () => {
    const lines = [
      'code insee;exercice;montant',
      ...Array.from({ length: 2_100 }, () => rowOf(125).join(';')),
    ];
    const file = fileOf('a.csv', lines.join('\n'));
    const report = await rehearse(file);
    const pauses: number[] = [];
    let last = performance.now();
    const timer = setInterval(() => {
      pauses.push(performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    const workbook = await annotatedWorkbook(file, report);
    const took = performance.now() - started;
    clearInterval(timer);
    expect(Math.max(...pauses, performance.now() - last)).toBeLessThan(took / 2);

    const [summary, data] = (await readXlsx(workbook)).sheets;
    expect(data?.rows).toHaveLength(1_600);
    expect(summary?.rows[1]?.[0]).toMatch(/^2\s100 lignes lues/);
    expect(summary?.rows[3]?.[0]).toMatch(
      /ce classeur n’en a que 1\s600 lignes du début, ce rapport parle de toutes\. Corrigez le fichier lui-même/,
    );
  });

  it('counts short rows as long as the widest, and all sheets together', async () => {
    const wide = { name: 'Large', rows: [rowOf(400), ...Array.from({ length: 600 }, () => ['49007'])] };
    const sheets = await ofSheets([wide, { name: 'Suite', rows: [['49007']] }]);
    expect(sheets.map(({ name }) => name)).toEqual(['Rapport', 'Large']);
    expect(sheets[1]?.rows).toHaveLength(500);
  });
});

describe('the rows that are written back', () => {
  const sheetOf = (rows: readonly SheetRow[]): Sheet => ({
    name: null,
    isHidden: false,
    headers: null,
    rows: async function* () {
      yield rows;
    },
  });

  it('have 200 000 cells at most', async () => {
    const sheet = sheetOf(Array.from({ length: 500 }, (_, at) => ({ line: at + 1, cells: rowOf(400) })));
    const { read, isAll, left } = await firstRows(sheet, wholeRoom);
    expect([read.length, isAll, left.cells]).toEqual([500, true, 0]);
    expect(await firstRows(sheet, left)).toMatchObject({ read: [], isAll: false });
  });

  it('have no more characters than can be held, though a file may say the same ones once', async () => {
    const cells = rowOf(9, 'é'.repeat(30_000));
    const sheet = sheetOf(Array.from({ length: 100 }, (_, at) => ({ line: at + 1, cells })));
    const { read, isAll } = await firstRows(sheet, wholeRoom);
    expect([read.length, isAll]).toEqual([83, false]);
  });

  it('reach down no further than a spreadsheet, all sheets together', async () => {
    const sheet = sheetOf([
      { line: 1, cells: ['code insee'] },
      { line: 600_000, cells: ['49007', '2023'] },
    ]);
    const first = await firstRows(sheet, wholeRoom);
    expect([first.read.length, first.isAll]).toEqual([2, true]);
    expect(first.left).toEqual({ cells: 199_996, characters: 19_999_981, lines: 400_000 });
    const second = await firstRows(sheet, first.left);
    expect([second.read.length, second.isAll]).toEqual([1, false]);
  });
});
