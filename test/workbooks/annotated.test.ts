import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../src/files/sheet.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { annotatedWorkbook } from '../../src/workbooks/annotated.js';
import { fileOf, openHub, type TestHub } from '../hub.js';

const lines = [
  'Subventions 2023;;;;',
  'code insee;commune;exercice;secteur;montant;nature',
  '49018;Baugé-en-Anjou;2023;petite enfence;1 000,00 €;réel',
  '1004;Ambérieu-en-Bugey;2023;jeunesse;12.345;réel',
  '49007;Angers;2023;jeunesse;500;réel',
];

describe('an annotated workbook', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  const rehearse = (file: ReturnType<typeof fileOf>) =>
    load(hub.database, { dataset: subsidies, file, author: 'tests', demonstration: false, dryRun: true });

  it('says in the cell, in the row and in a first sheet what is wrong', async () => {
    const file = fileOf('2023.csv', lines.join('\n'));
    const report = await rehearse(file);
    const workbook = await readXlsx(await annotatedWorkbook(file, report), { readStyles: true });
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Rapport', 'Données']);
    const [summary, data] = workbook.sheets;
    expect(summary?.rows[1]?.[0]).toBe('3 lignes lues, 2 écartées.');
    expect(summary?.rows.slice(7).map((row) => [row[1], row[3], row[4], row[6], row[7]])).toEqual([
      [1, '3', 'secteur (D)', 'Petite enfance', 'UNKNOWN_WORD'],
      [1, '4', 'montant (E)', '', 'AMBIGUOUS_AMOUNT'],
      [1, '4', 'code insee (A)', '01004', 'LEADING_ZERO_LOST'],
    ]);
    // Rows stay where they were; the header keeps its own, and the remarks come last.
    expect(data?.rows[1]?.at(-1)).toBe('Remarques du hub');
    expect(data?.rows[2]?.slice(0, 5)).toEqual([
      '49018',
      'Baugé-en-Anjou',
      '2023',
      'petite enfence',
      '1 000,00 €',
    ]);
    expect(data?.rows[2]?.at(-1)).toContain('Vouliez-vous dire « Petite enfance » ?');
    expect(data?.cells?.get('2,3')?.comment?.text).toContain('petite enfence');
    expect(data?.cells?.get('3,4')?.comment?.text).toContain('12345 ou 12,345');
  });

  it('loads once its cells are corrected, its own sheet and column passed over', async () => {
    const file = fileOf('2023.csv', lines.join('\n'));
    const right = fileOf(
      '2023.csv',
      lines.join('\n').replace('enfence', 'enfance').replace('12.345', '12345').replace('1004', '01004'),
    );
    const bytes = await annotatedWorkbook(right, await rehearse(file));
    const report = await rehearse({ name: 'retour.xlsx', bytes: { kind: 'memory', bytes } });
    expect(report).toMatchObject({ isAccepted: true, added: 3, problems: [] });
  });

  it('does not count an amount under a merged cell once a row when it comes back as it is', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Rapport',
          rows: [
            ['code insee', 'exercice', 'montant', 'secteur', 'notes'],
            ['49007', 2023, 900, 'jeunesse', null],
            ['49018', 2023, null, 'jeunesse', null],
          ],
          merges: [{ startRow: 1, endRow: 2, startCol: 2, endCol: 2 }],
        },
      ],
    });
    const file: NamedFile = { name: 'fusion.xlsx', bytes: { kind: 'memory', bytes } };
    const report = await rehearse(file);
    expect(report).toMatchObject({ rowsRead: 2, isAccepted: false });
    expect(report.problems.map(({ code }) => code)).toEqual(['MERGED_AMOUNT']);
    const back = await annotatedWorkbook(file, report);
    const { sheets } = await readXlsx(back);
    // The author's own sheet has the name that the hub would give to its report.
    expect(sheets.map(({ name }) => name)).toEqual(['Rapport du hub', 'Rapport']);
    const again = await rehearse({ name: 'retour.xlsx', bytes: { kind: 'memory', bytes: back } });
    expect(again).toMatchObject({ rowsRead: 2, isAccepted: false });
    expect(again.problems.map(({ code, line }) => [code, line])).toEqual([['INVALID_AMOUNT', 3]]);
  });

  it('keeps hidden the columns that a template hides, and codes as texts', async () => {
    const text = `code insee;exercice;montant;hub_key\n49007;2023;x;\n01004;2023;5;`;
    const file = fileOf('a.csv', text);
    const { sheets } = await readXlsx(await annotatedWorkbook(file, await rehearse(file)), {
      readStyles: true,
    });
    expect(sheets[1]?.columns?.map(({ hidden = false }) => hidden)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(sheets[1]?.cells?.get('1,2')?.style?.numFmt).toBe('@');
    expect(sheets[1]?.rows[2]?.[0]).toBe('01004');
  });

  it('says of a file that it cannot read whole that it is not to be sent back', async () => {
    const file = fileOf('a.csv', `${lines.slice(1).join('\n')}\n"49018;jamais fermé`);
    const { sheets } = await readXlsx(await annotatedWorkbook(file, await rehearse(file)));
    expect(sheets[0]?.rows[3]?.[0]).toContain('corrigez le fichier lui-même');
  });
});
