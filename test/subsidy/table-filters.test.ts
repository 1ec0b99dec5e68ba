import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

const maineEtLoire = '{ kind: DEPARTMENT, code: "49" }';
/** Seven communes; and twenty, counted in 44, of which Ingrandes (49160) alone is in 49. */
const [baugeois, ancenis] = ['{ kind: EPCI, code: "244900882" }', '{ kind: EPCI, code: "244400552" }'];
const members = ['49018', '49021', '49138', '49194', '49201', '49228', '49237'];

describe('tables of the subsidies of some territories, or bands, alone', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      '49018;2023;réel;enfance;100',
      '49018;2022;réel;enfance;80',
      '49018;2023;prévisionnel;enfance;90',
      '49021;2023;réel;enfance;20',
      '49201;2023;réel;jeunesse;5',
      '244900882;2023;réel;pilotage;7',
      '49007;2023;réel;enfance;1000',
      '49160;2023;réel;enfance;3',
      '44003;2023;réel;enfance;50',
      '244400552;2023;réel;;11',
      '01004;2023;réel;enfance;9',
    ]);
    expect(report).toMatchObject({ added: 11, rejected: 0 });
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee',
      'P,Pays,groupe de communes,49,2023,2026,49018|49021',
    ]);
    await hub.load(indicators, [
      'territory_kind;territory_code;indicator;value;year;series',
      ...members.map((code) => `commune;${code};enfants de 0 à 2 ans;10;2020;`),
      'epci;244900882;enfants de 0 à 2 ans;999;2023;',
    ]);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ subsidyTable(fiscalYears: [2023], ${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };
  const figures = 'amount lineCount population amounts { totalCount }';
  const passports = 'passports { expected reported expectedPopulation reportedPopulation complete }';

  it('add the communes and EPCI of several territories, each once', async () => {
    const both = await table(
      `territories: [${baugeois}, ${ancenis}], by: [SECTOR], orderBy: KEY`,
      `rows { key { sector } amount share amounts { totalCount } } total { ${figures} }`,
    );
    expect(
      both.rows.map(({ key, amount, amounts }: Row) => [key.sector, amount, amounts.totalCount]),
    ).toEqual([
      ['CHILDHOOD', 173, 4],
      ['STEERING', 7, 1],
      ['UNALLOCATED', 11, 1],
      ['YOUTH', 5, 1],
    ]);
    expect(both.rows[0].share).toBeCloseTo(173 / 196, 12);
    const { data } = await hub.ask(
      '{ one: epci(code: "244900882") { population } other: epci(code: "244400552") { population } }',
    );
    expect(both.total).toEqual({
      amount: 196,
      lineCount: 7,
      population: data.one.population + data.other.population,
      amounts: { totalCount: 7 },
    });
  });

  it('count what two territories share once, from kept sums as from the amounts themselves', async () => {
    const fields = `total { ${figures} precision } ${passports}`;
    const kept = await table(`territories: [${maineEtLoire}], by: []`, fields);
    expect(kept.total.amount).toBe(1135);
    expect(await table(`territories: [${maineEtLoire}, ${baugeois}], by: []`, fields)).toEqual(kept);
    expect(await table(`within: ${maineEtLoire}, by: []`, fields)).toEqual(kept);
    expect((await table(`territories: [${maineEtLoire}, ${ancenis}], by: []`, fields)).total.amount).toBe(
      1196,
    );
    expect(
      (await table(`within: ${maineEtLoire}, territories: [${ancenis}], by: []`, fields)).total.amount,
    ).toBe(3);
    const everything = '{ kind: COUNTRY, code: "FR" }';
    expect((await table(`territories: [${everything}, ${baugeois}], by: []`, fields)).total.amount).toBe(
      1205,
    );
  });

  it.each(['SECTOR', 'EPCI', 'DEPARTMENT', 'COMMUNE', 'REGION, FISCAL_YEAR'])(
    'give the rows that a whole table has of those territories, by %s',
    async (by) => {
      const fields = `rows { key { sector fiscalYear region { code } department { code } epci { code } commune { code } }
        ${figures} precision countedAgain cutAtBorder } total { ${figures} } ${passports}`;
      const filtered = await table(`territories: [${maineEtLoire}], by: [${by}], orderBy: KEY`, fields);
      const whole = await table(
        `within: ${maineEtLoire}, by: [${by === 'REGION, FISCAL_YEAR' ? 'FISCAL_YEAR' : by}], orderBy: KEY`,
        fields,
      );
      const told = ({ key: { region, ...key }, cutAtBorder, ...row }: Row) => [key, row];
      expect(filtered.rows.map(told)).toEqual(whole.rows.map(told));
      expect(filtered.total).toEqual(whole.total);
      expect(filtered.passports).toEqual(whole.passports);
    },
  );

  it('add the communes of some bands, without what EPCI have themselves', async () => {
    const amounts = async (args: string) => (await table(`${args}, by: []`, 'total { amount }')).total.amount;
    expect(await amounts('populationBands: [FROM_2000]')).toBe(8);
    expect(await amounts('populationBands: [FROM_10000, FROM_2000]')).toBe(167);
    expect(await amounts(`within: ${maineEtLoire}, populationBands: [FROM_10000]`)).toBe(100);
    expect(await amounts(`territories: [${ancenis}], populationBands: [FROM_10000]`)).toBe(50);
    const fields = `rows { key { populationBand sector } ${figures} ${passports} } ${passports}`;
    const all = await table(`within: ${maineEtLoire}, by: [SECTOR, POPULATION_BAND], orderBy: KEY`, fields);
    const banded = await table(`within: ${maineEtLoire}, by: [POPULATION_BAND], orderBy: KEY`, fields);
    for (const band of ['FROM_2000', 'FROM_5000', 'FROM_10000', 'FROM_100000']) {
      const one = await table(
        `within: ${maineEtLoire}, populationBands: [${band}], by: [SECTOR], orderBy: KEY`,
        fields,
      );
      const same = all.rows.filter(({ key }: Row) => key.populationBand === band);
      expect(one.rows).toEqual(
        same.map((row: Row) => ({ ...row, key: { ...row.key, populationBand: null } })),
      );
      // The passport of the table is that of the row of the band.
      const [row] = banded.rows.filter(({ key }: Row) => key.populationBand === band);
      expect(one.passports).toEqual(row.passports);
    }
  });

  it('compare the same territories with another year and another nature', async () => {
    const { total, previousPassports } = await table(
      'populationBands: [FROM_10000], by: [], compare: true, compareNature: FORECAST',
      `total { amount previous { amount likeForLike { territories amount comparedAmount } } natureGap { amount likeForLike { amount } } }
       previousPassports { expected reported }`,
    );
    expect(total).toEqual({
      amount: 159,
      previous: { amount: 80, likeForLike: { territories: 1, amount: 100, comparedAmount: 80 } },
      natureGap: { amount: 90, likeForLike: { amount: 100 } },
    });
    expect(previousPassports).toMatchObject([{ reported: 1 }]);
    const natures = await table(
      `territories: [${baugeois}], by: [NATURE]`,
      `totals { key { nature } amount } ${passports}`,
    );
    expect(natures.totals).toEqual(
      expect.arrayContaining([
        { key: { nature: 'REAL' }, amount: 132 },
        { key: { nature: 'FORECAST' }, amount: 90 },
      ]),
    );
    expect(natures.passports.map(({ expected, reported }: Row) => [expected, reported])).toEqual([
      [7, 1],
      [7, 0],
      [7, 3],
      [7, 0],
    ]);
  });

  it('divide by the people and the children of what is kept', async () => {
    const perChild = 'total { population perChild { value children year communes communesKnown } }';
    const whole = await table(`territories: [${baugeois}], by: [], childAges: FROM_0_TO_2`, perChild);
    // The EPCI has a number of its own for 2023: nearer, and of the same communes.
    expect(whole.total.perChild).toMatchObject({ communes: 7, communesKnown: 7 });
    const banded = await table(
      `within: ${baugeois}, populationBands: [FROM_10000], by: [], childAges: FROM_0_TO_2`,
      perChild,
    );
    expect(banded.total).toEqual({
      population: 11_712,
      perChild: { value: 10, children: 10, year: 2020, communes: 1, communesKnown: 1 },
    });
  });

  it('say which territories they cut', async () => {
    const cut = async (args: string) => {
      const { rows } = await table(
        `${args}, orderBy: KEY`,
        'rows { key { epci { code } department { code } convention { reference } } amount cutAtBorder }',
      );
      return rows.map(({ key, amount, cutAtBorder }: Row) => [
        (key.epci ?? key.department)?.code ?? key.convention?.reference ?? null,
        amount,
        cutAtBorder,
      ]);
    };
    expect(await cut(`territories: [${baugeois}], by: [EPCI]`)).toEqual([['244900882', 132, false]]);
    expect(await cut(`territories: [${baugeois}], by: [DEPARTMENT]`)).toEqual([['49', 132, true]]);
    expect(await cut(`territories: [${baugeois}], populationBands: [FROM_10000], by: [EPCI]`)).toEqual([
      ['244900882', 100, true],
    ]);
    expect(await cut('territories: [{ kind: COMMUNE, code: "49018" }], by: [CONVENTION]')).toEqual([
      ['P', 100, true],
    ]);
  });

  it.each([
    ['territories: []', 'EMPTY_LIST'],
    ['populationBands: []', 'EMPTY_LIST'],
    ['territories: [{ kind: EPCI, code: "1" }]', 'UNKNOWN_EPCI'],
  ])('refuse %s before any amount is read', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ subsidyTable(by: [], ${args}) { total { amount } } }`);
    expect(errors?.[0]?.extensions?.code).toBe(code);
    expect(queries).not.toContain('subsidyTable');
  });
});
