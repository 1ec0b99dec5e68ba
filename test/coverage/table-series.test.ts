import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { today } from '../../src/calendar.js';
import { expectEachBesideTheOneBefore, someDays } from '../each-date.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';
import { inBaugeois, load, loadMoving } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

const ratio = '{ numerator denominator value }';
const change = `change { on communes ${ratio} population ${ratio} communeCount inhabitants communeCountDifference inhabitantsDifference
  conventionsInForce communesDifference populationDifference communesPoints populationPoints }`;
const passports =
  '{ expected reported complete expectedPopulation reportedPopulation oldestInputAt freshestInputAt }';

describe('a series of coverage, each date beside the one before', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    await load(hub);
    await loadMoving(hub);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ coverageTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.coverageTable;
  };
  const years = 'by: [DATE], between: { from: "2021-01-01", to: "2026-12-31", step: YEAR }, compare: true';

  it('tells what each year changed, the first of which nobody asked to compare', async () => {
    const { rows, totals } = await table(
      `${inBaugeois}, ${years}, orderBy: KEY`,
      `rows { rank key { date } ${change} } totals { ${change} }`,
    );
    // Mazé (5 761) until the end of 2021, Baugé (11 712) from 2022 on, Beaufort (6 901) since 2024.
    const of = (date: string, on: string, populationDifference: number, communesDifference: number) => ({
      date,
      on,
      populationDifference,
      communesDifference,
      populationPoints: expect.closeTo((100 * populationDifference) / 34_567, 10),
    });
    expect(
      rows.map(({ key, change: told }: Row) =>
        told === null
          ? [key.date, null]
          : {
              date: key.date,
              on: told.on,
              populationDifference: told.populationDifference,
              communesDifference: told.communesDifference,
              populationPoints: told.populationPoints,
            },
      ),
    ).toEqual([
      ['2021-12-31', null],
      of('2022-12-31', '2021-12-31', 5_951, 0),
      of('2023-12-31', '2022-12-31', 0, 0),
      of('2024-12-31', '2023-12-31', 6_901, 1),
      of('2025-12-31', '2024-12-31', 0, 0),
      of('2026-12-31', '2025-12-31', 0, 0),
    ]);
    expect(totals.map((row: Row) => row.change)).toEqual(rows.map((row: Row) => row.change));
  });

  it.each(['', 'states: [COVERED, NOT_COVERED, UNDETERMINED],'])(
    'orders the years by what they changed, and gives no rank to the one that is not compared: %s',
    async (filter) => {
      const { rows } = await table(
        `${inBaugeois}, ${filter} ${years}, orderBy: CHANGE`,
        `rows { rank key { date } change { populationPoints inhabitantsDifference } }`,
      );
      expect(rows.at(-1)).toEqual({ rank: null, key: { date: '2021-12-31' }, change: null });
      expect(rows.slice(0, -1).every(({ rank }: Row) => rank !== null)).toBe(true);
      // Of some states alone a row gains and loses communes, and is ordered by its people.
      const of = ({ change: told }: Row) =>
        filter === '' ? told.populationPoints : told.inhabitantsDifference;
      const measured = rows.slice(0, -1).map(of);
      expect(measured).toEqual(measured.toSorted((one: number, other: number) => other - one));
      if (filter === '')
        expect(rows.map(({ rank, key }: Row) => [key.date.slice(0, 4), rank])).toEqual([
          ['2024', 1],
          ['2022', 2],
          ['2023', 3],
          ['2025', 3],
          ['2026', 3],
          ['2021', null],
        ]);
    },
  );

  it('compares one date with the same day a year before, of which 29 February has none', async () => {
    const fields = `rows { rank key { commune { code } } ${change} } totals { ${change} } previousPassports ${passports}`;
    for (const [on, before] of [
      ['2024-06-30', '2023-06-30'],
      ['2024-02-29', '2023-02-28'],
    ]) {
      const asked = `${inBaugeois}, by: [COMMUNE], on: ["${on}"], orderBy: CHANGE`;
      const found = await table(`${asked}, compare: true`, fields);
      expect(found.totals[0].change.on).toBe(before);
      expect(found).toEqual(await table(`${asked}, compareTo: "${before}"`, fields));
      // A series of one date has none before it.
      const series = asked.replace('by: [COMMUNE]', 'by: [COMMUNE, DATE]');
      const inSeries = await table(`${series}, compare: true`, fields);
      expect(inSeries.rows).toEqual(found.rows);
    }
  });

  it('may be compared with one of its own dates, from which each then differs', async () => {
    const { rows } = await table(
      `${inBaugeois}, by: [DATE], on: ["2021-12-31", "2022-12-31"], compareTo: "2021-12-31"`,
      'rows { key { date } change { on populationDifference } }',
    );
    expect(rows.map(({ key, change: told }: Row) => [key.date, told.on, told.populationDifference])).toEqual([
      ['2021-12-31', '2021-12-31', 0],
      ['2022-12-31', '2021-12-31', 5_951],
    ]);
  });

  it.each(['', 'populationBands: [FROM_2000, FROM_10000],'])(
    'says on what each of the other dates rests, in the order of the dates: %s',
    async (filter) => {
      const within = `within: { kind: DEPARTMENT, code: "49" }, ${filter}`;
      const found = await table(
        `${within} by: [EPCI, DATE], on: ["2024-12-31", "2016-12-31", "2023-12-31"], compare: true, first: 1`,
        `previousPassports ${passports}`,
      );
      // 2024 beside 2023, 2023 beside 2016, and 2016 beside nothing.
      const others = await table(
        `${within} by: [DATE], on: ["2023-12-31", "2016-12-31"]`,
        `passports ${passports}`,
      );
      expect(others.passports[0]).not.toEqual(others.passports[1]);
      expect(found.previousPassports).toEqual(others.passports);
    },
  );

  it('is in the order of its dates where nobody asks for another, and anything else by measure', async () => {
    const fields = 'totalCount rows { key { date status epci { code } } }';
    const on = 'on: ["2024-12-31", "2021-12-31", "2026-12-31"]';
    const dates = async (args: string) => {
      const { totalCount, rows } = await table(`${inBaugeois}, ${on}, ${args}`, fields);
      return [totalCount, rows.map(({ key }: Row) => key.date)];
    };
    expect(await dates('by: [DATE]')).toEqual([3, ['2021-12-31', '2024-12-31', '2026-12-31']]);
    expect(await dates('by: [DATE], first: 2')).toEqual([3, ['2021-12-31', '2024-12-31']]);
    expect(await dates('by: [DATE], first: 1, ascending: false')).toEqual([3, ['2026-12-31']]);
    expect(await dates('by: [DATE], first: 1, orderBy: POPULATION_RATE')).toEqual([3, ['2024-12-31']]);
    for (const [by, orderBy] of [
      ['DATE, EPCI', 'KEY'],
      ['DATE, STATUS', 'KEY'],
      ['EPCI, DATE', 'POPULATION_RATE'],
      ['STATUS, DATE', 'INHABITANTS'],
    ]) {
      const asked = `${inBaugeois}, ${on}, by: [${by}]`;
      expect(await table(asked, fields)).toEqual(await table(`${asked}, orderBy: ${orderBy}`, fields));
    }
  });

  it.each([
    ['by: [EPCI], compare: true, compareTo: "2021-12-31"', 'COMPARISON_GIVEN_TWICE'],
    ['by: [EPCI], on: ["2024-12-31"], compareTo: "2024-12-31"', 'INVALID_DATE_COMPARISON'],
    ['by: [DATE], on: ["2024-12-31", "2024-12-31"], compareTo: "2024-12-31"', 'INVALID_DATE_COMPARISON'],
    [`by: [], compareTo: "${today()}"`, 'INVALID_DATE_COMPARISON'],
    [
      'by: [DATE], on: ["2021-12-31", "2022-12-31"], compare: true, compareTo: "2021-12-31"',
      'COMPARISON_GIVEN_TWICE',
    ],
    ['by: [EPCI], on: ["2021-12-31", "2022-12-31"], compare: true', 'DATES_NOT_GROUPED'],
    ['by: [EPCI], on: ["2000-06-30"], compare: true', 'DATE_OUT_OF_RANGE'],
    ['by: [DATE], on: ["2021-12-31", "2022-12-31"], orderBy: CHANGE', 'COMPARISON_MISSING'],
  ])('is refused before any work: %s', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ coverageTable(${args}) { totalCount } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(queries).not.toContain('coverageTable');
  });

  it('equals, date by date, a table of that date beside the one before', async () => {
    const row = `key { department { code } epci { code } commune { code } convention { reference } populationBand territoryScale status date }
      dimensions communeCount population ${ratio} conventionsInForce ${change}`;
    const fields = `rows { ${row} } subtotals { ${row} } totals { ${row} }`;
    const dimensions = [
      'DEPARTMENT',
      'EPCI',
      'COMMUNE',
      'CONVENTION',
      'TERRITORY_SCALE',
      'POPULATION_BAND',
      'STATUS',
    ];
    const asked = fc.record({
      within: fc.constantFrom('{ kind: DEPARTMENT, code: "49" }', '{ kind: EPCI, code: "244900882" }'),
      by: fc.uniqueArray(fc.constantFrom(...dimensions), { maxLength: 2 }),
      dates: someDays('2016-01-01', '2030-12-31'),
      filter: fc.constantFrom('', 'states: [COVERED],', 'populationBands: [FROM_5000, FROM_10000],'),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ within, by: drawn, dates, filter }) => {
        const by = within.includes('EPCI') ? drawn.filter((each) => each !== 'DEPARTMENT') : drawn;
        const args = `within: ${within}, by: [${[...by, 'DATE']}], ${filter} orderBy: KEY, first: 1000`;
        await expectEachBesideTheOneBefore(table, { args, fields, dates });
      }),
      { numRuns: propertyRuns(25) },
    );
  });
});
