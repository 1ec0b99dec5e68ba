import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const header = 'code insee ou siren;exercice;nature;secteur;section;montant';
const commune = (code: string) => `within: { kind: COMMUNE, code: "${code}" }`;
const maineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }';

describe('tables of subsidies say nothing that they do not know', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      header,
      '49018;2023;réel;enfance;fonctionnement;100',
      '49018;2023;réel;jeunesse;;50',
      '49099;2021;réel;enfance;;10',
      '49099;2022;réel;enfance;;20',
      '49099;2023;réel;enfance;;50',
      '49007;2022;réel;enfance;;9',
      '49328;2022;réel;enfance;;-100',
      '49328;2023;réel;enfance;;50',
      '49160;2023;réel;enfance;;30',
      '44003;2023;réel;enfance;;200',
      '244400552;2023;réel;;;999',
    ]);
    expect(report).toMatchObject({ added: 11, rejected: 0 });
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
        `${commune('49018')}, by: ${by}, fiscalYears: [2023], offset: 100000`,
        'rows { amount } total { amount }',
      );
      expect(found).toEqual({ rows: [], total: { amount: 150 } });
    }
  });

  it('keep the year before in the total too, when there is nothing of the year itself', async () => {
    const found = await table(
      `${commune('49018')}, by: [], fiscalYears: [2024], compare: true`,
      'total { amount lineCount previous { amount difference rate } }',
    );
    expect(found.total).toEqual({
      amount: null,
      lineCount: 0,
      previous: { amount: 150, difference: null, rate: null },
    });
    expect(await table(`${commune('49018')}, by: [], fiscalYears: [2024]`, 'total { amount }')).toEqual({
      total: null,
    });
  });

  it('rest on the communes of the asked sections alone', async () => {
    const found = await table(
      `${commune('49018')}, by: [], fiscalYears: [2023], sections: [INVESTMENT]`,
      'total { amount } passports { reported expected reportedPopulation complete }',
    );
    expect(found).toEqual({
      total: null,
      passports: [{ reported: 0, expected: 1, reportedPopulation: 0, complete: false }],
    });
  });

  it('name the years that an amount adds, and compare no others', async () => {
    const rowOf = async (code: string) => {
      const { rows } = await table(
        `${commune(code)}, by: [SECTOR], fiscalYears: [2022, 2023], compare: true, orderBy: KEY`,
        'rows { amount fiscalYears previous { amount fiscalYears difference rate } }',
      );
      return rows;
    };
    expect(await rowOf('49099')).toEqual([
      {
        amount: 70,
        fiscalYears: [2022, 2023],
        previous: { amount: 30, fiscalYears: [2021, 2022], difference: 40, rate: 40 / 30 },
      },
    ]);
    // 2023 is not known: nine euros of 2022 are no evolution of themselves.
    expect(await rowOf('49007')).toEqual([
      {
        amount: 9,
        fiscalYears: [2022],
        previous: { amount: 9, fiscalYears: [2022], difference: null, rate: null },
      },
    ]);
  });

  it('give no rate of a year before that is negative', async () => {
    const { total } = await table(
      `${commune('49328')}, by: [], fiscalYears: [2023], compare: true`,
      'total { amount previous { amount difference rate } }',
    );
    expect(total).toEqual({ amount: 50, previous: { amount: -100, difference: 150, rate: null } });
  });

  it('count the subtotals that the page leaves out', async () => {
    const found = await table(
      `${maineEtLoire}, by: [COMMUNE, SECTOR], fiscalYears: [2023], first: 1`,
      'totalCount rows { amount } subtotalCount subtotals { key { commune { code } } amount }',
    );
    expect(found).toEqual({
      totalCount: 5,
      rows: [{ amount: 100 }],
      subtotalCount: 4,
      subtotals: [{ key: { commune: { code: '49018' } }, amount: 150 }],
    });
    const flat = await table(`${maineEtLoire}, by: [SECTOR], fiscalYears: [2023]`, 'subtotalCount');
    expect(flat.subtotalCount).toBe(0);
  });

  it('say which EPCI they hold a part of only', async () => {
    const fields = 'rows { key { epci { code } } amount cutAtBorder } total { cutAtBorder }';
    const inside = await table(`${maineEtLoire}, by: [EPCI], fiscalYears: [2023], orderBy: KEY`, fields);
    expect(inside.rows).toContainEqual({
      key: { epci: { code: '244400552' } },
      amount: 30,
      cutAtBorder: true,
    });
    expect(inside.rows.filter((row: { cutAtBorder: boolean }) => row.cutAtBorder)).toHaveLength(1);
    expect(inside.total).toEqual({ cutAtBorder: false });

    const whole = await table('by: [EPCI], fiscalYears: [2023], orderBy: KEY', fields);
    expect(whole.rows).toContainEqual({
      key: { epci: { code: '244400552' } },
      amount: 1229,
      cutAtBorder: false,
    });

    // The département beside it in the key cuts it as well; a commune is never cut.
    const both = await table(
      'by: [DEPARTMENT, EPCI, COMMUNE], fiscalYears: [2023], orderBy: KEY',
      `rows { key { commune { code } } cutAtBorder }
       subtotals { dimensions key { department { code } epci { code } } amount cutAtBorder }`,
    );
    expect(both.rows.some((row: { cutAtBorder: boolean }) => row.cutAtBorder)).toBe(false);
    const parts = both.subtotals.filter(({ cutAtBorder }: { cutAtBorder: boolean }) => cutAtBorder);
    expect(parts.map(({ key, amount }: { key: object; amount: number }) => [key, amount])).toEqual([
      [{ department: { code: '44' }, epci: { code: '244400552' } }, 1199],
      [{ department: { code: '49' }, epci: { code: '244400552' } }, 30],
    ]);
  });

  it('say on what the year before rests too, when it is compared', async () => {
    const fields = 'passports { reported expected } previousPassports { reported expected }';
    const asked = `${maineEtLoire}, by: [], fiscalYears: [2023]`;
    // 49018, 49099, 49160 and 49328 of 2023; 49007, 49099 and 49328 of 2022.
    expect(await table(`${asked}, compare: true`, fields)).toEqual({
      passports: [{ reported: 4, expected: 176 }],
      previousPassports: [{ reported: 3, expected: 176 }],
    });
    expect(await table(asked, 'previousPassports { reported }')).toEqual({ previousPassports: [] });
  });
});
