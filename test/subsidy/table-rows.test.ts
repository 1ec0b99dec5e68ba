import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { SubsidyDimension } from '../../src/subsidy/table/subsidy-table.rules.js';
import { TerritoryKind } from '../../src/territory/territory.rules.js';
import { wider } from '../../src/territory/territory-levels.rules.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';

const inMaineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }';

interface Row {
  readonly key: Readonly<Record<string, unknown>>;
  readonly amount: number;
  readonly lineCount: number;
  readonly amounts: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly amount: number; readonly reference: string }[];
  };
  readonly passports: readonly { readonly expected: number; readonly reported: number }[];
}

describe('rows of a table of subsidies', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;ligne;section;montant',
      '49018;2023;réel;enfance;;fonctionnement;100,10',
      '49018;2023;réel;jeunesse;PS jeunes;;50',
      '49018;2022;réel;enfance;;;80',
      '49018;2023;prévisionnel;enfance;;;5',
      '49021;2023;réel;enfance;;;40',
      '49138;2023;réel;;;;3',
      '49194;2023;réel;enfance;;;1',
      '49201;2023;réel;enfance;;;2',
      '49228;2023;réel;enfance;;;3',
      '49237;2023;réel;enfance;;;4',
      '49237;;réel;enfance;;;1000',
      '244900882;2023;réel;pilotage;;;7',
      '49007;2023;réel;enfance;;;1000',
      '49160;2023;réel;enfance;;;30',
      '44003;2023;réel;enfance;;;200',
    ]);
    expect(report).toMatchObject({ added: 15, rejected: 0 });
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé,commune,,49,2022,2023,49018',
      'B-1,Baugeois Vallée,epci,244900882,49,2020,2024,',
      'I-1,Ingrandes et Ancenis,multi_commune,,44,2023,2025,49160|44003',
    ]);
  });
  afterAll(() => hub.close());

  const ask = async (args: string, fields: string) => {
    const { data, errors, queries } = await hub.ask(`{ subsidyTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return { ...data.subsidyTable, queries };
  };

  it('lead to the very amounts that they add, whatever the dimensions, subtotals and totals too', async () => {
    const dimensions = fc.uniqueArray(fc.constantFrom(...Object.values(SubsidyDimension)), { maxLength: 3 });
    const places = ['', `${inMaineEtLoire},`, 'within: { kind: EPCI, code: "244900882" },'];
    const filters = ['', 'sectors: [CHILDHOOD],', 'sections: [RUNNING],'];
    const fields = 'amount lineCount amounts { totalCount nodes { amount reference } }';
    await fc.assert(
      fc.asyncProperty(
        dimensions,
        fc.constantFrom(...places),
        fc.constantFrom(...filters),
        async (by, within, filter) => {
          fc.pre(by.length < 3 || !by.some((each) => each === 'COMMUNE' || each === 'CONVENTION'));
          // Nothing wider than the territory is asked of it.
          const kind = /kind: (\w+)/.exec(within)?.[1] ?? TerritoryKind.COUNTRY;
          fc.pre(wider(by, kind as TerritoryKind) === undefined);
          const { rows, subtotals, totals } = await ask(
            `${within} ${filter} by: [${by}], fiscalYears: [2022, 2023]`,
            `rows { ${fields} } subtotals { ${fields} } totals { ${fields} }`,
          );
          for (const { amount, lineCount, amounts } of [...rows, ...subtotals, ...totals] as Row[]) {
            expect(amounts.totalCount).toBe(lineCount);
            expect(new Set(amounts.nodes.map(({ reference }) => reference)).size).toBe(lineCount);
            const sum = amounts.nodes.reduce((total, each) => total + each.amount * 100, 0);
            expect(sum / 100).toBeCloseTo(amount, 6);
          }
        },
      ),
      { numRuns: propertyRuns(20) },
    );
  });

  it('walk on to the file and its line', async () => {
    const { rows } = await ask(
      'within: { kind: COMMUNE, code: "49018" }, by: [SECTOR], fiscalYears: [2023], orderBy: KEY',
      'rows { key { sector } amounts(first: 1) { nodes { amount source { line batch { fileName author } } } } }',
    );
    const batch = { fileName: 'subsidies.csv', author: 'tests' };
    expect(rows).toEqual([
      { key: { sector: 'CHILDHOOD' }, amounts: { nodes: [{ amount: 100.1, source: { line: 2, batch } }] } },
      { key: { sector: 'YOUTH' }, amounts: { nodes: [{ amount: 50, source: { line: 3, batch } }] } },
    ]);
  });

  it('cost one statement more for all of their amounts, and one for all of their passports', async () => {
    const fields = 'rows { amounts { totalCount } passports { expected } }';
    const { queries } = await ask(`${inMaineEtLoire}, by: [COMMUNE, SECTOR], fiscalYears: [2023]`, fields);
    expect([...queries].sort()).toEqual(
      ['amountsOfRows', 'basesOfRows', 'hubFacts', 'subsidyTable', 'territoriesById'].sort(),
    );
    const kept = await ask(
      `${inMaineEtLoire}, by: [COMMUNE], fiscalYears: [2023]`,
      'rows { passports { expected } }',
    );
    expect([...kept.queries].sort()).toEqual(
      ['basesOfRows', 'hubFacts', 'subsidyBases territory', 'subsidyTable', 'territoriesById'].sort(),
    );
  });

  it('say on what they rest, as the total of their territory does', async () => {
    const passport = 'expected reported complete expectedPopulation reportedPopulation demonstration';
    const { rows, total } = await ask(
      `${inMaineEtLoire}, by: [EPCI], fiscalYears: [2022, 2023], orderBy: KEY`,
      `rows { key { epci { code } } passports { ${passport} } } total { passports { ${passport} } }`,
    );
    for (const { key, passports } of rows as Row[]) {
      const { code } = key.epci as { code: string };
      if (code === '244400552') continue;
      const { data } = await hub.ask(`{ epci(code: "${code}") {
        a: subsidies(fiscalYear: 2022) { passport { ${passport} } } b: subsidies(fiscalYear: 2023) { passport { ${passport} } } } }`);
      expect(passports).toEqual([data.epci.a.passport, data.epci.b.passport]);
    }
    // One commune of Pays d'Ancenis is in 49: the row is of that one alone.
    expect(
      rows.find((row: Row) => (row.key.epci as { code: string }).code === '244400552').passports,
    ).toMatchObject([
      { expected: 1, reported: 0, complete: false },
      { expected: 1, reported: 1, complete: true },
    ]);
    expect(
      total.passports.map(({ reported, expected }: Row['passports'][0]) => [reported, expected]),
    ).toEqual([
      [1, 176],
      [9, 176],
    ]);
  });

  it('are complete only if no amount left aside, or not split, may be of them', async () => {
    const { rows } = await ask(
      'within: { kind: EPCI, code: "244900882" }, by: [SECTOR, CONVENTION], fiscalYears: [2023], orderBy: KEY',
      'rows { key { sector convention { reference } } passports { expected reported complete } }',
    );
    expect(rows.map(({ key, passports }: Row) => [key, passports])).toEqual([
      [
        { sector: 'CHILDHOOD', convention: { reference: 'A-1' } },
        [{ expected: 1, reported: 1, complete: true }],
      ],
      [
        { sector: 'CHILDHOOD', convention: { reference: 'B-1' } },
        [{ expected: 7, reported: 6, complete: false }],
      ],
      [
        { sector: 'STEERING', convention: { reference: 'B-1' } },
        [{ expected: 7, reported: 0, complete: false }],
      ],
      [
        { sector: 'UNALLOCATED', convention: { reference: 'B-1' } },
        [{ expected: 7, reported: 1, complete: false }],
      ],
      [{ sector: 'YOUTH', convention: { reference: 'A-1' } }, [{ expected: 1, reported: 1, complete: true }]],
      [
        { sector: 'YOUTH', convention: { reference: 'B-1' } },
        [{ expected: 7, reported: 1, complete: false }],
      ],
    ]);
    const complete = async (code: string) => {
      const found = await ask(
        `within: { kind: COMMUNE, code: "${code}" }, by: [SECTOR], fiscalYears: [2023]`,
        'rows { passports { complete } }',
      );
      return found.rows.map(({ passports }: { passports: [{ complete: boolean }] }) => passports[0].complete);
    };
    // 1 000 euros of 49237, of no year, may be of 2023; 3 euros of 49138 are of no sector.
    expect(await complete('49237')).toEqual([false]);
    expect(await complete('49021')).toEqual([true]);
    expect(await complete('49138')).toEqual([true]);
  });
});
