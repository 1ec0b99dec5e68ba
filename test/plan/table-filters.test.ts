import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

const [baugeois, ancenis, angers] = [
  '{ kind: EPCI, code: "244900882" }',
  '{ kind: EPCI, code: "244400552" }',
  '{ kind: COMMUNE, code: "49007" }',
];

describe('tables of completion of some territories, or bands, alone', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    await loadPlans(hub);
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year',
      'H,Baugeois Vallée,EPCI,244900882,49,2025,2028',
      // Nobody knows its communes.
      'G,Pays,groupe de communes,,49,2025,2028',
    ]);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ completionTable(on: ["2025-12-31"], ${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.completionTable;
  };
  const figures = `conventions conventionsWithUnknownDates actionCount objectives { known reached rate { numerator denominator } }
    actions { known declared overdue meanOfConventionRates rate { numerator denominator } }`;
  const completion = figures.replace('actionCount', '');
  const basis = 'passport { expected reported expectedPopulation reportedPopulation complete }';

  it.each([
    ['EPCI', 'epci', '244900882'],
    ['EPCI', 'epci', '244400552'],
    ['COMMUNE', 'commune', '49007'],
    ['DEPARTMENT', 'department', '44'],
    ['DEPARTMENT', 'department', '49'],
    ['REGION', 'region', '52'],
  ])('of one territory are its own completion: %s %s %s', async (kind, field, code) => {
    const [{ actionCount, ...total }] = (
      await table(
        `territories: [{ kind: ${kind}, code: "${code}" }], by: [], `,
        `totals { ${figures} ${basis} }`,
      )
    ).totals;
    const { data } = await hub.ask(
      `{ ${field}(code: "${code}") { completion(on: "2025-12-31") { ${completion} ${basis} } } }`,
    );
    expect(total).toEqual(data[field].completion);
    expect(actionCount).toBe(total.actions.known);
  });

  const references = (rows: readonly Row[]) => rows.map(({ key }) => key.convention.reference);
  it('keep the conventions that touch one of several, each once', async () => {
    const fields = `rows { key { convention { reference } } } totals { ${figures} ${basis} } passports { expected reported expectedPopulation }`;
    const some = await table(`territories: [${angers}, ${ancenis}], by: [CONVENTION], orderBy: KEY`, fields);
    expect(references(some.rows)).toEqual(['B', 'C', 'E']);
    expect(some.totals[0]).toMatchObject({ conventions: 3, actionCount: 5 });
    const [{ passport }] = some.totals;
    expect(some.passports).toEqual([
      { expected: 3, reported: 3, expectedPopulation: passport.expectedPopulation },
    ]);
    const { data } = await hub.ask(
      '{ commune(code: "49007") { population } epci(code: "244400552") { population } }',
    );
    expect(passport.expectedPopulation).toBe(data.commune.population + data.epci.population);
    // B and C touch two of them, and count once.
    const twice = await table(
      `territories: [${angers}, ${baugeois}, { kind: DEPARTMENT, code: "44" }], by: [CONVENTION], orderBy: KEY`,
      fields,
    );
    expect(references(twice.rows)).toEqual(['A', 'B', 'C', 'H']);
    expect(twice.totals[0]).toMatchObject({ conventions: 4, conventionsWithUnknownDates: 1 });
  });

  it('count them where the communes that are kept are, alone', async () => {
    const by = async (args: string, key = 'epci { code }') =>
      (await table(`${args}, orderBy: KEY`, `rows { key { ${key} } conventions }`)).rows.map(
        ({ key: { epci, department }, conventions }: Row) => [
          (epci ?? department)?.code ?? null,
          conventions,
        ],
      );
    expect(await by(`territories: [${angers}], by: [EPCI]`)).toEqual([['244900015', 2]]);
    // Ingrandes is of an EPCI of 44, and in 49.
    expect(await by('territories: [{ kind: COMMUNE, code: "49160" }], by: [EPCI]')).toEqual([
      ['244400552', 1],
    ]);
    expect(await by(`territories: [${ancenis}], by: [DEPARTMENT]`, 'department { code }')).toEqual([
      ['49', 1],
    ]);
    expect(
      await by('territories: [{ kind: DEPARTMENT, code: "49" }], by: [DEPARTMENT]', 'department { code }'),
    ).toEqual([['49', 6]]);
    expect(
      await by(
        'territories: [{ kind: REGION, code: "52" }, { kind: DEPARTMENT, code: "49" }], by: [DEPARTMENT]',
        'department { code }',
      ),
    ).toEqual([
      ['44', 1],
      ['49', 6],
    ]);
    expect(
      await by(`within: { kind: DEPARTMENT, code: "44" }, territories: [${angers}], by: [EPCI]`),
    ).toEqual([]);
  });

  it.each(['', 'EPCI', 'COMMUNE', 'DEPARTMENT', 'CONVENTION', 'TERRITORY_SCALE', 'THEME'])(
    'of a band are the rows of that band, by %s',
    async (by) => {
      const key = `epci { code } commune { code } department { code } convention { reference } territoryScale theme`;
      const row = `key { populationBand ${key} } ${figures} planNodes { totalCount } ${basis}
        previous { conventions actionCount likeForLike { conventions actions { points } } }`;
      const asked =
        'within: { kind: DEPARTMENT, code: "49" }, compareTo: "2024-12-31", orderBy: KEY, first: 1000';
      const all = await table(
        `${asked}, by: [${by}${by === '' ? '' : ','} POPULATION_BAND]`,
        `rows { ${row} }`,
      );
      for (const band of by === ''
        ? ['UNDER_500', 'FROM_2000', 'FROM_10000', 'FROM_100000']
        : ['FROM_5000']) {
        const found = await table(
          `${asked}, populationBands: [${band}], by: [${by}]`,
          `rows { ${row} } totals { ${row} } passports { expected reported expectedPopulation reportedPopulation complete }`,
        );
        const same = all.rows.filter((each: Row) => each.key.populationBand === band);
        const told = same.map((each: Row) => ({ ...each, key: { ...each.key, populationBand: null } }));
        expect(by === '' ? found.totals : found.rows).toEqual(told);
        if (by === '') expect(found.passports).toEqual([told[0].passport]);
        // No convention is of several of these bands here but B, C and H: never twice in the total.
        expect(found.totals[0].conventions).toBeGreaterThanOrEqual(1);
      }
      const bands = await table(
        `${asked}, populationBands: [FROM_5000, FROM_100000], by: []`,
        `totals { ${row} }`,
      );
      // B, C of Angers; B and H of Beaufort and others.
      expect(bands.totals[0]).toMatchObject({ conventions: 3, actionCount: 4 });
    },
  );

  it.each([
    ['territories: []', 'EMPTY_LIST'],
    ['populationBands: []', 'EMPTY_LIST'],
    ['territories: [{ kind: DEPARTMENT, code: "999" }]', 'UNKNOWN_DEPARTMENT'],
  ])('refuse %s before any plan is read', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ completionTable(by: [], ${args}) { totalCount } }`);
    expect(errors?.[0]?.extensions?.code).toBe(code);
    expect(queries).not.toContain('completionTable');
  });

  it('may look at as many dates as the plans of those territories allow', async () => {
    const series = 'between: { from: "2021-01-31", to: "2025-12-31", step: MONTH }';
    const ask = (args: string) =>
      hub.ask(`{ completionTable(${series}, by: [STATUS, DATE], orderBy: OVERDUE, ${args}) { totalCount } }`);
    expect((await ask('ascending: false')).errors?.[0]?.extensions?.code).toBe('TOO_MANY_PLANS');
    expect((await ask(`territories: [${baugeois}]`)).errors).toBeUndefined();
  });
});
