import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const header = 'code insee ou siren;exercice;nature;secteur;section;montant';
const maineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }';

describe('tables of subsidies say nothing that they do not know', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      header,
      '49018;2023;réel;enfance;fonctionnement;100',
      '49018;2023;réel;jeunesse;;50',
    ]);
    expect(report).toMatchObject({ added: 2, rejected: 0 });
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ subsidyTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };

  it('keep the total beyond the last row, with dimensions or without', async () => {
    for (const by of ['[SECTOR]', '[]']) {
      const found = await table(
        `${maineEtLoire}, by: ${by}, fiscalYears: [2023], offset: 100000`,
        'rows { amount } total { amount }',
      );
      expect(found).toEqual({ rows: [], total: { amount: 150 } });
    }
  });
});
