import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { SubsidyDimension } from '../../src/subsidy/table/subsidy-table.rules.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';

const header = 'code insee ou siren;exercice;nature;secteur;ligne;section;montant';

describe('tables of subsidies', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      header,
      '49018;2023;réel;enfance;;;100,10',
      '49018;2023;réel;jeunesse;PS jeunes;fonctionnement;50',
      '49007;2023;réel;enfance;;;100,10',
      '49007;2022;réel;enfance;;;40',
      '49007;2022;réel;parentalité;;;9',
      '244900882;2023;réel;pilotage;;;7',
      '44109;2023;réel;enfance;;;1000',
      '244400552;2023;réel;;;;999',
      '01004;2023;réel;enfance;;;3',
      '49018;2023;prévisionnel;enfance;;;5',
    ]);
    expect(report).toMatchObject({ added: 10, rejected: 0 });
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ subsidyTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };

  it('rank, ties by code, with the people, the share and the total', async () => {
    const found = await table(
      'by: [DEPARTMENT], fiscalYears: [2023]',
      'totalCount rows { key { department { code } } amount lineCount perInhabitant share population } total { amount dimensions }',
    );
    expect(found.totalCount).toBe(3);
    expect(found.rows.map((row: { key: object; amount: number }) => [row.key, row.amount])).toEqual([
      [{ department: { code: '44' } }, 1999],
      [{ department: { code: '49' } }, 257.2],
      [{ department: { code: '01' } }, 3],
    ]);
    expect(found.total).toEqual({ amount: 2259.2, dimensions: [] });
    const [first] = found.rows;
    expect(first.share).toBeCloseTo(1999 / 2259.2, 12);
    expect(first.perInhabitant).toBeCloseTo(1999 / first.population, 12);
    const tied = await table(
      'within: { kind: DEPARTMENT, code: "49" }, by: [COMMUNE], fiscalYears: [2023], sectors: [CHILDHOOD], first: 1, offset: 1',
      'totalCount rows { key { commune { code } } amount }',
    );
    expect(tied).toEqual({ totalCount: 2, rows: [{ key: { commune: { code: '49018' } }, amount: 100.1 }] });
  });

  it('keep the money of EPCI apart from that of communes, and add both', async () => {
    const found = await table(
      'within: { kind: DEPARTMENT, code: "49" }, by: [EPCI, COMMUNE], fiscalYears: [2023], orderBy: KEY',
      `rows { key { epci { code } commune { code } } amount population }
       subtotals { dimensions key { epci { code } commune { code } } amount } total { amount }`,
    );
    expect(found.total).toEqual({ amount: 257.2 });
    expect(found.rows.filter((row: { key: { commune: object } }) => row.key.commune === null)).toEqual([
      { key: { epci: { code: '244900882' }, commune: null }, amount: 7, population: null },
    ]);
    expect(found.subtotals).toContainEqual({
      dimensions: ['EPCI'],
      key: { epci: { code: '244900882' }, commune: null },
      amount: 157.1,
    });
  });

  it('set the year before beside, also where nothing is left of it or nothing was there', async () => {
    const found = await table(
      'within: { kind: DEPARTMENT, code: "49" }, by: [SECTOR], fiscalYears: [2023], compare: true, orderBy: KEY',
      'rows { key { sector sectorLabel } amount previous { amount difference rate } } total { amount previous { amount difference } }',
    );
    expect(found.rows).toEqual([
      {
        key: { sector: 'CHILDHOOD', sectorLabel: 'Enfance' },
        amount: 200.2,
        previous: { amount: 40, difference: 160.2, rate: 4.005 },
      },
      {
        key: { sector: 'PARENTING', sectorLabel: 'Parentalité' },
        amount: null,
        previous: { amount: 9, difference: null, rate: null },
      },
      {
        key: { sector: 'STEERING', sectorLabel: 'Pilotage, chargés de coopération' },
        amount: 7,
        previous: { amount: null, difference: null, rate: null },
      },
      {
        key: { sector: 'YOUTH', sectorLabel: 'Jeunesse' },
        amount: 50,
        previous: { amount: null, difference: null, rate: null },
      },
    ]);
    expect(found.total).toEqual({ amount: 257.2, previous: { amount: 49, difference: 208.2 } });
  });

  it('set any other year beside, and refuse one that would stand beside several', async () => {
    const within = 'within: { kind: DEPARTMENT, code: "49" }, by: [SECTOR]';
    const fields = `rows { key { sector } amount previous { fiscalYears amount difference rate likeForLike { territories difference } } }
      previousPassports { reported }`;
    const before = await table(`${within}, fiscalYears: [2023], compareTo: 2022, orderBy: KEY`, fields);
    expect(before).toEqual(
      await table(`${within}, fiscalYears: [2023], compare: true, orderBy: KEY`, fields),
    );
    const after = await table(`${within}, fiscalYears: [2022], compareTo: 2023, orderBy: CHANGE`, fields);
    expect(after.rows[0]).toMatchObject({
      key: { sector: 'CHILDHOOD' },
      amount: 40,
      previous: { fiscalYears: [2023], amount: 200.2, difference: -160.2 },
    });
    const refused = async (args: string) => {
      const { errors, queries } = await hub.ask(`{ subsidyTable(${within}, ${args}) { totalCount } }`);
      expect(queries).not.toContain('subsidyTable');
      return errors?.map(({ extensions }) => extensions.code);
    };
    expect(await refused('fiscalYears: [2022, 2023], compareTo: 2021')).toEqual(['INVALID_YEAR_COMPARISON']);
    expect(await refused('fiscalYears: [2023], compareTo: 2023')).toEqual(['INVALID_YEAR_COMPARISON']);
    expect(await refused('fiscalYears: [2023], compareTo: 1900')).toEqual(['INVALID_FISCAL_YEAR']);
    expect(await refused('fiscalYears: [2023], compare: true, compareTo: 2021')).toEqual([
      'COMPARISON_GIVEN_TWICE',
    ]);
    expect(await refused('compare: true, compareTo: 2021, orderBy: CHANGE')).toEqual([
      'COMPARISON_GIVEN_TWICE',
    ]);
  });

  it('follow the years where nobody asks for another order, and the amounts where years do not come first', async () => {
    const fields = 'totalCount rows { key { fiscalYear sector } amount }';
    const asked =
      'within: { kind: DEPARTMENT, code: "49" }, fiscalYears: [2023, 2021, 2022], sectors: [CHILDHOOD, PARENTING]';
    const years = async (args: string) => {
      const { totalCount, rows } = await table(`${asked}, ${args}`, fields);
      return [
        totalCount,
        rows.map(({ key, amount }: { key: { fiscalYear: number }; amount: number }) => [
          key.fiscalYear,
          amount,
        ]),
      ];
    };
    expect(await years('by: [FISCAL_YEAR]')).toEqual([
      2,
      [
        [2022, 49],
        [2023, 200.2],
      ],
    ]);
    expect(await years('by: [FISCAL_YEAR], first: 1')).toEqual([2, [[2022, 49]]]);
    expect(await years('by: [FISCAL_YEAR], first: 1, ascending: false')).toEqual([2, [[2023, 200.2]]]);
    expect(await years('by: [FISCAL_YEAR], first: 1, orderBy: AMOUNT')).toEqual([2, [[2023, 200.2]]]);
    expect(await years('by: [FISCAL_YEAR, SECTOR]')).toEqual(
      await years('by: [FISCAL_YEAR, SECTOR], orderBy: KEY'),
    );
    expect(await years('by: [SECTOR, FISCAL_YEAR]')).toEqual([
      3,
      [
        [2023, 200.2],
        [2022, 40],
        [2022, 9],
      ],
    ]);
  });

  it('say on what they rest, year by year', async () => {
    const found = await table(
      'within: { kind: DEPARTMENT, code: "49" }, by: [FISCAL_YEAR], fiscalYears: [2022, 2023], orderBy: KEY',
      'rows { key { fiscalYear } amount } passports { reported expected complete }',
    );
    expect(found.rows).toEqual([
      { key: { fiscalYear: 2022 }, amount: 49 },
      { key: { fiscalYear: 2023 }, amount: 257.2 },
    ]);
    expect(found.passports).toEqual([
      { reported: 1, expected: 176, complete: false },
      { reported: 2, expected: 176, complete: false },
    ]);
  });

  it('add up to the ungrouped total by any dimensions, from the kept sums as from the amounts', async () => {
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé,commune,,49,2022,2023,49018',
      'B-1,Baugeois Vallée,epci,244900882,49,2020,2024,',
      'C-1,Baugé et Angers,multi_commune,,49,2023,2024,49018|49007',
    ]);
    const places = ['', 'within: { kind: REGION, code: "52" },', 'within: { kind: DEPARTMENT, code: "49" },'];
    const dimensions = fc.uniqueArray(fc.constantFrom(...Object.values(SubsidyDimension)), {
      minLength: 1,
      maxLength: 3,
    });
    const isWide = (by: readonly string[]) =>
      by.length < 3 || !by.some((each) => each === 'COMMUNE' || each === 'CONVENTION');
    /** A territory is in one of what is larger: the hub refuses to tell them apart. */
    const isWiderThan = (within: string, by: readonly string[]) =>
      (within !== '' && by.includes('COUNTRY')) || (within.includes('DEPARTMENT') && by.includes('REGION'));
    const fields = 'amount lineCount';
    await fc.assert(
      fc.asyncProperty(dimensions, fc.constantFrom(...places), async (by, within) => {
        fc.pre(isWide(by) && !isWiderThan(within, by));
        const args = `${within} nature: REAL, fiscalYears: [2022, 2023], first: 1000`;
        const found = await table(
          `${args}, by: [${by}]`,
          `totalCount rows { ${fields} } totals { ${fields} countedAgain }`,
        );
        const whole = await table(`${args}, by: []`, `total { ${fields} }`);
        const [{ countedAgain, ...total }] = found.totals;
        expect(total).toEqual(whole.total);
        expect(found.totalCount).toBe(found.rows.length);
        const sum = (name: 'amount' | 'lineCount') =>
          found.rows.reduce(
            (total: number, row: Record<string, number>) => total + (row[name] ?? 0) * 100,
            0,
          ) / 100;
        expect(sum('amount') - countedAgain).toBeCloseTo(whole.total.amount, 6);
        if (by.includes(SubsidyDimension.CONVENTION)) {
          // 49018: 150,10 of 2023 under three conventions; 49007, Angers, under one.
          expect(countedAgain).toBe(300.2);
        } else {
          expect(countedAgain).toBe(0);
          expect(sum('lineCount')).toBe(whole.total.lineCount);
        }
      }),
      { numRuns: propertyRuns(20) },
    );
  });

  it('cost one statement, beside those of the passports and the names', async () => {
    const { queries } = await hub.ask(
      '{ subsidyTable(by: [DEPARTMENT, SECTOR], fiscalYears: [2023]) { rows { key { department { name } } amount } } }',
    );
    expect(queries).toEqual(['subsidyTable', 'territoriesById']);
  });

  it.each([
    ['by: [SECTOR, SECTOR]', 'DUPLICATE_DIMENSION'],
    ['by: [COMMUNE, FUNDING_LINE]', 'TABLE_TOO_LARGE'],
    ['by: [SECTOR], first: 1000000', 'INVALID_PAGE_SIZE'],
    ['by: [SECTOR], offset: -1', 'INVALID_OFFSET'],
    ['by: [SECTOR], fiscalYears: [1200]', 'INVALID_FISCAL_YEAR'],
    ['by: [SECTOR], within: { kind: DEPARTMENT, code: "999" }', 'UNKNOWN_DEPARTMENT'],
  ])('are refused before any work: %s', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ subsidyTable(${args}) { totalCount } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(queries).not.toContain('subsidyTable');
  });
});
