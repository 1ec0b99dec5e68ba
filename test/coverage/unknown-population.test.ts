import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const [clipperton, kerguelen, beaumont] = ['98901', '98412', '55039'];

/** The source gives Clipperton no population, and Beaumont-en-Verdunois, where no one lives, that of 0. */
describe('tables of coverage of communes whose population nobody knows', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,n_communes,member_insee',
      `Z-1,Clipperton,commune,989,2023,2027,1,${clipperton}`,
      `Z-2,Beaumont,commune,55,2023,2027,1,${beaumont}`,
    ]);
    expect(report).toMatchObject({ added: 2, rejected: 0 });
  });
  afterAll(() => hub.close());

  const people = 'communeCount inhabitants coveredPopulation remainingPopulation';
  const change = 'change { inhabitants inhabitantsDifference populationDifference }';
  const unknown = { communeCount: 1, inhabitants: null, coveredPopulation: null, remainingPopulation: null };
  const nobody = { communeCount: 1, inhabitants: 0, coveredPopulation: 0, remainingPopulation: 0 };

  const table = async (args: string, fields = people) => {
    const { data, errors } = await hub.ask(
      `{ coverageTable(on: ["2024-12-31"], ${args}) { rows { rank ${fields} } subtotals { ${fields} } totals { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    return data.coverageTable;
  };
  const commune = (code: string | undefined) => `within: { kind: COMMUNE, code: "${code}" }`;

  it.each(['COMMUNE', 'STATUS', 'CONVENTION', 'POPULATION_BAND'])(
    'say so of rows and totals by %s',
    async (by) => {
      const { rows, totals } = await table(`${commune(clipperton)}, by: [${by}], orderBy: INHABITANTS`);
      expect({ rows, totals }).toEqual({ rows: [{ rank: null, ...unknown }], totals: [unknown] });
    },
  );

  it.each(['COMMUNE', 'STATUS', 'CONVENTION'])('count a known 0 as one, by %s', async (by) => {
    const { rows, totals } = await table(`${commune(beaumont)}, by: [${by}], orderBy: INHABITANTS`);
    expect({ rows, totals }).toEqual({ rows: [{ rank: 1, ...nobody }], totals: [nobody] });
  });

  it('say so of subtotals, and rank last what is unknown', async () => {
    const some = `[${[clipperton, kerguelen, beaumont].map((code) => `{ kind: COMMUNE, code: "${code}" }`)}]`;
    for (const orderBy of ['INHABITANTS', 'COVERED_POPULATION', 'REMAINING_POPULATION']) {
      const found = await table(
        `territories: ${some}, by: [DEPARTMENT, COMMUNE], orderBy: ${orderBy}, ascending: true`,
        'key { department { code } commune { code } } inhabitants',
      );
      expect(
        found.rows.map(({ rank, inhabitants }: { rank: number; inhabitants: number }) => [rank, inhabitants]),
      ).toEqual([
        [1, 0],
        [null, null],
        [null, null],
      ]);
      expect(
        found.subtotals.map((row: { key: { department: { code: string } | null }; inhabitants: number }) => [
          row.key.department?.code,
          row.inhabitants,
        ]),
      ).toEqual([
        ['55', 0],
        ['984', null],
        ['989', null],
      ]);
      expect(found.totals).toMatchObject([{ inhabitants: 0 }]);
    }
  });

  it('know no difference of them, and that a row had nobody before it had a commune', async () => {
    const same = await table(`${commune(clipperton)}, by: [COMMUNE], compareTo: "2020-12-31"`, change);
    expect(same.rows).toEqual([
      { rank: null, change: { inhabitants: null, inhabitantsDifference: null, populationDifference: null } },
    ]);
    const moved = await table(
      `${commune(clipperton)}, by: [STATUS], compareTo: "2020-12-31", orderBy: CHANGE`,
      `key { status } ${change}`,
    );
    const [now, before] = [
      { inhabitants: 0, inhabitantsDifference: null, populationDifference: null },
      { inhabitants: null, inhabitantsDifference: null, populationDifference: null },
    ];
    expect(moved.rows).toEqual([
      { rank: null, key: { status: 'COVERED' }, change: now },
      { rank: null, key: { status: 'NOT_COVERED' }, change: before },
    ]);
  });
});
