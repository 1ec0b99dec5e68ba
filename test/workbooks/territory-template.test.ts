import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '../../src/files/sheet.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { territoryTemplate } from '../../src/workbooks/territory-template.js';
import { openHub, type TestHub } from '../hub.js';

const named = (bytes: Uint8Array): NamedFile => ({ name: 'modele.xlsx', bytes: { kind: 'memory', bytes } });

describe('the template of a territory', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  // The demonstration has no indicators.
  const filled = datasets.filter(({ name }) => name !== 'INDICATORS');
  it.each(filled.map((dataset) => [dataset.title, dataset] as const))(
    'of %s says nothing new when it comes back as it is',
    async (_, dataset) => {
      const territory = { id: 'department:49', name: 'Maine-et-Loire' };
      const bytes = await territoryTemplate(hub.database.fork(), { dataset, territory });
      const report = await load(hub.database, {
        // Recognised by its headers alone.
        dataset: null,
        file: named(bytes),
        author: 'tests',
        demonstration: true,
      });
      expect(report.dataset?.name).toBe(dataset.name);
      expect(report.problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
      expect(report).toMatchObject({ added: 0, changed: 0, removed: 0, revision: null });
      expect(report.unchanged).toBe(report.rowsRead);
      expect(report.rowsRead).toBeGreaterThan(0);
    },
  );

  it('shows the keys that the hub made itself in hidden columns alone', async () => {
    const lines = ['code insee;exercice;secteur;montant;nature', '49015;2020;jeunesse;100;réel'];
    const report = await hub.load(subsidies, lines, { demonstration: true });
    expect(report.added).toBe(1);
    const territory = { id: 'commune:49015', name: 'Avrillé' };
    const bytes = await territoryTemplate(hub.database.fork(), { dataset: subsidies, territory });
    const { rows, columns } = (await readXlsx(bytes)).sheets[0] ?? { rows: [] };
    const withKeys = new Set(
      rows.flatMap((row) => row.flatMap((cell, at) => (String(cell).startsWith('~') ? [at] : []))),
    );
    const names = Object.keys(subsidies.columns);
    expect([...withKeys].map((at) => [names[at], columns?.[at]?.hidden])).toEqual([['hubKey', true]]);
  });

  it('holds one fiscal year if it is asked for one', async () => {
    const territory = { id: 'commune:49018', name: 'Baugé-en-Anjou' };
    const rowsOf = async (fiscalYear: number | null) => {
      const bytes = await territoryTemplate(hub.database.fork(), {
        dataset: subsidies,
        territory,
        fiscalYear,
      });
      const request = { dataset: subsidies, file: named(bytes), author: 'tests', demonstration: true };
      return (await load(hub.database, request)).rowsRead;
    };
    const [all, one] = [await rowsOf(null), await rowsOf(2023)];
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan(all);
  });

  it.each([
    ['commune:49018', 'Baugé-en-Anjou', [['commune', '49018', 'Baugé-en-Anjou', '49', 1999]], 1],
    [
      'epci:244900809',
      'CC Anjou Bleu Communauté',
      [
        ['EPCI', '244900809', 'CC Anjou Bleu Communauté', '49', 1999],
        ['commune', '49008', 'Angrie', '49', 1999],
      ],
      12,
    ],
  ])('begins the rows of %s where the hub knows nothing', async (id, name, first, count) => {
    const bytes = await territoryTemplate(hub.database.fork(), {
      dataset: subsidies,
      territory: { id, name },
      fiscalYear: 1999,
    });
    const [data, guide] = (await readXlsx(bytes)).sheets;
    const filled = data?.rows.slice(1).filter((row) => row.some((cell) => cell !== null)) ?? [];
    expect(filled.slice(0, 2).map((row) => row.filter((cell) => cell !== null))).toEqual(first);
    expect(filled).toHaveLength(count);
    expect(guide?.rows[2]?.[0]).toContain(`ne sait encore rien pour ${name} en 1999 : ${count} ligne`);
    // All that they lack is what the hub does not know.
    const request = { dataset: subsidies, file: named(bytes), author: 'tests', demonstration: true };
    const { problems } = await load(hub.database, request);
    expect(problems.map(({ code, column }) => [code, column])).toEqual(
      filled.map(() => ['MISSING_VALUE', 'Montant *']),
    );
  });
});
