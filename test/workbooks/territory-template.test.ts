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
    const [all, one, none] = [await rowsOf(null), await rowsOf(2023), await rowsOf(1999)];
    expect(none).toBe(0);
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan(all);
  });
});
