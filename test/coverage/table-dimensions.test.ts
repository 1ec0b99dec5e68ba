import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { inBaugeois, load } from './table-fixture.js';

interface Row {
  readonly key: Record<string, unknown>;
  readonly communeCount: number;
  readonly inhabitants: number;
  readonly conventionsInForce: number;
  readonly communes: { readonly numerator: number };
  readonly unknown: { readonly communes: number; readonly conventionsWithUnknownDates: number };
}
const counts = `communeCount inhabitants conventionsInForce communes { numerator }
  unknown { communes conventionsWithUnknownDates }`;
/** Communes, inhabitants, covered, undetermined, conventions in force, conventions undetermined. */
const countsOf = (row: Row) => [
  row.communeCount,
  row.inhabitants,
  row.communes.numerator,
  row.unknown.communes,
  row.conventionsInForce,
  row.unknown.conventionsWithUnknownDates,
];

/** Of the CC Baugeois Vallée at the end of 2024: two communes covered, two perhaps, one no more, two of which nothing is known. */
describe('tables of coverage by what covers', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await load(hub);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(
      `{ coverageTable(${inBaugeois}, on: ["2024-12-31"], ${args}) { ${fields} } }`,
    );
    expect(errors).toBeUndefined();
    return data.coverageTable;
  };

  it('say of each state its communes, which add up to all', async () => {
    const { rows, totals, hint } = await table(
      'by: [STATUS]',
      `hint rows { rank key { status } ${counts} communeShare { numerator denominator } inhabitantShare { denominator }
       passport { expected reported complete } } totals { ${counts} }`,
    );
    const row = (rank: number, status: string, values: number[], reported: number) => ({
      rank,
      status,
      values,
      share: [values[0], 7],
      passport: { expected: values[0], reported, complete: status === 'COVERED' },
    });
    expect(
      rows.map((each: Row & Record<string, Record<string, unknown>>) => ({
        rank: each.rank,
        status: each.key.status,
        values: countsOf(each),
        share: [each.communeShare?.numerator, each.communeShare?.denominator],
        passport: each.passport,
      })),
    ).toEqual([
      row(1, 'COVERED', [2, 18_613, 2, 0, 2, 0], 2),
      row(2, 'UNDETERMINED', [2, 7_527, 0, 2, 0, 2], 2),
      row(3, 'NOT_COVERED', [1, 5_761, 0, 0, 0, 0], 0),
      row(4, 'NOT_REPORTED', [2, 2_666, 0, 0, 0, 0], 0),
    ]);
    expect(totals.map(countsOf)).toEqual([[7, 34_567, 2, 2, 3, 2]]);
    expect(hint).toBeNull();
  });

  it('say of each convention what it covers, and count what two cover once in the total', async () => {
    const { rows, totals, hint } = await table(
      'by: [CONVENTION]',
      `hint rows { key { convention { reference } } ${counts}
         communeStates { totalCount nodes { state commune { code } } } passport { expected reported } } totals { ${counts} }`,
    );
    const found = rows.map((row: Row & { key: { convention: { reference: string } | null } }) => [
      row.key.convention?.reference ?? null,
      countsOf(row),
    ]);
    expect(found).toEqual([
      ['B-1', [2, 18_613, 2, 0, 1, 0]],
      ['A-1', [1, 11_712, 1, 0, 1, 0]],
      [null, [3, 8_427, 0, 0, 0, 0]],
      ['E-1', [1, 5_448, 0, 1, 0, 1]],
      ['D-1', [1, 2_079, 0, 1, 0, 1]],
      // Names the EPCI, and none of its communes.
      ['F-1', [0, 0, 0, 0, 1, 0]],
    ]);
    expect(totals.map(countsOf)).toEqual([[7, 34_567, 2, 2, 3, 2]]);
    expect(hint).toContain('une commune sous plusieurs conventions');
    expect(rows[0].communeStates).toEqual({
      totalCount: 2,
      nodes: [
        { state: 'COVERED', commune: { code: '49018' } },
        { state: 'COVERED', commune: { code: '49021' } },
      ],
    });
    expect(rows[3].communeStates.nodes).toEqual([{ state: 'UNDETERMINED', commune: { code: '49228' } }]);
    expect(rows.map(({ passport }: { passport: unknown }) => passport)).toEqual([
      { expected: 2, reported: 2 },
      { expected: 1, reported: 1 },
      { expected: 3, reported: 0 },
      { expected: 1, reported: 1 },
      { expected: 1, reported: 1 },
      { expected: 0, reported: 0 },
    ]);
  });

  it('tell communal conventions from the others', async () => {
    const { rows, subtotals, totals } = await table(
      'by: [EPCI, TERRITORY_SCALE], orderBy: KEY',
      `rows { key { territoryScale } ${counts} conventions { totalCount nodes { reference } } } subtotals { ${counts} } totals { ${counts} }`,
    );
    expect(
      rows.map((row: Row & { conventions: { nodes: { reference: string }[] } }) => [
        row.key.territoryScale,
        countsOf(row),
        row.conventions.nodes.map(({ reference }) => reference),
      ]),
    ).toEqual([
      ['COMMUNE', [3, 19_239, 1, 2, 1, 2], ['A-1']],
      ['COMMUNE_GROUP', [2, 18_613, 2, 0, 1, 0], ['B-1']],
      ['PART_OF_EPCI', [0, 0, 0, 0, 1, 0], ['F-1']],
      [null, [3, 8_427, 0, 0, 0, 0], []],
    ]);
    expect([...subtotals, ...totals].map(countsOf)).toEqual([
      [7, 34_567, 2, 2, 3, 2],
      [7, 34_567, 2, 2, 3, 2],
    ]);
  });

  it('give a rank to what has the value that they are ordered by, alone', async () => {
    const ranks = async (args: string) =>
      (await table(args, 'rows { rank key { territoryScale convention { reference } } }')).rows.map(
        ({ rank, key }: Row & { rank: number | null; key: { convention: { reference: string } | null } }) => [
          key.convention?.reference ?? key.territoryScale,
          rank,
        ],
      );
    // F-1 names none of its communes: nobody knows which share of them is covered, nor who has come.
    const byScale = await ranks('by: [TERRITORY_SCALE], orderBy: COMMUNES_RATE');
    expect(byScale).toEqual([
      ['COMMUNE_GROUP', 1],
      ['COMMUNE', 2],
      [null, 3],
      ['PART_OF_EPCI', null],
    ]);
    expect(await ranks('by: [TERRITORY_SCALE], orderBy: CHANGE, compareTo: "2020-12-31"')).toEqual([
      ['COMMUNE_GROUP', 1],
      ['COMMUNE', 2],
      [null, 3],
      ['PART_OF_EPCI', null],
    ]);
    // D-1 has no dates: as many people as then.
    expect(await ranks('by: [CONVENTION], orderBy: CHANGE, compareTo: "2020-12-31"')).toEqual([
      ['B-1', 1],
      ['A-1', 2],
      ['E-1', 3],
      ['D-1', 4],
      ['C-1', 5],
      [null, 6],
      ['F-1', null],
    ]);
  });

  it('count the communes that filters keep alone, in rows, totals and passports', async () => {
    const fields = `rows { key { commune { code } } } totals { ${counts} communeStates { totalCount } conventions { totalCount } }
      passports { expected reported }`;
    const kept = await table('by: [COMMUNE], orderBy: KEY, populationBands: [FROM_5000, FROM_10000]', fields);
    expect(kept.totals.map(countsOf)).toEqual([[4, 11_712 + 6_901 + 5_761 + 5_448, 2, 1, 2, 1]]);
    expect(kept.passports).toEqual([{ expected: 4, reported: 3 }]);
    expect(kept.totals[0].communeStates).toEqual({ totalCount: 4 });
    expect(kept.totals[0].conventions).toEqual({ totalCount: 2 });
    const stated = await table(
      'by: [COMMUNE], orderBy: KEY, states: [NOT_COVERED, NOT_REPORTED], populationBands: [FROM_5000, FROM_2000]',
      fields,
    );
    expect(stated.rows).toEqual([
      { key: { commune: { code: '49138' } } },
      { key: { commune: { code: '49194' } } },
    ]);
    expect(stated.totals.map(countsOf)).toEqual([[2, 2_525 + 5_761, 0, 0, 0, 0]]);
    const named = await table(
      'by: [], territories: [{ kind: COMMUNE, code: "49018" }, { kind: COMMUNE, code: "49201" }, { kind: DEPARTMENT, code: "44" }]',
      fields,
    );
    expect(named.totals.map(countsOf)).toEqual([[2, 11_712 + 2_079, 1, 1, 2, 1]]);
    const none = await table('by: [COMMUNE], states: [COVERED], populationBands: [UNDER_500]', fields);
    expect([none.rows, none.totals.map(countsOf)]).toEqual([[], [[0, 0, 0, 0, 0, 0]]]);
  });

  it('lead from any row to its communes and conventions, by one statement for all of them', async () => {
    const { data, queries } =
      await hub.ask(`{ coverageTable(by: [COUNTRY, DEPARTMENT], on: ["2024-12-31"], orderBy: COVERED_POPULATION, first: 5) {
      rows { key { country { code } department { code } } communeCount conventionsInForce passport { reported freshestInputAt }
        communeStates(states: [COVERED], first: 2) { totalCount nodes { commune { code } } } conventions { totalCount } }
      subtotals { key { country { code } } communeCount communeStates(first: 1) { totalCount } conventions { totalCount } } } }`);
    const [first, second] = data.coverageTable.rows;
    expect(first).toMatchObject({
      key: { country: { code: 'FR' }, department: { code: '49' } },
      communeCount: 176,
      conventionsInForce: 4,
      passport: { reported: 5, freshestInputAt: expect.any(String) },
      communeStates: {
        totalCount: 3,
        nodes: [{ commune: { code: '49018' } }, { commune: { code: '49021' } }],
      },
      conventions: { totalCount: 4 },
    });
    expect(second).toMatchObject({ key: { department: { code: '44' } }, conventions: { totalCount: 1 } });
    const [whole] = data.coverageTable.subtotals;
    expect(whole).toMatchObject({ key: { country: { code: 'FR' } }, conventions: { totalCount: 4 } });
    expect(whole.communeStates.totalCount).toBe(whole.communeCount);
    expect(queries.filter((name) => name === 'coverageCommunesOfRows')).toHaveLength(2);
    expect(queries.filter((name) => name === 'coverageConventionsOfRows')).toHaveLength(2);
    expect(queries).not.toContain('coverageOf territory');
  });

  it('know no share, and no rank, of people whom nobody has counted', async () => {
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,n_communes,member_insee',
      'Z-1,Clipperton,commune,989,2023,2027,1,98901',
    ]);
    expect(report).toMatchObject({ added: 1 });
    const share = 'population { numerator denominator value }';
    const { data, errors } = await hub.ask(`{
      commune(code: "98901") { population ctgCoverage(on: "2024-12-31") { communes { value } ${share} } }
      coverageTable(within: { kind: COMMUNE, code: "98901" }, by: [COMMUNE], on: ["2024-12-31"], compareTo: "2020-12-31", orderBy: CHANGE) {
        rows { rank ${share} change { populationPoints } } } }`);
    expect(errors).toBeUndefined();
    const unknown = { population: { numerator: 0, denominator: 0, value: null } };
    expect(data.commune).toEqual({ population: null, ctgCoverage: { communes: { value: 1 }, ...unknown } });
    expect(data.coverageTable.rows).toEqual([{ rank: null, ...unknown, change: { populationPoints: null } }]);
  });
});
