import type { SqlEntityManager } from '@mikro-orm/sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { slicesOfSubsidyRollups, wrongSubsidyRollups } from '../../src/subsidy/subsidy-rollups-check.sql.js';
import { openHub, type TestHub } from '../hub.js';

const right = { subsidy_sum: 0, subsidy_year: 0, subsidy_group: 0 };

describe('rollups of subsidies', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
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
    const group = (territory_id: string, columns: object) => ({
      territory_id,
      sector: '',
      funding_family: '',
      funding_line: '',
      section: '',
      ...columns,
    });
    const groups = await hub.database
      .fork()
      .getConnection()
      .execute(
        `select territory_id, sector, funding_family, funding_line, section, communes from subsidy_group
         where fiscal_year = 2023 and nature = 'REAL' and funding_family = '' and funding_line = '' and section = ''
           and territory_id in ('country:FR', 'department:44', 'department:49') order by 1, 2`,
      );
    expect(groups).toEqual([
      group('country:FR', { sector: 'CHILDHOOD', communes: 1 }),
      group('country:FR', { sector: 'STEERING', communes: 0 }),
      group('country:FR', { sector: 'UNALLOCATED', communes: 0 }),
      group('country:FR', { sector: 'YOUTH', communes: 1 }),
      group('department:44', { sector: 'UNALLOCATED', communes: 0 }),
      group('department:49', { sector: 'CHILDHOOD', communes: 1 }),
      group('department:49', { sector: 'STEERING', communes: 0 }),
      group('department:49', { sector: 'YOUTH', communes: 1 }),
    ]);
    expect(await wrong()).toEqual(right);
    await undoBatch(hub.database, report.revision as number, 'tests');
    expect(await stored('true')).toEqual([]);
  });
});

describe('the comparison of rollups with amounts, part by part', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west_demonstration');
  });
  afterAll(() => hub.close());

  const execute = (statement: string) => hub.database.fork().getConnection().execute(statement);

  it.each([
    [
      `update subsidy_sum set amount_cents = amount_cents + 1 where territory_id = 'department:49' and sector = 'YOUTH'`,
      'subsidy_sum',
    ],
    [`delete from subsidy_sum where territory_id = 'epci:244900882' and sector = 'YOUTH'`, 'subsidy_sum'],
    [`update subsidy_sum set line_count = 0 where territory_id = 'country:FR'`, 'subsidy_sum'],
    [`update subsidy_year set communes = communes + 1 where territory_id = 'region:52'`, 'subsidy_year'],
    [`update subsidy_year set amount_cents = 0 where territory_id = 'commune:49018'`, 'subsidy_year'],
    [
      `update subsidy_group set communes = communes + 1 where territory_id = 'department:49' and section <> ''`,
      'subsidy_group',
    ],
    [`delete from subsidy_group where territory_id = 'country:FR' and funding_line <> ''`, 'subsidy_group'],
    // Of a year that nobody has amounts of; of what is no territory; of a commune, which has no sums.
    [
      `insert into subsidy_sum select territory_id, 1999, nature, sector, funding_line, section, precision, 1, 1 from subsidy_sum
      where territory_id = 'department:49' limit 1`,
      'subsidy_sum',
    ],
    [
      `insert into subsidy_year select 'commune:00000', nature, fiscal_year, 1, 1, 1, 0, 1, oldest_input_at, freshest_input_at, false
      from subsidy_year limit 1`,
      'subsidy_year',
    ],
    [
      `insert into subsidy_sum select 'commune:49018', fiscal_year, nature, sector, funding_line, section, precision, 1, 1
      from subsidy_sum limit 1`,
      'subsidy_sum',
    ],
  ])('finds %s', async (statement, table) => {
    const wrongInside = await hub.database
      .fork()
      .transactional(async (em) => {
        await em.getConnection().execute(statement, [], 'run', em.getTransactionContext());
        const found = await wrongSubsidyRollups(em as SqlEntityManager);
        throw new Rolled(found);
      })
      .catch((error: unknown) => (error instanceof Rolled ? error.found : Promise.reject(error)));
    expect(
      Object.entries(wrongInside)
        .filter(([, count]) => count > 0)
        .map(([name]) => name),
    ).toEqual([table]);
  });

  it('is not disturbed by what is loaded and undone between two parts', async () => {
    const slices = await slicesOfSubsidyRollups(hub.database.fork(), 100);
    expect(slices.length).toBeGreaterThan(3);
    const standing: number[] = [];
    const loadSome = async (at: number) => {
      const { revision } = await hub.load(subsidies, [
        'code insee ou siren;exercice;nature;secteur;montant',
        `49018;${2010 + at};réel;enfance;100,10`,
        `35238;2023;réel;jeunesse;${at + 1}`,
        '244400552;2023;réel;;999',
      ]);
      standing.push(revision as number);
    };
    for (const [at, slice] of slices.entries()) {
      const found = await slice(hub.database.fork());
      expect(found).toEqual(right);
      if (at % 2 === 0) await loadSome(at);
      else await undoBatch(hub.database, standing.pop() as number, 'tests');
    }
    for (const revision of standing) await undoBatch(hub.database, revision, 'tests');
    expect(await execute('select 1 as one from subsidy where fiscal_year between 2010 and 2015')).toEqual([]);
    expect(await wrongSubsidyRollups(hub.database.fork())).toEqual(right);
  });
});

class Rolled extends Error {
  constructor(readonly found: Record<string, number>) {
    super('Rolled back');
  }
}
