import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const within = 'within: { kind: DEPARTMENT, code: "49" }';
const of = (fields: string) => `{ department(code: "49") { ${fields} } }`;

/** Every way to what conventions, plans and indicators give of a département. */
const ways = {
  'a field': of('ctgCoverage { communes { numerator denominator } conventionsInForce }'),
  'another beside what was given': of(
    'subsidies(fiscalYear: 2024) { total } ctgCoverage { conventionsInForce }',
  ),
  'a fragment of the interface': `{ department(code: "49") { ...Covered } } fragment Covered on Territory { covered: ctgCoverage { conventionsInForce } }`,
  'a table': `{ coverageTable(${within}, by: [DEPARTMENT]) { totalCount hint } }`,
  'a series': `{ coverageTable(${within}, by: [DATE], on: ["2023-12-31", "2024-12-31"]) { totalCount } }`,
  peers: of('ctgCoveragePeers { peers }'),
  'an outlook': `{ coverageOutlook(${within}) { months { communeCount } } }`,
  'a list': '{ conventions { totalCount } }',
  'a list of a territory': of('conventions { totalCount }'),
  'another table': `{ conventionTable(${within}, by: [SCALE]) { totalCount } }`,
  completion: of('completion { conventions }'),
  'its table': `{ completionTable(${within}, by: [DEPARTMENT]) { totalCount } }`,
  themes: of('retainedThemes { conventions }'),
  'an indicator': of('indicator(kind: BIRTHS) { state }'),
  childcare: of('childcare { state }'),
  'what is expected': of('completeness(dataset: CONVENTIONS, fiscalYear: 2024) { expected received }'),
  'what is expected of conventions': of('completeness(dataset: SUBSIDIES, fiscalYear: 2024) { expected }'),
  'what a variable asks': `query Q($of: DatasetName! = PROGRESS) ${of('completeness(dataset: $of, fiscalYear: 2024) { expected }')}`,
  'what a passport expects': of('subsidies(fiscalYear: 2024) { passport { completeness { expected } } }'),
} as const;

describe('a partner', () => {
  let hub: CheckedHub;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    hub = await openCheckedHub({}, 'west_demonstration');
    const key = async (...datasets: string[]) => {
      const territories = [{ kind: 'DEPARTMENT', code: '49' }];
      const { text } = await hub.newKey({ name: datasets.join(), role: 'PARTNER', territories, datasets });
      keys[datasets.join()] = text;
    };
    await key('SUBSIDIES');
    await key('CONVENTIONS');
  });
  afterAll(() => hub.close());

  const ask = (datasets: string, question: string) => hub.askAs(keys[datasets] as string, question);

  it.each(Object.entries(ways))('without their files is not told zero by %s', async (_, question) => {
    const { codes, data } = await ask('SUBSIDIES', question);
    expect(codes).toEqual(['DATASET_NOT_GIVEN']);
    expect(data?.department ?? null).toBe(null);
    // The question is one that is answered to those who see everything.
    expect((await hub.askAs(hub.local, question)).codes).toEqual([]);
  });

  it('is told which files are missing', async () => {
    const { body, status } = await ask('SUBSIDIES', ways.completion);
    expect(status).toBe(403);
    expect(body).toContain('« completion » est fait de jeux de données que votre accès ne comprend pas');
    expect(body).toContain('(Conventions, Plans d’action, États d’avancement)');
  });

  it('is answered what it was given, as it is', async () => {
    const coverage = of(
      'ctgCoverage { communes { numerator denominator } conventionsInForce unknown { communes } }',
    );
    const { data, codes } = await ask('CONVENTIONS', coverage);
    expect(codes).toEqual([]);
    expect(data).toEqual((await hub.askAs(hub.local, coverage)).data);
    expect(data.department.ctgCoverage.communes.denominator).toBe(176);
    expect(data.department.ctgCoverage.conventionsInForce).toBeGreaterThan(0);
    expect((await ask('CONVENTIONS', of('subsidies(fiscalYear: 2024) { total }'))).codes).toEqual([
      'DATASET_NOT_GIVEN',
    ]);
  });

  it('is told of which files figures are made', async () => {
    const { data } = await ask(
      'SUBSIDIES',
      of('subsidies(fiscalYear: 2024) { passport { reach { note datasets } } }'),
    );
    expect(data.department.subsidies.passport.reach).toEqual({
      note:
        'Fait de ce que cet accès montre, et de rien d’autre : Maine-et-Loire (49). Jeux de données de cet accès : Subventions. Le secret ' +
        'statistique en cache les montants et les effectifs trop petits.',
      datasets: ['SUBSIDIES'],
    });
    const all = of('ctgCoverage { passport { reach { datasets } } }');
    expect((await hub.askAs(hub.local, all)).data.department.ctgCoverage.passport.reach.datasets).toEqual([]);
  });

  it('is offered the questions and tables that its files answer', async () => {
    for (const [datasets, tables, fields] of [
      [
        'SUBSIDIES',
        ['subsidiesByTerritory'],
        ['population', 'subsidies', 'completeness', 'completenessByDataset'],
      ],
      [
        'CONVENTIONS',
        ['coverageTable', 'conventionTable'],
        'population signedDaysAfterStart ctgCoverage ctgCoveragePeers nationalTarget coverageOutlook coverageAlerts completeness completenessByDataset'.split(
          ' ',
        ),
      ],
    ] as const) {
      const { data } = await ask(
        datasets,
        '{ catalogue { query } catalogueFields { field on } questions { name document } }',
      );
      expect(data.catalogue.map(({ query }: { query: string }) => query)).toEqual(tables);
      // What is below a field that is not given is not there either.
      expect(data.catalogueFields.map(({ field }: { field: string }) => field)).toEqual(fields);
      const questions = data.questions as { name: string; document: string }[];
      expect(questions.length).toBeGreaterThan(1);
      for (const { name, document } of questions)
        expect([name, (await ask(datasets, document)).codes]).toEqual([name, []]);
    }
  });
});
