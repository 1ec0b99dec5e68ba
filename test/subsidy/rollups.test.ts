import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { wrongSubsidyRollups } from '../../src/subsidy/subsidy-rollups.sql.js';
import { openHub, type TestHub } from '../hub.js';

const right = { subsidy_sum: 0, subsidy_year: 0 };

describe('rollups of subsidies', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  const wrong = () => wrongSubsidyRollups(hub.database.fork());
  const stored = (where: string) =>
    hub.database
      .fork()
      .getConnection()
      .execute(
        `select territory_id, amount_cents, line_count, communes, epcis from subsidy_year where ${where} order by 1`,
      );

  it('hold the sums of every level, an EPCI across a border in its main département', async () => {
    const header = 'code insee ou siren;exercice;nature;secteur;montant';
    const report = await hub.load(subsidies, [
      header,
      '49018;2023;réel;enfance;100,10',
      '49018;2023;réel;jeunesse;50',
      '244900882;2023;réel;pilotage;7',
      '244400552;2023;réel;;999',
      '49018;2023;prévisionnel;enfance;5',
      '49018;;réel;enfance;1000000',
    ]);
    expect(report).toMatchObject({ added: 6, rejected: 0 });
    expect(await stored(`fiscal_year = 2023 and nature = 'REAL'`)).toMatchObject([
      { territory_id: 'commune:49018', amount_cents: '15010', line_count: 2, communes: 1, epcis: 0 },
      { territory_id: 'country:FR', amount_cents: '115610', line_count: 4, communes: 1, epcis: 2 },
      { territory_id: 'department:44', amount_cents: '99900', line_count: 1, communes: 0, epcis: 1 },
      { territory_id: 'department:49', amount_cents: '15710', line_count: 3, communes: 1, epcis: 1 },
      { territory_id: 'epci:244400552', amount_cents: '99900', line_count: 1, communes: 0, epcis: 1 },
      { territory_id: 'epci:244900882', amount_cents: '15710', line_count: 3, communes: 1, epcis: 1 },
      { territory_id: 'region:52', amount_cents: '115610', line_count: 4, communes: 1, epcis: 2 },
    ]);
    expect(await wrong()).toEqual(right);
    await undoBatch(hub.database, report.revision as number, 'tests');
    expect(await stored('true')).toEqual([]);
  });
});
