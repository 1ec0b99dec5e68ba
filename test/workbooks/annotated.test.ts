import { type Cell, readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../src/files/sheet.js';
import type { Columns } from '../../src/ingestion/columns/column.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { annotatedWorkbook } from '../../src/workbooks/annotated.js';
import { templateOf } from '../../src/workbooks/template.js';
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
    expect(summary?.rows[2]?.[0]).toBe('3 erreurs, 0 point à vérifier, 0 information.');
    // Stable codes come last, small and grey.
    expect(summary?.rows[6]?.at(-1)).toBe('Code');
    expect(summary?.cells?.get('7,7')?.style?.font).toMatchObject({ size: 8, color: { rgb: '7F7F7F' } });
    expect(summary?.rows.slice(7).map((row) => [row[1], row[3], row[4], row[6], row[7]])).toEqual([
      [1, '3', 'secteur (D)', 'Petite enfance', 'UNKNOWN_WORD'],
      [1, '4', 'montant (E)', '', 'AMBIGUOUS_AMOUNT'],
      [1, '4', 'code insee (A)', '01004', 'LEADING_ZERO_LOST'],
    ]);
    // Rows stay where they were; the header keeps its own, and the remarks come last.
    expect(data?.rows[1]?.at(-1)).toBe('Remarques du hub');
    expect(data?.rows[2]?.slice(0, 5)).toEqual(['49018', 'Baugé-en-Anjou', 2023, 'petite enfence', 1000]);
    // What could be read in two ways is a text still, and so is every code.
    expect(data?.rows[3]?.slice(0, 5)).toEqual(['1004', 'Ambérieu-en-Bugey', 2023, 'jeunesse', '12.345']);
    expect(data?.cells?.get('4,4')?.style?.numFmt).toBe('#,##0.00 "€"');
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
    expect(sheets[1]?.cells?.get('1,0')?.style?.numFmt).toBe('@');
    expect(sheets[1]?.cells?.get('1,2')?.style?.numFmt).toBe('#,##0.00 "€"');
    expect(sheets[1]?.rows[2]?.[0]).toBe('01004');
  });

  it('gives numbers, days, percentages and results of formulas back as what they were', async () => {
    const day = new Date('2024-03-31T00:00:00Z');
    const rows = [
      ['Budget', 2024, null, null, null, null, null],
      ['code insee', 'exercice', 'montant', 'secteur', 'part', 'voté le', 'effectif'],
      ['49007', 2023, 45210.5, 'jeunesse', 0.45, day, 12],
      [49018, 2023, '38 000', 'jeunesse', 0.125, day, true],
      ['49015', 2023, 0.1, 'jeunesse', null, new Date('2024-03-31T08:30:00Z'), null],
      ['Total', null, null, null, null, null, null],
    ];
    const percent = { style: { numFmt: '0%' } };
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Aides',
          rows,
          cells: new Map<string, Partial<Cell>>([
            ['2,4', percent],
            ['3,4', percent],
            ['5,2', { formula: 'SUM(C3:C5)', formulaResult: 83210.6 }],
          ]),
        },
      ],
    });
    const file: NamedFile = { name: 'aides.xlsx', bytes: { kind: 'memory', bytes } };
    const back = await annotatedWorkbook(file, await rehearse(file));
    const { sheets } = await readXlsx(back, { readStyles: true });
    const [, data] = sheets;
    expect(data?.rows.map((row) => row.slice(0, 7))).toEqual([
      ['Budget', 2024, null, null, null, null, null],
      rows[1],
      rows[2],
      rows[3],
      rows[4],
      ['Total', null, 83210.6, null, null, null, null],
    ]);
    const formats = (row: number) =>
      Array.from({ length: 7 }, (_, at) => data?.cells?.get(`${row},${at}`)?.style?.numFmt);
    expect(formats(0).slice(0, 2)).toEqual(['@', 'General']);
    const amount = '#,##0.00 "€"';
    expect(formats(2)).toEqual(['@', '0', amount, '@', '0 %', 'dd/mm/yyyy', 'General']);
    expect(formats(3)).toEqual(['@', '0', amount, '@', '0.00 %', 'dd/mm/yyyy', '@']);
    expect(formats(4)[5]).toBe('dd/mm/yyyy hh:mm');
  });

  it('does not make right by its format what the file had wrong', async () => {
    const header = ['convention_ref', 'objective_id', 'état', 'date', 'avancement en %'];
    const bytes = await writeXlsx({
      sheets: [{ name: 'Suivi', rows: [header, ['C', 'A', 'en cours', 45000, 0.45]] }],
    });
    const file: NamedFile = { name: 'suivi.xlsx', bytes: { kind: 'memory', bytes } };
    const request = { dataset: progress, author: 'tests', demonstration: false, dryRun: true };
    const report = await load(hub.database, { ...request, file });
    expect(report.problems.map(({ code, letter }) => [code, letter])).toEqual([
      ['INVALID_DATE', 'D'],
      ['INVALID_PERCENT', 'E'],
    ]);
    const back = await annotatedWorkbook(file, report);
    const again = await load(hub.database, {
      ...request,
      file: { name: 'r.xlsx', bytes: { kind: 'memory', bytes: back } },
    });
    expect(again.problems.map(({ code, letter }) => [code, letter])).toEqual([
      ['INVALID_DATE', 'D'],
      ['INVALID_PERCENT', 'E'],
    ]);
  });

  it('gives a template back as one, at each round', async () => {
    const names = Object.keys(amendments.columns as Columns);
    const row = names.map(
      (name) => ({ reference: 'CTG-X', number: '1', kind: 'prolongatoin', summary: 'S' })[name] ?? '',
    );
    const request = { dataset: amendments, author: 'tests', demonstration: false, dryRun: true };
    let bytes = await templateOf({
      dataset: amendments,
      about: 'Essai.',
      rows: [row],
      known: { reference: ['CTG-49007-1', 'CTG-49007-2'] },
    });
    const first = (await readXlsx(bytes, { readStyles: true })).sheets[0];
    for (let round = 0; round < 2; round += 1) {
      const file: NamedFile = { name: 'modele.xlsx', bytes: { kind: 'memory', bytes } };
      bytes = await annotatedWorkbook(file, await load(hub.database, { ...request, file }));
      const { sheets } = await readXlsx(bytes, { readStyles: true });
      expect(sheets.map(({ name, hidden = false }) => [name, hidden])).toEqual([
        ['Rapport', false],
        ['Avenants', false],
        ['Mode d’emploi', false],
        ['Listes', true],
      ]);
      const data = sheets[1];
      expect(data?.dataValidations).toEqual(first?.dataValidations);
      expect(data?.freezePane).toEqual(first?.freezePane);
      expect(data?.rows[0]?.slice(0, names.length)).toEqual(first?.rows[0]);
      expect(data?.rows[0]?.slice(names.length)).toEqual(['Remarques du hub']);
      expect(data?.cells?.get('0,0')?.comment?.text).toBe('Référence de la convention');
      expect(sheets[3]?.rows.slice(0, 2).map(([reference]) => reference)).toEqual([
        'CTG-49007-1',
        'CTG-49007-2',
      ]);
    }
  });

  it('keeps sheets of the author that bear the names of the hub’s own', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Aides',
          rows: [
            ['code insee', 'exercice', 'montant'],
            ['49007', 2023, 'x'],
          ],
        },
        { name: 'Listes', rows: [['Angers'], ['Baugé']] },
        { name: 'Mode d’emploi', rows: [['À lire']] },
      ],
    });
    const file: NamedFile = { name: 'aides.xlsx', bytes: { kind: 'memory', bytes } };
    const { sheets } = await readXlsx(await annotatedWorkbook(file, await rehearse(file)));
    expect(sheets.map(({ name }) => name)).toEqual(['Rapport', 'Aides', 'Listes', 'Mode d’emploi']);
    expect(sheets[3]?.rows).toEqual([['À lire']]);
  });

  it('says of a file that it cannot read whole that it is not to be sent back', async () => {
    const file = fileOf('a.csv', `${lines.slice(1).join('\n')}\n"49018;jamais fermé`);
    const { sheets } = await readXlsx(await annotatedWorkbook(file, await rehearse(file)));
    expect(sheets[0]?.rows[3]?.[0]).toContain('corrigez le fichier lui-même');
  });
});
