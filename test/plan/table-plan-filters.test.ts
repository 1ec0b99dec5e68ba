import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

const allStatuses = [
  'NOT_STARTED',
  'PLANNED',
  'IN_PROGRESS',
  'COMPLETED',
  'ONGOING_PERMANENT',
  'POSTPONED',
  'ABANDONED',
  'UNKNOWN',
];

describe('tables of completion of some conventions, or some statuses, alone', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await loadPlans(hub);
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year',
      'H,Baugeois Vallée,EPCI,244900882,49,2025,2028',
    ]);
    await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,thematique',
      'h1,H,action,Reportée,,jeunesse',
      'h2,H,action,Faite,,logement',
    ]);
    await hub.load(progress, [
      'convention_ref;objective_id;status;status_date',
      'H;h1;reporté;2025-06-30',
      'H;h2;réalisé;2025-06-30',
    ]);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ completionTable(on: ["2025-12-31"], ${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.completionTable;
  };
  const basis = 'passport { expected reported expectedPopulation reportedPopulation complete }';
  const key =
    'epci { code } commune { code } department { code } convention { reference } territoryScale theme status';
  const figures = `state conventions conventionsWithUnknownDates actionCount actionShare { numerator denominator }
    objectives { known reached rate { numerator denominator } }
    actions { known declared overdue meanOfConventionRates rate { numerator denominator } }
    previous { conventions actionCount likeForLike { conventions actions { points } } }
    planNodes { totalCount } ${basis}`;
  const asked = 'compareTo: "2025-06-30", orderBy: KEY, first: 1000';

  it('say that nothing is known where no state is, whichever states are counted', async () => {
    const unknown = 'Aucun état d’avancement n’est connu à cette date : c’est inconnu, ce n’est pas zéro.';
    const told = 'state hint actionShare { value }';
    const { data } = await hub.ask(
      `{ completionTable(by: [CONVENTION], on: ["2024-03-31"], statuses: [COMPLETED], orderBy: KEY) {
           rows { key { convention { reference } } ${told} } totals { ${told} } }
         unknown: completionTable(by: [CONVENTION], on: ["2024-03-31"], statuses: [UNKNOWN]) { totals { ${told} } }
         shares: completionTable(by: [CONVENTION], on: ["2024-03-31"], statuses: [COMPLETED]) { totals { actionShare { value } } } }`,
    );
    for (const row of [...data.completionTable.rows, ...data.completionTable.totals])
      expect(row).toMatchObject({ state: 'NOT_REPORTED', hint: unknown, actionShare: null });
    expect(data.completionTable.rows).toHaveLength(3);
    expect(data.unknown.totals).toMatchObject([{ state: 'NOT_APPLICABLE', actionShare: { value: 1 } }]);
    expect(data.shares.totals).toEqual([{ actionShare: null }]);
  });

  it.each([
    ['A', '[A]', ['A']],
    ['B and C', '[B, C]', ['B', 'C']],
  ])('of conventions %s are their rows alone', async (_, __, references) => {
    const named = `conventions: [${references.map((each) => `"${each}"`)}]`;
    const all = await table(`${asked}, by: [CONVENTION]`, `rows { key { ${key} } ${figures} }`);
    const some = await table(`${asked}, by: [CONVENTION], ${named}`, `rows { key { ${key} } ${figures} }`);
    expect(some.rows).toHaveLength(references.length);
    expect(some.rows).toEqual(
      all.rows.filter((row: Row) => references.includes(row.key.convention.reference)),
    );
  });

  it.each(['', 'DEPARTMENT', 'EPCI', 'COMMUNE', 'CONVENTION', 'THEME', 'STATUS'])(
    'of a scale are the rows of that scale, by %s',
    async (by) => {
      const row = `key { ${key} } ${figures}`;
      const groups = by === '' ? 'TERRITORY_SCALE' : `${by}, TERRITORY_SCALE`;
      const all = await table(`${asked}, by: [${groups}]`, `rows { ${row} }`);
      const scales = [...new Set<string>(all.rows.map((each: Row) => each.key.territoryScale))];
      expect(scales.length).toBeGreaterThan(1);
      for (const scale of scales) {
        const found = await table(
          `${asked}, by: [${by}], scales: [${scale}]`,
          `rows { ${row} } totals { ${row} } passports { expected reported expectedPopulation reportedPopulation complete }`,
        );
        const told = all.rows
          .filter((each: Row) => each.key.territoryScale === scale)
          .map((each: Row) => ({ ...each, key: { ...each.key, territoryScale: null } }));
        expect(by === '' ? found.totals : found.rows).toEqual(told);
        if (by === '') expect(found.passports).toEqual([told[0].passport]);
      }
    },
  );

  it('says on what the compared date rests, of the conventions that are kept', async () => {
    const fields = '{ expected reported expectedPopulation }';
    const { passports, previousPassports } = await table(
      'by: [], conventions: ["A", "C"], compareTo: "2024-12-31"',
      `passports ${fields} previousPassports ${fields}`,
    );
    expect(passports).toMatchObject([{ expected: 2, reported: 2 }]);
    // C begins in 2025.
    expect(previousPassports).toMatchObject([{ expected: 1, reported: 1 }]);
  });

  const counted = `state hint rank actionCount actionShare { numerator denominator } conventions
    actions { known } objectives { known } planNodes { totalCount nodes { title } }`;
  const shares = (rows: readonly Row[], name: (row: Row) => unknown) =>
    rows.map((row) => [name(row), row.rank, row.actionShare.numerator, row.actionShare.denominator]);

  it('count the actions of some statuses alone, on all of them, without a rate, by any dimension', async () => {
    const completed = 'statuses: [COMPLETED, POSTPONED]';
    const found = await table(
      `by: [DEPARTMENT, CONVENTION], ${completed}`,
      `totalCount subtotalCount rows { key { ${key} } ${counted} } subtotals { key { ${key} } ${counted} } totals { ${counted} }`,
    );
    expect(shares(found.rows, (row) => `${row.key.department.code} ${row.key.convention.reference}`)).toEqual(
      [
        ['49 A', 1, 2, 4],
        ['49 H', 1, 2, 2],
        ['44 C', 3, 1, 2],
        ['49 B', 3, 1, 2],
        ['49 C', 3, 1, 2],
        // Known to be abandoned: none is completed, or postponed.
        ['49 E', 6, 0, 1],
      ],
    );
    expect(found.rows[0]).toMatchObject({
      state: 'NOT_APPLICABLE',
      hint: expect.stringContaining('actionShare'),
      actions: null,
      objectives: null,
      actionCount: 2,
      planNodes: { totalCount: 2, nodes: [{ title: 'Faite' }, { title: 'Faite aussi' }] },
    });
    expect(shares(found.subtotals, (row) => row.key.department.code)).toEqual([
      ['49', null, 6, 11],
      ['44', null, 1, 2],
    ]);
    expect(found.subtotalCount).toBe(2);
    expect(found.totals[0]).toMatchObject({
      state: 'NOT_APPLICABLE',
      actionCount: 6,
      actionShare: { numerator: 6, denominator: 11 },
      conventions: 5,
      actions: null,
      planNodes: { totalCount: 6 },
    });
  });

  it('leave out the rows of other statuses, and keep their share of all', async () => {
    const all = await table('by: [STATUS], orderBy: KEY', `rows { key { status } ${counted} }`);
    const some = await table(
      'by: [STATUS], orderBy: KEY, statuses: [UNKNOWN, COMPLETED, PLANNED]',
      `totalCount rows { key { status } ${counted} } totals { actionCount }`,
    );
    expect(some.rows).toEqual(
      all.rows.filter(({ key: { status } }: Row) => ['UNKNOWN', 'COMPLETED'].includes(status)),
    );
    expect(shares(some.rows, (row) => row.key.status)).toEqual([
      ['COMPLETED', null, 5, 11],
      ['UNKNOWN', null, 1, 11],
    ]);
    expect([some.totalCount, some.totals[0].actionCount]).toEqual([2, 6]);
  });

  it.each(['', 'DEPARTMENT', 'CONVENTION', 'THEME', 'STATUS', 'EPCI', 'TERRITORY_SCALE, STATUS'])(
    'count all actions under all statuses, then and now, by %s',
    async (by) => {
      const fields = 'key { status } actionCount previous { actionCount actionCountDifference conventions }';
      const args = `by: [${by}], compareTo: "2025-06-30", orderBy: KEY`;
      const ask = (filter: string) =>
        table(`${args}${filter}`, `rows { ${fields} } subtotals { ${fields} } totals { ${fields} }`);
      expect(await ask(`, statuses: [${allStatuses}]`)).toEqual(await ask(''));
    },
  );

  it('compare the actions of a status at two dates', async () => {
    const previous =
      'actionCount previous { actionCount actionCountDifference actions { points } likeForLike { actions { points } } }';
    const { totals, rows } = await table(
      'by: [CONVENTION], statuses: [COMPLETED], compareTo: "2025-06-30", orderBy: KEY',
      `rows { key { ${key} } actionShare { numerator denominator } ${previous} } totals { ${previous} }`,
    );
    // c1 was not completed then.
    expect(totals).toEqual([
      {
        actionCount: 5,
        previous: { actionCount: 4, actionCountDifference: 1, actions: null, likeForLike: { actions: null } },
      },
    ]);
    expect(
      rows.map((row: Row) => [row.key.convention.reference, row.previous.actionCountDifference]),
    ).toEqual([
      ['A', 0],
      ['B', 0],
      ['C', 1],
      ['E', 0],
      ['H', 0],
    ]);
    // What a status has lost since is a row too, and a share of what there is now.
    const lost = await table(
      'by: [CONVENTION, STATUS], statuses: [UNKNOWN], conventions: ["C"], compareTo: "2025-06-30"',
      'rows { actionCount actionShare { numerator denominator } previous { actionCount } }',
    );
    expect(lost.rows).toEqual([
      { actionCount: 0, actionShare: { numerator: 0, denominator: 2 }, previous: { actionCount: 2 } },
    ]);
  });

  it.each([
    'conventions: ["A", "C", "H"]',
    'scales: [COMMUNE, EPCI]',
    'statuses: [COMPLETED, UNKNOWN]',
    'statuses: [COMPLETED], scales: [COMMUNE], themes: [EARLY_CHILDHOOD, HOUSING]',
  ])('add up to their total by what parts them, under %s', async (filter) => {
    const counts = 'actionCount actionShare { numerator denominator }';
    const { totals } = await table(`by: [], ${filter}`, `totals { ${counts} }`);
    for (const by of ['CONVENTION', 'TERRITORY_SCALE', 'STATUS']) {
      const found = await table(`by: [${by}], ${filter}`, `rows { ${counts} } totals { ${counts} }`);
      const sum = found.rows.reduce((all: number, row: Row) => all + row.actionCount, 0);
      expect([by, sum, found.totals]).toEqual([by, totals[0].actionCount, totals]);
    }
    expect(totals[0].actionCount).toBeGreaterThan(0);
  });

  it('counts the subtotals that a page leaves aside', async () => {
    const { subtotals, subtotalCount } = await table(
      'by: [DEPARTMENT, CONVENTION, STATUS], first: 1',
      'subtotals { dimensions } subtotalCount',
    );
    expect(subtotals).toHaveLength(2);
    // Two départements; C in both, A, B, E and H in one.
    expect(subtotalCount).toBe(2 + 6);
    const { subtotalCount: none } = await table('by: [DEPARTMENT]', 'subtotalCount');
    expect(none).toBe(0);
  });

  it.each([
    ['conventions: []', 'EMPTY_LIST', 'conventions'],
    ['scales: []', 'EMPTY_LIST', 'scales'],
    ['statuses: []', 'EMPTY_LIST', 'statuses'],
    ['conventions: ["A", "Z-9"]', 'UNKNOWN_CONVENTION', 'Z-9'],
    ['statuses: [COMPLETED], orderBy: ACTION_RATE', 'ORDER_WITHOUT_MEANING', 'ACTION_COUNT'],
    [
      'statuses: [COMPLETED], orderBy: OBJECTIVE_CHANGE, compareTo: "2025-06-30"',
      'ORDER_WITHOUT_MEANING',
      'ACTION_COUNT',
    ],
    ['statuses: [COMPLETED], orderBy: OVERDUE', 'ORDER_WITHOUT_MEANING', 'statuses'],
  ])('refuse %s before any plan is read', async (args, code, words) => {
    const { errors, queries } = await hub.ask(`{ completionTable(by: [], ${args}) { totalCount } }`);
    expect(errors?.[0]?.extensions?.code).toBe(code);
    expect(errors?.[0]?.message).toContain(words);
    expect(queries).not.toContain('completionTable');
  });
});
