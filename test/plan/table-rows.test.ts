import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

describe('rows of tables of completion', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await loadPlans(hub);
  });
  afterAll(() => hub.close());

  const maineEtLoire = 'within: { kind: DEPARTMENT, code: "49" },';
  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ completionTable(on: ["2025-12-31"], ${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.completionTable;
  };

  it('count a convention whole in each of its communes, and once in the total', async () => {
    const fields = `conventions conventionsWithUnknownDates actionCount actions { rate { numerator denominator } }
      passport { expected reported expectedPopulation }`;
    const found = await table(
      `${maineEtLoire} by: [COMMUNE], orderBy: ACTION_COUNT`,
      `rows { rank key { commune { code } epci { code } } ${fields} } totals { ${fields} }`,
    );
    expect(
      found.rows.map(({ rank, key, conventions, conventionsWithUnknownDates, actionCount, actions }: Row) => [
        key.commune.code,
        rank,
        conventions,
        conventionsWithUnknownDates,
        actionCount,
        `${actions.rate.numerator}/${actions.rate.denominator}`,
      ]),
    ).toEqual([
      // Angers is under B and C; equal rows share a rank.
      ['49007', 1, 2, 0, 4, '2/3'],
      ['49018', 1, 1, 0, 4, '2/3'],
      ['49021', 3, 1, 0, 2, '1/1'],
      ['49160', 4, 1, 0, 1, '0/0'],
      ['49201', 5, 0, 1, 0, '0/0'],
    ]);
    expect(found.rows[0].key.epci).toBeNull();
    const [total] = found.totals;
    // Nine actions of four conventions, not eleven of five.
    expect([total.conventions, total.actionCount]).toEqual([4, 9]);
    expect(total.passport).toEqual({ expected: 4, reported: 4, expectedPopulation: 833_776 });
    expect(found.rows.map(({ passport }: Row) => passport.expected)).toEqual([2, 1, 1, 1, 0]);
    expect(found.rows[1].passport).toEqual({ expected: 1, reported: 1, expectedPopulation: 11_712 });
  });

  it('give the whole country as a dimension', async () => {
    const found = await table(
      'by: [COUNTRY, DEPARTMENT], orderBy: KEY',
      'rows { key { country { code } department { code } } conventions } subtotals { key { country { code } } conventions } totals { conventions }',
    );
    expect(found.rows).toEqual([
      { key: { country: { code: 'FR' }, department: { code: '44' } }, conventions: 1 },
      { key: { country: { code: 'FR' }, department: { code: '49' } }, conventions: 4 },
    ]);
    expect(found.subtotals).toEqual([{ key: { country: { code: 'FR' } }, conventions: 4 }]);
    expect(found.totals).toEqual([{ conventions: 4 }]);
  });

  it('lead to the objectives and actions that they count', async () => {
    const found = await table(
      `${maineEtLoire} by: [COMMUNE], orderBy: ACTION_COUNT, first: 1`,
      'rows { planNodes(first: 3) { totalCount nodes { title kind convention { reference } } pageInfo { endCursor } } }',
    );
    const [{ planNodes }] = found.rows;
    expect(planNodes).toMatchObject({
      totalCount: 6,
      nodes: [
        { title: 'Atteint', kind: 'OBJECTIVE', convention: { reference: 'B' } },
        { title: 'Faite', kind: 'ACTION', convention: { reference: 'B' } },
        { title: 'Permanent', kind: 'OBJECTIVE', convention: { reference: 'B' } },
      ],
    });
    const next = await table(
      `${maineEtLoire} by: [COMMUNE], orderBy: ACTION_COUNT, first: 1`,
      `rows { planNodes(first: 9, after: "${planNodes.pageInfo.endCursor}") { nodes { title convention { reference } } } }`,
    );
    expect(next.rows[0].planNodes.nodes).toEqual([
      { title: 'Permanente', convention: { reference: 'B' } },
      { title: 'Faite', convention: { reference: 'C' } },
      { title: 'À faire', convention: { reference: 'C' } },
    ]);
  });

  it.each([
    'by: []',
    'by: [DEPARTMENT]',
    'by: [REGION, DEPARTMENT, EPCI]',
    'by: [EPCI, THEME]',
    'by: [CONVENTION, THEME]',
    'by: [DEPARTMENT, STATUS]',
    'by: [THEME, STATUS]',
    'within: { kind: DEPARTMENT, code: "49" }, by: [COMMUNE, THEME], themes: [YOUTH, EARLY_CHILDHOOD]',
    'within: { kind: DEPARTMENT, code: "49" }, by: [EPCI, CONVENTION]',
    'by: [POPULATION_BAND]',
    'by: [TERRITORY_SCALE, THEME]',
    'by: [DEPARTMENT, POPULATION_BAND, STATUS]',
    'within: { kind: DEPARTMENT, code: "49" }, by: [EPCI, POPULATION_BAND, TERRITORY_SCALE]',
    'within: { kind: DEPARTMENT, code: "49" }, by: [POPULATION_BAND, COMMUNE], themes: [YOUTH, EARLY_CHILDHOOD]',
    'by: [POPULATION_BAND, TERRITORY_SCALE, CONVENTION]',
  ])('are as many as the nodes behind them, at every level: %s', async (args) => {
    const fields = `actionCount objectives { known } actions: planNodes(kinds: [ACTION]) { totalCount }
      aims: planNodes(kinds: [OBJECTIVE]) { totalCount }`;
    const { rows, subtotals, totals } = await table(
      args,
      `rows { ${fields} } subtotals { ${fields} } totals { ${fields} }`,
    );
    const all = [...rows, ...subtotals, ...totals];
    expect(all.length).toBeGreaterThan(0);
    for (const row of all) {
      expect(row.actions.totalCount).toBe(row.actionCount);
      expect(row.aims.totalCount).toBe(row.objectives?.known ?? 0);
    }
  });

  it('read nodes and passports by one statement for each level', async () => {
    const { queries } = await hub.ask(`{ completionTable(by: [EPCI], on: ["2025-12-31"]) {
      rows { planNodes(first: 1) { totalCount } passport { expected } } } }`);
    expect(queries.toSorted()).toEqual([
      'completionNodesOfRows',
      'completionOf territory',
      'completionTable',
      'hubFacts',
    ]);
  });
});
