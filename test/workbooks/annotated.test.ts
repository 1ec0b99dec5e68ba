import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
});
