import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CoverageRule } from '../../src/convention/convention.rules.js';
import { coverageOf } from '../../src/coverage/coverage.sql.js';
import { CoverageTableOrder } from '../../src/coverage/table/coverage-measures.sql.js';
import { CoverageDimension, isShared, isTerritorial } from '../../src/coverage/table/coverage-table.rules.js';
import { type CoverageTableRow, coverageTable } from '../../src/coverage/table/coverage-table.sql.js';
import { allWith } from '../../src/graphql/other-dates.rules.js';
import { TerritoryKind } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';
import { ancenis, baugeois, inBaugeois, load, loadMoving } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

describe('tables of coverage', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await load(hub);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ coverageTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.coverageTable;
  };

  it('rank, ties by code, each commune once and in its own département', async () => {
    const found = await table(
      'within: { kind: REGION, code: "52" }, by: [DEPARTMENT], on: ["2024-12-31"]',
      `totalCount rows { rank on dimensions key { department { code } date } communes { numerator denominator }
       population { numerator denominator } conventionsInForce } totals { dimensions rank communes { numerator denominator } conventionsInForce }`,
    );
    const of = (
      rank: number,
      code: string,
      communes: [number, number],
      population: [number, number],
      conventionsInForce: number,
    ) => ({
      rank,
      on: '2024-12-31',
      dimensions: ['DEPARTMENT'],
      key: { department: { code }, date: null },
      communes: { numerator: communes[0], denominator: communes[1] },
      population: { numerator: population[0], denominator: population[1] },
      conventionsInForce,
    });
    expect(found.totalCount).toBe(5);
    expect(found.rows.slice(0, 2)).toEqual([
      of(1, '49', [3, 176], [11_712 + 6_901 + 3_071, 833_776], 4),
      of(2, '44', [1, 207], [11_600, 1_487_570], 1),
    ]);
    expect(
      found.rows
        .slice(2)
        .map(({ rank, key }: { rank: number; key: { department: { code: string } } }) => [
          rank,
          key.department.code,
        ]),
    ).toEqual([
      [3, '53'],
      [3, '72'],
      [3, '85'],
    ]);
    // The convention over the limit counts once in each département, and once in the region.
    expect(found.totals).toEqual([
      { dimensions: [], rank: null, communes: { numerator: 4, denominator: 1228 }, conventionsInForce: 4 },
    ]);
  });

  it('page after page, hold the same table', async () => {
    const fields = 'totalCount rows { rank key { commune { code } } }';
    const args = `${inBaugeois}, by: [COMMUNE], on: ["2024-12-31"], orderBy: REMAINING_POPULATION`;
    const whole = await table(args, fields);
    const codes = whole.rows.map((row: { key: { commune: { code: string } } }) => row.key.commune.code);
    expect(codes).toEqual(['49194', '49228', '49138', '49201', '49237', '49018', '49021']);
    const page = await table(`${args}, first: 2, offset: 3`, fields);
    expect(page).toEqual({ totalCount: 7, rows: whole.rows.slice(3, 5) });
    expect((await table(`${args}, offset: 50`, fields)).totalCount).toBe(7);
  });

  it('count what is unknown apart, and by band only the conventions whose communes are named', async () => {
    const found = await table(
      `${inBaugeois}, by: [POPULATION_BAND], on: ["2024-12-31"], orderBy: KEY`,
      `rows { key { populationBand } communes { numerator denominator } population { numerator denominator } conventionsInForce
       unknown { communes population conventionsWithUnknownDates conventionsWithUnknownPerimeter communesAnnouncedNotNamed } }
       totals { conventionsInForce unknown { communes population conventionsWithUnknownDates conventionsWithUnknownPerimeter communesAnnouncedNotNamed } }`,
    );
    const row = (
      populationBand: string,
      communes: [number, number],
      population: [number, number],
      conventionsInForce: number,
      unknown: [number, number],
    ) => ({
      key: { populationBand },
      communes: { numerator: communes[0], denominator: communes[1] },
      population: { numerator: population[0], denominator: population[1] },
      conventionsInForce,
      unknown: {
        communes: unknown[0],
        population: unknown[1],
        conventionsWithUnknownDates: unknown[0],
        conventionsWithUnknownPerimeter: 0,
        communesAnnouncedNotNamed: 0,
      },
    });
    expect(found.rows).toEqual([
      row('UNDER_500', [0, 1], [0, 141], 0, [0, 0]),
      row('FROM_2000', [0, 2], [0, 4_604], 0, [1, 2_079]),
      row('FROM_5000', [1, 3], [6_901, 18_110], 1, [1, 5_448]),
      row('FROM_10000', [1, 1], [11_712, 11_712], 2, [0, 0]),
    ]);
    expect(found.totals).toEqual([
      {
        conventionsInForce: 3,
        unknown: {
          communes: 2,
          population: 7_527,
          conventionsWithUnknownDates: 2,
          conventionsWithUnknownPerimeter: 1,
          communesAnnouncedNotNamed: 3,
        },
      },
    ]);
  });

  it('part an EPCI of two départements, and add it up again', async () => {
    const found = await table(
      'within: { kind: REGION, code: "52" }, by: [DEPARTMENT, EPCI], on: ["2024-12-31"], orderBy: KEY, first: 500',
      'subtotalCount rows { cutAtBorder key { department { code } epci { code } } communes { numerator denominator } } subtotals { dimensions cutAtBorder key { department { code } epci { code } } communes { numerator denominator } }',
    );
    expect(
      found.rows.filter((row: { key: { epci: { code: string } | null } }) => row.key.epci?.code === ancenis),
    ).toEqual([
      {
        cutAtBorder: true,
        key: { department: { code: '44' }, epci: { code: ancenis } },
        communes: { numerator: 1, denominator: 19 },
      },
      {
        cutAtBorder: true,
        key: { department: { code: '49' }, epci: { code: ancenis } },
        communes: { numerator: 1, denominator: 1 },
      },
    ]);
    expect(found.subtotals).toContainEqual({
      dimensions: ['DEPARTMENT'],
      cutAtBorder: false,
      key: { department: { code: '49' }, epci: null },
      communes: { numerator: 3, denominator: 176 },
    });
    expect(
      found.rows.find((row: { key: { epci: { code: string } | null } }) => row.key.epci?.code === baugeois),
    ).toMatchObject({ cutAtBorder: false, communes: { numerator: 2, denominator: 7 } });
    expect([found.subtotalCount, found.subtotals.length]).toEqual([5, 5]);
    const whole = await table(
      `within: { kind: EPCI, code: "${ancenis}" }, by: [], on: ["2024-12-31"]`,
      'totalCount rows { on } totals { communes { numerator denominator } population { numerator denominator } }',
    );
    expect(whole).toEqual({
      totalCount: 0,
      rows: [],
      totals: [
        {
          communes: { numerator: 2, denominator: 20 },
          population: { numerator: 14_671, denominator: 70_420 },
        },
      ],
    });
  });

  it('compare with another date over the communes of today', async () => {
    const found = await table(
      `${inBaugeois}, by: [COMMUNE], on: ["2024-12-31"], compareTo: "2021-12-31", orderBy: CHANGE`,
      `rows { key { commune { code } } change { populationPoints communesDifference } }
       totals { change { on communes { numerator denominator } population { numerator denominator } conventionsInForce
         communesDifference populationDifference communesPoints populationPoints } }`,
    );
    const changes = found.rows.map(
      (row: { key: { commune: { code: string } }; change: { populationPoints: number } }) => [
        row.key.commune.code,
        row.change.populationPoints,
      ],
    );
    expect(changes.slice(0, 2)).toEqual([
      ['49018', 100],
      ['49021', 100],
    ]);
    expect(changes.at(-1)).toEqual(['49194', -100]);
    const [{ change }] = found.totals;
    expect(change).toMatchObject({
      on: '2021-12-31',
      communes: { numerator: 1, denominator: 7 },
      population: { numerator: 5_761, denominator: 34_567 },
      conventionsInForce: 1,
      communesDifference: 1,
      populationDifference: 12_852,
    });
    expect(change.communesPoints).toBeCloseTo(100 / 7, 10);
    expect(change.populationPoints).toBeCloseTo(1_285_200 / 34_567, 10);
  });

  it('follow the years and the months, with a total and a passport for each', async () => {
    const found = await table(
      `${inBaugeois}, by: [DATE], between: { from: "2021-06-01", to: "2026-12-31", step: YEAR }, orderBy: KEY`,
      'rows { key { date } dimensions communes { numerator } conventionsInForce unknown { communes } } totals { on communes { numerator } } passports { expected reported complete }',
    );
    const of = (date: string, numerator: number, conventionsInForce: number, communes: number) => ({
      key: { date },
      dimensions: ['DATE'],
      communes: { numerator },
      conventionsInForce,
      unknown: { communes },
    });
    expect(found.rows).toEqual([
      of('2021-12-31', 1, 1, 1),
      of('2022-12-31', 1, 1, 1),
      of('2023-12-31', 1, 2, 2),
      of('2024-12-31', 2, 3, 2),
      of('2025-12-31', 2, 3, 2),
      of('2026-12-31', 2, 2, 2),
    ]);
    expect(found.totals.map(({ on }: { on: string }) => on)).toEqual(
      found.rows.map(({ key }: { key: { date: string } }) => key.date),
    );
    expect(found.passports.map(({ reported }: { reported: number }) => reported)).toEqual([2, 2, 3, 4, 4, 4]);
    const months = await table(
      `${inBaugeois}, by: [DATE], between: { from: "2024-01-31", to: "2024-04-15" }, orderBy: KEY, first: 2`,
      'totalCount rows { on } totals { on }',
    );
    expect(months).toEqual({
      totalCount: 3,
      rows: [{ on: '2024-01-31' }, { on: '2024-02-29' }],
      totals: [{ on: '2024-01-31' }, { on: '2024-02-29' }, { on: '2024-03-31' }],
    });
  });

  it('ask for a signature under the rule that says so', async () => {
    const numerators = async (rule: string) => {
      const { totals } = await table(
        `${inBaugeois}, by: [DATE], on: ["2022-06-15", "2022-03-31"], rule: ${rule}`,
        'totals { on communes { numerator } }',
      );
      return totals;
    };
    expect(await numerators('PERIOD')).toEqual([
      { on: '2022-06-15', communes: { numerator: 1 } },
      { on: '2022-03-31', communes: { numerator: 1 } },
    ]);
    expect(await numerators('PERIOD_AND_SIGNED')).toEqual([
      { on: '2022-06-15', communes: { numerator: 1 } },
      { on: '2022-03-31', communes: { numerator: 0 } },
    ]);
  });

  it('compare what moves from one state, convention or scale to another', async () => {
    const change = `change { communeCount inhabitants communeCountDifference inhabitantsDifference communes { numerator denominator }
      communesPoints populationPoints conventionsInForce }`;
    const told = async (by: string, rest = '') => {
      const { rows, totals } = await table(
        `${inBaugeois}, by: [${by}], on: ["2024-06-30"], compareTo: "2021-06-30" ${rest}`,
        `rows { key { status territoryScale convention { reference } } communeCount communes { numerator } ${change} }
         totals { communeCount ${change} }`,
      );
      const of = ({ communeCount, change: { communeCount: before, communeCountDifference } }: Row) => [
        communeCount,
        before,
        communeCountDifference,
      ];
      return {
        rows: rows.map((row: Row) => [
          row.key.status ?? row.key.territoryScale ?? row.key.convention?.reference ?? null,
          ...of(row),
          row.change.communesPoints,
        ]),
        totals: totals.map(of),
      };
    };
    const totals = [[7, 7, 0]];
    // Mazé is no longer covered, Baugé and Beaufort are; Noyant, since 2023, for nobody knows how long.
    expect(await told('STATUS', 'orderBy: CHANGE')).toEqual({
      rows: [
        ['COVERED', 2, 1, 1, null],
        ['UNDETERMINED', 2, 1, 1, null],
        ['NOT_REPORTED', 2, 2, 0, null],
        ['NOT_COVERED', 1, 3, -2, null],
      ],
      totals,
    });
    expect(await told('CONVENTION', 'orderBy: KEY')).toEqual({
      rows: [
        ['A-1', 1, 0, 1, null],
        ['B-1', 2, 0, 2, null],
        // Ended since: without a commune now.
        ['C-1', 0, 1, -1, null],
        ['D-1', 1, 1, 0, null],
        ['E-1', 1, 0, 1, null],
        ['F-1', 0, 0, 0, null],
        [null, 3, 5, -2, null],
      ],
      totals,
    });
    // Of three communes one is covered, where it was one of two.
    expect(await told('TERRITORY_SCALE', 'orderBy: KEY')).toEqual({
      rows: [
        ['COMMUNE', 3, 2, 1, expect.closeTo(100 * (1 / 3 - 1 / 2), 10)],
        ['COMMUNE_GROUP', 2, 0, 2, null],
        ['PART_OF_EPCI', 0, 0, 0, null],
        [null, 3, 5, -2, 0],
      ],
      totals,
    });
    expect(await told('EPCI', 'states: [COVERED]')).toEqual({
      rows: [[null, 2, 1, 1, 0]],
      totals: [[2, 1, 1]],
    });
  });

  it.each(['', 'populationBands: [UNDER_500],'])(
    'say on what the compared date rests, as a table of it does: %s',
    async (filter) => {
      const fields = '{ expected reported complete expectedPopulation reportedPopulation freshestInputAt }';
      const within = `within: { kind: DEPARTMENT, code: "49" }, ${filter}`;
      const { data, errors } = await hub.ask(`{
        grouped: coverageTable(${within} by: [EPCI], on: ["2024-12-31"], compareTo: "2020-12-31", orderBy: CHANGE, first: 1) { previousPassports ${fields} }
        alone: coverageTable(${within} by: [], on: ["2020-12-31"]) { passports ${fields} previousPassports ${fields} } }`);
      expect(errors).toBeUndefined();
      expect(data.alone.passports[0].expected).toBeGreaterThan(0);
      expect([data.grouped.previousPassports, data.alone.previousPassports]).toEqual([
        data.alone.passports,
        [],
      ]);
    },
  );

  it('cost one statement, whatever their size, beside those of the passports and the names', async () => {
    const { queries } = await hub.ask(
      '{ coverageTable(by: [DEPARTMENT, DATE], on: ["2023-12-31", "2024-12-31"], first: 300) { rows { key { department { name } } on } } }',
    );
    expect(queries).toEqual(['coverageTable', 'territoriesById']);
  });

  it('are refused together when they are too large together, before any is worked out', async () => {
    const table = (
      alias: string,
    ) => `${alias}: coverageTable(by: [COMMUNE, DATE], between: { from: "2024-01-01", to: "2024-06-30",
      step: MONTH }, first: 1) { totalCount }`;
    const one = await hub.ask(`{ ${table('a')} }`);
    expect(one.errors).toBeUndefined();
    for (const tables of [
      [table('a'), table('b')],
      ['country { code }', table('a'), table('b')],
    ]) {
      const refused = await hub.ask(`{ ${tables.join(' ')} }`);
      // For programs too: how large, and how large it may be.
      expect(refused.errors?.map(({ extensions }) => extensions)).toEqual([
        { code: 'TABLE_TOO_LARGE', cells: 420_000, maximum: 400_000 },
      ]);
      expect(refused.queries).toEqual([]);
    }
  });

  it.each([
    '{ department(code: "49") { ctgCoverage(on: "9999-12-31") { communes { value } } } }',
    '{ country { ctgCoverage(on: "0001-01-01") { communes { value } } } }',
    '{ country { completion(on: "2100-01-01") { state } } }',
    '{ conventionTable(by: [STATE], on: "0099-12-31") { totalCount } }',
  ])('says of a date that no convention can be of that it is none: %s', async (question) => {
    const { errors } = await hub.ask(question);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['DATE_OUT_OF_RANGE']);
  });

  it.each([
    ['by: [EPCI, EPCI]', 'DUPLICATE_DIMENSION'],
    [
      'by: [COMMUNE, DATE], between: { from: "2024-01-01", to: "2026-12-31", step: MONTH }',
      'TABLE_TOO_LARGE',
    ],
    ['by: [EPCI], first: 1000000', 'INVALID_PAGE_SIZE'],
    ['by: [EPCI], offset: -1', 'INVALID_OFFSET'],
    ['by: [EPCI], on: ["1200-01-01"]', 'DATE_OUT_OF_RANGE'],
    ['by: [EPCI], compareTo: "9999-12-31"', 'DATE_OUT_OF_RANGE'],
    ['by: [EPCI], on: ["2024-12-31", "2025-12-31"]', 'DATES_NOT_GROUPED'],
    ['by: [DATE], between: { from: "2000-01-01", to: "2099-12-31" }', 'LIST_TOO_LONG'],
    [`by: [DATE], on: [${Array.from({ length: 61 }, () => '"2024-12-31"')}]`, 'LIST_TOO_LONG'],
    ['by: [DATE], between: { from: "2025-01-01", to: "2024-01-01" }', 'EMPTY_SERIES'],
    [
      'by: [DATE], on: ["2024-12-31"], between: { from: "2024-01-01", to: "2024-12-31" }',
      'DATES_GIVEN_TWICE',
    ],
    ['by: [EPCI], orderBy: CHANGE', 'COMPARISON_MISSING'],
    ['by: [EPCI], on: []', 'EMPTY_LIST'],
    ['by: [DEPARTMENT, EPCI], within: { kind: EPCI, code: "244900882" }', 'DIMENSION_TOO_WIDE'],
    ['by: [EPCI], within: { kind: DEPARTMENT, code: "999" }', 'UNKNOWN_DEPARTMENT'],
    ['by: [SECTOR]', 'GRAPHQL_VALIDATION_FAILED'],
    ['by: [STATUS], orderBy: POPULATION_RATE', 'ORDER_WITHOUT_MEANING'],
    ['by: [CONVENTION], orderBy: COMMUNES_RATE', 'ORDER_WITHOUT_MEANING'],
    ['by: [EPCI], states: []', 'EMPTY_LIST'],
    ['by: [EPCI], territories: []', 'EMPTY_LIST'],
  ])('are refused before any work: %s', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ coverageTable(${args}) { totalCount } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(queries).not.toContain('coverageTable');
  });
});

describe.each(['facts', 'west_demonstration', 'west'] as const)(
  'any table of coverage, on the %s',
  (content) => {
    let hub: TestHub;
    beforeAll(async () => {
      hub = await openHub(content);
      if (content === 'west') {
        await load(hub);
        await loadMoving(hub);
      }
    });
    afterAll(() => hub.close());

    it.runIf(content === 'west')('counts a convention where its communes are that day', async () => {
      const { data } =
        await hub.ask(`{ coverageTable(within: { kind: DEPARTMENT, code: "49" }, by: [EPCI, DATE], orderBy: KEY
      on: ["2018-12-31", "2019-01-01", "2027-12-31", "2028-01-01"]) {
      rows { key { epci { code } } on communes { numerator } population { numerator } conventionsInForce } } }`);
      const of = (code: string) =>
        data.coverageTable.rows
          .filter((row: { key: { epci: { code: string } | null } }) => row.key.epci?.code === code)
          .map(
            (
              row: Record<'communes' | 'population', { numerator: number }> & { conventionsInForce: number },
            ) => [row.communes.numerator, row.population.numerator, row.conventionsInForce],
          );
      expect(of('200071678')).toEqual(Array.from({ length: 4 }, () => [1, 54_404, 1]));
      expect(of('200060010')).toEqual([
        [1, 23_989, 1],
        [0, 0, 0],
        [0, 0, 0],
        [1, 23_989, 1],
      ]);
    });

    const dimensions = Object.values(CoverageDimension).filter(isTerritorial);
    const places = [
      { id: 'country:FR', kind: TerritoryKind.COUNTRY },
      { id: 'region:52', kind: TerritoryKind.REGION },
      { id: 'department:49', kind: TerritoryKind.DEPARTMENT },
      { id: `epci:${ancenis}`, kind: TerritoryKind.EPCI },
      { id: 'commune:49018', kind: TerritoryKind.COMMUNE },
    ];
    const day = fc
      .date({ min: new Date('2016-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    /** What a figure counts, whichever query it comes from. */
    const counts = (row: CoverageTableRow) => ({
      communes: row.communes,
      covered: row.covered,
      population: row.population ?? 0,
      coveredPopulation: row.coveredPopulation,
      undetermined: row.undetermined,
      undeterminedPopulation: row.undeterminedPopulation,
      conventionsInForce: row.inForce,
      conventionsUndetermined: row.conventionsUndetermined,
      conventionsWithoutPerimeter: row.withoutPerimeter,
      communesNotListed: row.notListed,
    });

    it('adds up to the ungrouped counts, and says of each territory what its own figure says', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(fc.constantFrom(...dimensions), { minLength: 1, maxLength: 3 }),
          fc.constantFrom(...places),
          fc.uniqueArray(day, { minLength: 1, maxLength: 3 }),
          fc.constantFrom(...Object.values(CoverageRule)),
          fc.constantFrom(...Object.values(CoverageTableOrder)),
          async (by, within, dates, rule, orderBy) => {
            const em = hub.database.fork();
            const found = await coverageTable(em, {
              within,
              by: [...by, CoverageDimension.DATE],
              territories: null,
              bands: null,
              states: null,
              dates,
              rule,
              otherDates: allWith(dates, '2024-12-31'),
              orderBy,
              ascending: false,
              first: 100_000,
              offset: 0,
            });
            for (const on of dates) {
              const ofDay = found.filter(({ date }) => date === on);
              const cells = ofDay.filter(({ over }) => over === 0);
              const [total] = ofDay.filter(({ over }) => over === by.length);
              const whole = await coverageOf(em, 'territory', [within.id], { on, rule });
              expect(whole.get(within.id)).toMatchObject(counts(total as CoverageTableRow));
              const sum = (read: (row: CoverageTableRow) => number) =>
                cells.reduce((all, row) => all + read(row), 0);
              for (const name of [
                'communes',
                'covered',
                'population',
                'coveredPopulation',
                'undetermined',
              ] as const) {
                // A commune under several conventions is in the row of each.
                if (by.some(isShared))
                  expect(sum((row) => row[name] ?? 0)).toBeGreaterThanOrEqual(total?.[name] ?? 0);
                else expect(sum((row) => row[name] ?? 0)).toBe(total?.[name] ?? 0);
              }
              if (!by.some(isShared)) {
                for (const name of ['communes', 'covered', 'population', 'coveredPopulation'] as const)
                  expect(sum((row) => row.before?.[name] ?? 0)).toBe(total?.before?.[name] ?? 0);
              }

              const named = new Map(
                ofDay
                  .filter(({ over }) => over === by.length - 1)
                  .map((row) => [row.commune ?? row.epci ?? row.department ?? row.region, row] as const),
              );
              const ids = [...named.keys()].filter((id) => id !== null);
              const own = await coverageOf(em, 'territory', ids, { on, rule });
              for (const id of ids) {
                const row = named.get(id) as CoverageTableRow;
                const itself = own.get(id);
                // What is asked of a part of an EPCI, or of a département within an EPCI, is not the figure of the whole of it.
                if (itself?.communes === row.communes) expect(itself).toMatchObject(counts(row));
              }
              if (within.kind === TerritoryKind.COUNTRY) {
                expect(ids.every((id) => own.get(id)?.communes === named.get(id)?.communes)).toBe(true);
              }
            }
          },
        ),
        { numRuns: propertyRuns(8) },
      );
    });
  },
);

describe('tables of coverage, on the real facts', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  it('cover three communes of Maine-et-Loire at the end of 2024, each in its EPCI', async () => {
    // ctg_conventions.csv: 49-BAUGE-2 (49018), 49-ANGERS-2 (49007) and 49-SEVREMOINE-1 (49301); 49-SAUMUR-SLD names no commune.
    const { data } =
      await hub.ask(`{ coverageTable(within: { kind: DEPARTMENT, code: "49" }, by: [EPCI], on: ["2024-12-31"]) {
      rows { key { epci { code } } communes { numerator denominator } population { numerator } conventionsInForce }
      totals { communes { numerator denominator } population { numerator denominator } } } }`);
    const { rows, totals } = data.coverageTable;
    expect(totals).toEqual([
      {
        communes: { numerator: 3, denominator: 176 },
        population: { numerator: 11_712 + 159_022 + 25_797, denominator: 833_776 },
      },
    ]);
    const row = (code: string) =>
      rows.find((each: { key: { epci: { code: string } | null } }) => each.key.epci?.code === code);
    expect(row('244900882')).toEqual({
      key: { epci: { code: '244900882' } },
      communes: { numerator: 1, denominator: 7 },
      population: { numerator: 11_712 },
      conventionsInForce: 1,
    });
    expect(row('200060010')).toMatchObject({
      communes: { numerator: 1, denominator: 6 },
      population: { numerator: 25_797 },
      conventionsInForce: 1,
    });
    // The convention of Saumur Loire Développement is in force on the EPCI that its source names, over communes unknown.
    expect(row('200071876')).toMatchObject({ communes: { numerator: 0 }, conventionsInForce: 1 });
  });

  it('do not call lost what an undated convention may cover', async () => {
    const { data } =
      await hub.ask(`{ coverageOutlook(within: { kind: DEPARTMENT, code: "49" }, from: "2025-06-30") {
      renewals { totalCount rows { convention { reference } endsOn lostCommunes lostPopulation perhapsLostCommunes perhapsLostPopulation } } } }`);
    // 49-ANGERS-1 names Angers without dates; 49-BAUGE-2 ends after the 36 months.
    expect(data.coverageOutlook.renewals).toEqual({
      totalCount: 2,
      rows: [
        {
          convention: { reference: '49-SEVREMOINE-1' },
          endsOn: '2026-12-31',
          lostCommunes: 1,
          lostPopulation: 25_797,
          perhapsLostCommunes: 0,
          perhapsLostPopulation: 0,
        },
        {
          convention: { reference: '49-ANGERS-2' },
          endsOn: '2026-12-31',
          lostCommunes: 0,
          lostPopulation: 0,
          perhapsLostCommunes: 1,
          perhapsLostPopulation: 159_022,
        },
      ],
    });
  });
});
