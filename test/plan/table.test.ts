import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

describe('tables of completion', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await loadPlans(hub);
  });
  afterAll(() => hub.close());

  const maineEtLoire = 'within: { kind: DEPARTMENT, code: "49" },';
  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ completionTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.completionTable;
  };
  const rates = `conventions conventionsWithUnknownDates actionCount
    actions { rate { numerator denominator } } objectives { rate { numerator denominator } }`;
  /** Rates as « completed/rated », then « reached/judged ». */
  const short = ({ actions, objectives }: Row) =>
    [actions.rate, objectives.rate].map(({ numerator, denominator }: Row) => `${numerator}/${denominator}`);

  it('count a convention whole in each département that it touches, and once in the total', async () => {
    const found = await table(
      'by: [DEPARTMENT], on: ["2025-12-31"]',
      `totalCount hint rows { rank dimensions key { date department { code } region { code } } ${rates} }
       subtotals { rank } totals { rank dimensions ${rates} }`,
    );
    expect(
      found.rows.map((row: Row) => [row.key.department.code, row.rank, row.conventions, ...short(row)]),
    ).toEqual([
      ['49', 1, 4, '4/6', '2/5'],
      ['44', 2, 1, '1/2', '0/0'],
    ]);
    expect(found.rows[0].key).toEqual({ date: '2025-12-31', department: { code: '49' }, region: null });
    expect(found.rows[0].conventionsWithUnknownDates).toBe(1);
    const [total] = found.totals;
    // Four conventions, not five; 4 of 6 actions, not 5 of 8.
    expect([total.conventions, total.rank, total.dimensions, ...short(total)]).toEqual([
      4,
      null,
      [],
      '4/6',
      '2/5',
    ]);
    expect([found.totalCount, found.subtotals]).toEqual([2, []]);
    expect(found.hint).toBe(
      'Les lignes ne s’additionnent pas : une convention qui touche plusieurs territoires compte entière dans chacun. ' +
        'Sous-totaux et totaux sont comptés à part, sur des conventions, des objectifs et des actions distincts.',
    );
  });

  it('leave no convention out: what touches no EPCI of the territory has a row without one', async () => {
    const found = await table(
      `${maineEtLoire} by: [EPCI], on: ["2025-12-31"]`,
      `rows { rank key { epci { code } } state hint ${rates} } totals { ${rates} }`,
    );
    expect(
      found.rows.map((row: Row) => [row.key.epci?.code, row.rank, row.conventions, row.state, ...short(row)]),
    ).toEqual([
      ['244900882', 1, 2, 'REPORTED', '3/4', '2/4'],
      ['244900015', 2, 2, 'REPORTED', '2/3', '1/2'],
      // E alone: its only action is abandoned, so there is no rate, and no rank.
      [undefined, null, 1, 'REPORTED', '0/0', '0/1'],
    ]);
    expect(found.rows.map((row: Row) => row.conventionsWithUnknownDates)).toEqual([1, 0, 0]);
    expect(short(found.totals[0])).toEqual(['4/6', '2/5']);
    const nested = await table(
      'by: [DEPARTMENT, EPCI], on: ["2025-12-31"], orderBy: KEY',
      `rows { dimensions key { department { code } epci { code } } ${rates} }
       subtotals { dimensions key { department { code } epci { code } } ${rates} }`,
    );
    expect(
      nested.rows.map((row: Row) => [
        row.key.department?.code,
        row.key.epci?.code,
        row.conventions,
        ...short(row),
      ]),
    ).toEqual([
      // Ancenis, where E is, counts in 44, which E does not touch.
      ['44', '244400404', 1, '1/2', '0/0'],
      ['44', '244400552', 1, '0/0', '0/1'],
      ['49', '244900015', 2, '2/3', '1/2'],
      ['49', '244900882', 2, '3/4', '2/4'],
      ['49', undefined, 1, '0/0', '0/1'],
    ]);
    expect(
      nested.subtotals.map((row: Row) => [row.dimensions, row.key.department.code, ...short(row)]),
    ).toEqual([
      [['DEPARTMENT'], '44', '1/2', '0/0'],
      [['DEPARTMENT'], '49', '4/6', '2/5'],
    ]);
  });

  it('rank conventions, ties by reference, page by page', async () => {
    const by = `${maineEtLoire} by: [CONVENTION], on: ["2025-12-31"]`;
    const fields = `totalCount rows { rank key { convention { reference } } ${rates} }`;
    const lines = ({ rows }: Row) =>
      rows.map((row: Row) => [row.key.convention.reference, row.rank, ...short(row)]);
    const found = await table(by, fields);
    expect(lines(found)).toEqual([
      ['B', 1, '1/1', '1/2'],
      ['A', 2, '2/3', '1/2'],
      ['C', 3, '1/2', '0/0'],
      ['E', null, '0/0', '0/1'],
    ]);
    const tied = await table(`${by}, orderBy: OBJECTIVE_RATE, first: 1, offset: 1`, fields);
    expect([tied.totalCount, lines(tied)]).toEqual([4, [['B', 1, '1/1', '1/2']]]);
    const ascending = await table(`${by}, ascending: true, first: 1`, fields);
    expect(lines(ascending)).toEqual([['C', 1, '1/2', '0/0']]);
  });

  it('count a node in each of its themes, once, and those without a theme apart', async () => {
    const found = await table(
      `${maineEtLoire} by: [THEME], on: ["2025-12-31"], orderBy: KEY`,
      `hint rows { key { theme } ${rates} actions { known declared } } totals { ${rates} }`,
    );
    expect(
      found.rows.map((row: Row) => [row.key.theme, row.conventions, row.actionCount, ...short(row)]),
    ).toEqual([
      ['DISABILITY', 4, 1, '0/1', '0/0'],
      ['EARLY_CHILDHOOD', 4, 3, '2/3', '1/2'],
      ['HOUSING', 4, 2, '1/2', '0/0'],
      ['OTHER', 4, 1, '0/0', '0/1'],
      ['YOUTH', 4, 2, '1/2', '1/1'],
      [null, 4, 2, '0/0', '0/1'],
    ]);
    expect([found.totals[0].actionCount, ...short(found.totals[0])]).toEqual([9, '4/6', '2/5']);
    expect(found.hint).toContain('une action compte dans chacune de ses thématiques');
    const kept = await table(
      `${maineEtLoire} by: [THEME], on: ["2025-12-31"], themes: [YOUTH, HOUSING], orderBy: KEY`,
      `rows { key { theme } ${rates} } totals { ${rates} }`,
    );
    // a2 bears YOUTH and EARLY_CHILDHOOD, c2 HOUSING and DISABILITY: only what is asked has a row.
    expect(kept.rows.map((row: Row) => [row.key.theme, ...short(row)])).toEqual([
      ['HOUSING', '1/2', '0/0'],
      ['YOUTH', '1/2', '1/1'],
    ]);
    expect(short(kept.totals[0])).toEqual(['2/4', '1/1']);
  });

  it('share actions out by status, without a rate', async () => {
    const found = await table(
      `${maineEtLoire} by: [STATUS], on: ["2025-12-31"], first: 3`,
      `totalCount hint rows { rank state key { status } actionCount actionShare { numerator denominator }
         actions { known } objectives { known } } totals { actionCount actionShare { value } actions { completed } }`,
    );
    const line = (row: Row) => [row.key.status, row.rank, row.actionCount, row.actionShare];
    expect([found.totalCount, found.hint]).toEqual([6, null]);
    expect(found.rows.map(line)).toEqual([
      ['COMPLETED', 1, 4, { numerator: 4, denominator: 9 }],
      ['ABANDONED', 2, 1, { numerator: 1, denominator: 9 }],
      ['IN_PROGRESS', 2, 1, { numerator: 1, denominator: 9 }],
    ]);
    expect(found.rows[0]).toMatchObject({ state: 'NOT_APPLICABLE', actions: null, objectives: null });
    expect(found.totals).toEqual([{ actionCount: 9, actionShare: null, actions: { completed: 4 } }]);
    const themed = await table(
      `${maineEtLoire} by: [THEME, STATUS], on: ["2025-12-31"], orderBy: KEY`,
      'rows { key { theme status } actionCount actionShare { denominator } } subtotals { key { theme } actions { rate { value } } }',
    );
    expect(themed.rows.slice(1, 3)).toEqual([
      {
        key: { theme: 'EARLY_CHILDHOOD', status: 'COMPLETED' },
        actionCount: 2,
        actionShare: { denominator: 3 },
      },
      {
        key: { theme: 'EARLY_CHILDHOOD', status: 'IN_PROGRESS' },
        actionCount: 1,
        actionShare: { denominator: 3 },
      },
    ]);
    expect(themed.subtotals).toHaveLength(6);
    expect(themed.subtotals[1].actions.rate.value).toBeCloseTo(2 / 3, 12);
  });

  const change = 'before { numerator denominator } now { numerator denominator } points';
  const previous = `previous { on conventions actionCount actionCountDifference objectives { ${change} } actions { ${change} }
    likeForLike { conventions objectives { ${change} } actions { ${change} } } }`;

  it('compare with another date, in points, and for the conventions of both dates alone', async () => {
    const found = await table(
      `${maineEtLoire} by: [CONVENTION], on: ["2025-12-31"], compareTo: "2024-12-31", orderBy: KEY`,
      `rows { key { convention { reference } } conventions actions { rate { value } } ${previous} } totals { ${previous} }`,
    );
    const [total] = found.totals;
    expect(total.previous).toEqual({
      on: '2024-12-31',
      conventions: 3,
      actionCount: 7,
      actionCountDifference: 2,
      objectives: {
        before: { numerator: 2, denominator: 4 },
        now: { numerator: 2, denominator: 5 },
        points: -10,
      },
      actions: {
        before: { numerator: 2, denominator: 5 },
        now: { numerator: 4, denominator: 6 },
        points: expect.closeTo(100 * (4 / 6 - 2 / 5), 10),
      },
      // Without C and E, which began since, and F, which has ended.
      likeForLike: {
        conventions: 2,
        objectives: {
          before: { numerator: 2, denominator: 4 },
          now: { numerator: 2, denominator: 4 },
          points: 0,
        },
        actions: {
          before: { numerator: 2, denominator: 4 },
          now: { numerator: 3, denominator: 4 },
          points: 25,
        },
      },
    });
    const at = (reference: string) =>
      found.rows.find(({ key }: Row) => key.convention.reference === reference);
    expect(at('F')).toMatchObject({
      conventions: 0,
      actions: { rate: { value: null } },
      previous: {
        conventions: 1,
        actionCountDifference: -1,
        actions: { before: { numerator: 0, denominator: 1 }, points: null },
        likeForLike: { conventions: 0 },
      },
    });
    expect(at('C').previous).toMatchObject({ conventions: 0, actionCount: 0, actions: { points: null } });
    const angers = await table(
      `${maineEtLoire} by: [EPCI], on: ["2025-12-31"], compareTo: "2024-12-31", orderBy: ACTION_CHANGE, first: 1`,
      `rows { rank key { epci { code } } ${previous} }`,
    );
    // From 2 of 4 to 3 of 4 in Baugeois Vallée; from 1 of 2 (B, F) to 2 of 3 (B, C) in Angers.
    expect(angers.rows[0]).toMatchObject({
      rank: 1,
      key: { epci: { code: '244900882' } },
      previous: { actions: { points: 25 } },
    });
  });

  it('compare themes and states with the conventions of both dates, also where one of them has nothing of it', async () => {
    const parties =
      'conventions conventionsWithUnknownDates hint previous { conventions likeForLike { conventions } }';
    for (const by of ['THEME', 'STATUS', 'THEME, STATUS']) {
      const { rows } = await table(
        `${maineEtLoire} by: [${by}], on: ["2025-12-31"], compareTo: "2024-12-31"`,
        `rows { key { theme status } actionCount ${parties} previous { actionCount } }`,
      );
      const once = rows.filter((row: Row) => row.actionCount === 0 || row.previous.actionCount === 0);
      expect([by, once.length > 0]).toEqual([by, true]);
      for (const { key, conventions, conventionsWithUnknownDates, previous: before } of rows)
        expect([key, conventions, conventionsWithUnknownDates, before]).toMatchObject([
          key,
          4,
          1,
          { conventions: 3, likeForLike: { conventions: 2 } },
        ]);
    }
    // Perhaps prolonged: in force in 2025, and nobody knows in 2029.
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,summary',
      'B,1,prolongation,,2030-12-31,Sans date',
    ]);
    const { rows, totals } = await table(
      `${maineEtLoire} by: [CONVENTION], on: ["2029-06-30"], compareTo: "2025-12-31", orderBy: KEY`,
      `rows { key { convention { reference state } } ${parties} } totals { ${parties} }`,
    );
    expect(
      rows.map(
        ({ key, conventions, conventionsWithUnknownDates, previous: { conventions: before } }: Row) => [
          key.convention.reference,
          conventions,
          conventionsWithUnknownDates,
          before,
        ],
      ),
    ).toEqual([
      ['A', 0, 0, 1],
      ['B', 0, 1, 1],
      ['C', 0, 0, 1],
      ['E', 0, 0, 1],
    ]);
    expect(totals[0]).toMatchObject({
      conventions: 0,
      conventionsWithUnknownDates: 2,
      previous: { conventions: 4 },
    });
  });

  it.each(['', 'territories: [{ kind: EPCI, code: "244900882" }],'])(
    'say on what the compared date rests, as a table of it does: %s',
    async (filter) => {
      const fields = '{ expected reported complete reportedPopulation freshestInputAt }';
      const grouped = await table(
        `${maineEtLoire} ${filter} by: [THEME, EPCI], on: ["2025-12-31"], compareTo: "2024-12-31", orderBy: ACTION_CHANGE`,
        `previousPassports ${fields}`,
      );
      const alone = await table(
        `${maineEtLoire} ${filter} on: ["2024-12-31"], by: []`,
        `passports ${fields} previousPassports ${fields}`,
      );
      expect(alone.passports[0].reported).toBeGreaterThan(0);
      expect([grouped.previousPassports, alone.previousPassports]).toEqual([alone.passports, []]);
    },
  );

  it('read several dates side by side, with a total and a passport for each', async () => {
    const found = await table(
      `${maineEtLoire} by: [DATE], on: ["2025-12-31", "2024-12-31", "2019-12-31"], orderBy: KEY`,
      `rows { dimensions key { date } ${rates} } totals { dimensions key { date } ${rates} hint }
       passports { expected reported complete reportedPopulation }`,
    );
    expect(found.rows.map((row: Row) => [row.key.date, row.conventions, ...short(row)])).toEqual([
      ['2019-12-31', 0, '0/0', '0/0'],
      ['2024-12-31', 3, '2/5', '2/4'],
      ['2025-12-31', 4, '4/6', '2/5'],
    ]);
    expect(found.totals.map((row: Row) => [row.dimensions, row.key.date, ...short(row)])).toEqual([
      [['DATE'], '2025-12-31', '4/6', '2/5'],
      [['DATE'], '2024-12-31', '2/5', '2/4'],
      [['DATE'], '2019-12-31', '0/0', '0/0'],
    ]);
    expect(found.totals[2].hint).toBe('Aucune convention dont on sache qu’elle est en vigueur à cette date.');
    expect(found.passports.map(({ expected, reported }: Row) => [expected, reported])).toEqual([
      [4, 4],
      [3, 3],
      [0, 0],
    ]);
    const { data } = await hub.ask(`{ department(code: "49") {
      now: completion(on: "2025-12-31") { passport { expected reported complete reportedPopulation } } } }`);
    expect(found.passports[0]).toEqual(data.department.now.passport);
  });

  it('cost one statement whatever the dates and rows, beside those of the passports and the names', async () => {
    const { queries } = await hub.ask(
      `{ completionTable(within: { kind: REGION, code: "52" }, by: [REGION, DEPARTMENT, CONVENTION, THEME, DATE], on: ["2024-12-31", "2025-12-31", "2026-06-30"], compareTo: "2023-12-31") {
         rows { key { region { name } department { name } convention { title } } actionCount } passports { expected } } }`,
    );
    expect(queries.toSorted()).toEqual([
      'completionOf large territory',
      'completionTable',
      'conventionsByReference',
      'hubFacts',
      // The territory asked, then those named.
      'territoriesById',
      'territoriesById',
    ]);
  });

  it('read a series of dates of the whole country, from the sums of départements', async () => {
    const { data, errors } =
      await hub.ask(`{ completionTable(by: [DATE], between: { from: "2024-01-01", to: "2025-12-31", step: YEAR },
      orderBy: KEY) { rows { key { date } actions { known } } }
      year: completionTable(by: [DATE], on: ["2024-12-31", "2025-12-31"], orderBy: KEY) { rows { key { date } actions { known } } } }`);
    expect(errors).toBeUndefined();
    expect(data.completionTable.rows.map(({ key }: { key: { date: string } }) => key.date)).toEqual([
      '2024-12-31',
      '2025-12-31',
    ]);
    expect(data.completionTable).toEqual(data.year);
  });

  const many = Array.from(
    { length: 61 },
    (_, day) => `"2025-${day < 31 ? '01' : '03'}-${String((day % 31) + 1).padStart(2, '0')}"`,
  );
  it.each([
    ['by: [THEME, THEME]', 'DUPLICATE_DIMENSION'],
    ['by: [CONVENTION, THEME, STATUS]', 'TABLE_TOO_LARGE'],
    [`by: [STATUS, DATE], on: [${many.slice(0, 12)}], orderBy: OVERDUE`, 'TOO_MANY_PLANS'],
    [`by: [EPCI, DATE], on: [${many.slice(0, 40)}]`, 'TOO_MANY_PLANS'],
    [`${maineEtLoire} by: [DATE], on: [${many}]`, 'LIST_TOO_LONG'],
    [`${maineEtLoire} by: [EPCI], on: ["2024-12-31", "2025-12-31"]`, 'DATES_NOT_GROUPED'],
    [`${maineEtLoire} by: [REGION, EPCI]`, 'DIMENSION_TOO_WIDE'],
    ['by: [DEPARTMENT], orderBy: ACTION_CHANGE', 'ORDER_WITHOUT_MEANING'],
    ['by: [STATUS], orderBy: ACTION_RATE', 'ORDER_WITHOUT_MEANING'],
    ['by: [EPCI], first: 1000000', 'INVALID_PAGE_SIZE'],
    ['by: [EPCI], offset: -1', 'INVALID_OFFSET'],
    ['by: [EPCI], on: ["1789-07-14"]', 'DATE_OUT_OF_RANGE'],
    ['by: [EPCI], compareTo: "9999-12-31"', 'DATE_OUT_OF_RANGE'],
    ['by: [EPCI], within: { kind: DEPARTMENT, code: "999" }', 'UNKNOWN_DEPARTMENT'],
  ])('are refused before any work: %s', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ completionTable(${args}) { totalCount } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(queries).not.toContain('completionTable');
  });
});
