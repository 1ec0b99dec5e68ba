import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { today } from '../../src/calendar.js';
import { expectEachBesideTheOneBefore, someDays } from '../each-date.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';
import { loadPlans } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

const ratio = '{ numerator denominator }';
const rates = `objectives { before ${ratio} now ${ratio} points } actions { before ${ratio} now ${ratio} points }`;
const previous = `previous { on conventions actionCount actionCountDifference ${rates} likeForLike { conventions ${rates} } }`;
const passports = '{ expected reported complete expectedPopulation reportedPopulation freshestInputAt }';
const maineEtLoire = 'within: { kind: DEPARTMENT, code: "49" },';

describe('a series of completion, each date beside the one before', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    await loadPlans(hub);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ completionTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.completionTable;
  };
  const years = 'by: [DATE], between: { from: "2023-01-01", to: "2026-12-31", step: YEAR }, compare: true';

  it('tells what each year changed, also of the conventions of both dates alone', async () => {
    const { rows, totals } = await table(
      `${maineEtLoire} ${years}, orderBy: KEY`,
      `rows { key { date } ${previous} } totals { ${previous} }`,
    );
    const short = ({ before, now, points }: Row) => [
      ...[before, now].map(({ numerator, denominator }) => `${numerator}/${denominator}`),
      points,
    ];
    expect(
      rows.map(({ key, previous: told }: Row) =>
        told === null
          ? [key.date, null]
          : [
              key.date,
              told.on,
              told.conventions,
              told.actionCountDifference,
              ...short(told.actions),
              told.likeForLike.conventions,
              ...short(told.likeForLike.actions),
            ],
      ),
    ).toEqual([
      ['2023-12-31', null],
      // F alone in 2023, nothing of which was known; A and B began in 2024.
      ['2024-12-31', '2023-12-31', 1, 6, '0/0', '2/5', null, 1, '0/0', '0/1', null],
      // C and E began, F ended.
      [
        '2025-12-31',
        '2024-12-31',
        3,
        2,
        '2/5',
        '4/6',
        expect.closeTo(100 * (4 / 6 - 2 / 5), 10),
        2,
        '2/4',
        '3/4',
        25,
      ],
      ['2026-12-31', '2025-12-31', 4, 0, '4/6', '4/6', 0, 4, '4/6', '4/6', 0],
    ]);
    expect(totals.map((row: Row) => row.previous)).toEqual(rows.map((row: Row) => row.previous));
  });

  it('orders the years by what they changed, and gives no rank to those of which nobody knows it', async () => {
    const { rows } = await table(
      `${maineEtLoire} ${years}, orderBy: ACTION_CHANGE`,
      'rows { rank key { date } }',
    );
    expect(rows.map(({ rank, key }: Row) => [key.date.slice(0, 4), rank])).toEqual([
      ['2025', 1],
      ['2026', 2],
      ['2023', null],
      ['2024', null],
    ]);
  });

  it('compares one date with the same day a year before, of which 29 February has none', async () => {
    const fields = `rows { rank key { convention { reference } } ${previous} } totals { ${previous} } previousPassports ${passports}`;
    for (const [on, before] of [
      ['2025-06-30', '2024-06-30'],
      ['2024-02-29', '2023-02-28'],
    ]) {
      const asked = `${maineEtLoire} by: [CONVENTION], on: ["${on}"], orderBy: ACTION_CHANGE`;
      const found = await table(`${asked}, compare: true`, fields);
      expect(found.totals[0].previous.on).toBe(before);
      expect(found).toEqual(await table(`${asked}, compareTo: "${before}"`, fields));
    }
  });

  it('may be compared with one of its own dates, from which each then differs', async () => {
    const { rows } = await table(
      `${maineEtLoire} by: [DATE], on: ["2023-12-31", "2024-12-31"], compareTo: "2023-12-31"`,
      'rows { key { date } previous { on actionCountDifference } }',
    );
    expect(
      rows.map(({ key, previous: told }: Row) => [key.date, told.on, told.actionCountDifference]),
    ).toEqual([
      ['2023-12-31', '2023-12-31', 0],
      ['2024-12-31', '2023-12-31', 6],
    ]);
  });

  it.each(['', 'territories: [{ kind: EPCI, code: "244900882" }],'])(
    'says on what each of the other dates rests, in the order of the dates: %s',
    async (filter) => {
      const within = `${maineEtLoire} ${filter}`;
      const found = await table(
        `${within} by: [EPCI, DATE], on: ["2025-12-31", "2021-12-31", "2024-12-31"], compare: true, first: 1`,
        `previousPassports ${passports}`,
      );
      // 2025 beside 2024, 2024 beside 2021, and 2021 beside nothing.
      const others = await table(
        `${within} by: [DATE], on: ["2024-12-31", "2021-12-31"]`,
        `passports ${passports}`,
      );
      expect(others.passports[0]).not.toEqual(others.passports[1]);
      expect(found.previousPassports).toEqual(others.passports);
    },
  );

  it('is in the order of its dates where nobody asks for another, and anything else by measure', async () => {
    const fields = 'totalCount rows { key { date status epci { code } } }';
    const on = 'on: ["2025-12-31", "2023-12-31", "2024-12-31"]';
    const dates = async (args: string) => {
      const { totalCount, rows } = await table(`${maineEtLoire} ${on}, ${args}`, fields);
      return [totalCount, rows.map(({ key }: Row) => key.date)];
    };
    expect(await dates('by: [DATE]')).toEqual([3, ['2023-12-31', '2024-12-31', '2025-12-31']]);
    expect(await dates('by: [DATE], first: 2')).toEqual([3, ['2023-12-31', '2024-12-31']]);
    expect(await dates('by: [DATE], first: 1, ascending: false')).toEqual([3, ['2025-12-31']]);
    expect(await dates('by: [DATE], first: 1, orderBy: ACTION_RATE')).toEqual([3, ['2025-12-31']]);
    for (const [by, orderBy] of [
      ['DATE, EPCI', 'KEY'],
      ['DATE, STATUS', 'KEY'],
      ['EPCI, DATE', 'ACTION_RATE'],
      ['STATUS, DATE', 'ACTION_COUNT'],
    ]) {
      const asked = `${maineEtLoire} ${on}, by: [${by}]`;
      expect(await table(asked, fields)).toEqual(await table(`${asked}, orderBy: ${orderBy}`, fields));
    }
  });

  it.each([
    ['by: [EPCI], compare: true, compareTo: "2021-12-31"', 'COMPARISON_GIVEN_TWICE'],
    ['by: [EPCI], on: ["2024-12-31"], compareTo: "2024-12-31"', 'INVALID_DATE_COMPARISON'],
    ['by: [DATE], on: ["2024-12-31", "2024-12-31"], compareTo: "2024-12-31"', 'INVALID_DATE_COMPARISON'],
    [`by: [], compareTo: "${today()}"`, 'INVALID_DATE_COMPARISON'],
    ['by: [EPCI], on: ["2021-12-31", "2022-12-31"], compare: true', 'DATES_NOT_GROUPED'],
    ['by: [EPCI], on: ["2000-06-30"], compare: true', 'DATE_OUT_OF_RANGE'],
    ['by: [DATE], on: ["2021-12-31", "2022-12-31"], orderBy: ACTION_CHANGE', 'ORDER_WITHOUT_MEANING'],
    ['by: [EPCI, DATE], between: { from: "2020-01-01", to: "2023-12-31" }, compare: true', 'TOO_MANY_PLANS'],
  ])('is refused before any work: %s', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ completionTable(${args}) { totalCount } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(queries).not.toContain('completionTable');
  });

  it('equals, date by date, a table of that date beside the one before', async () => {
    const row = `key { department { code } epci { code } convention { reference } populationBand territoryScale theme status date }
      dimensions conventions conventionsWithUnknownDates actionCount actionShare ${ratio} ${previous}`;
    const fields = `rows { ${row} } subtotals { ${row} } totals { ${row} }`;
    const dimensions = [
      'DEPARTMENT',
      'EPCI',
      'CONVENTION',
      'TERRITORY_SCALE',
      'POPULATION_BAND',
      'THEME',
      'STATUS',
    ];
    const asked = fc.record({
      within: fc.constantFrom('{ kind: REGION, code: "52" }', '{ kind: DEPARTMENT, code: "49" }'),
      by: fc.uniqueArray(fc.constantFrom(...dimensions), { maxLength: 2 }),
      dates: someDays('2019-06-01', '2029-06-30'),
      filter: fc.constantFrom('', 'themes: [HOUSING, YOUTH],', 'statuses: [COMPLETED, NOT_STARTED],'),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ within, by, dates, filter }) => {
        const args = `within: ${within}, by: [${[...by, 'DATE']}], ${filter} orderBy: KEY, first: 1000`;
        await expectEachBesideTheOneBefore(table, { args, fields, dates });
      }),
      { numRuns: propertyRuns(25) },
    );
  });
});
