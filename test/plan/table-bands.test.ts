import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

describe('tables of completion by band and by scale', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await loadPlans(hub);
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year',
      'H,Baugeois Vallée,EPCI,244900882,49,2025,2028',
    ]);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string): Promise<Row> => {
    const { data, errors } = await hub.ask(
      `{ completionTable(on: ["2025-12-31"], within: { kind: DEPARTMENT, code: "49" }, ${args}) { ${fields} } }`,
    );
    expect(errors).toBeUndefined();
    return data.completionTable;
  };
  const fields = `key { populationBand territoryScale epci { code } } dimensions
    conventions conventionsWithUnknownDates actionCount actions { rate { numerator denominator } }
    passport { expected reported expectedPopulation reportedPopulation complete }`;
  const short = ({ key, conventions, conventionsWithUnknownDates, actionCount, actions }: Row) => [
    key.populationBand ?? key.territoryScale,
    conventions,
    conventionsWithUnknownDates,
    actionCount,
    `${actions.rate.numerator}/${actions.rate.denominator}`,
  ];

  it('count a convention whole in each band of its communes, and once in the total', async () => {
    const found = await table(
      'by: [POPULATION_BAND], orderBy: KEY',
      `hint rows { ${fields} } totals { ${fields} }`,
    );
    expect(found.rows.map(short)).toEqual([
      // H, a whole EPCI, is in four bands, and has no plan.
      ['UNDER_500', 1, 0, 0, '0/0'],
      ['FROM_2000', 2, 1, 1, '0/0'],
      ['FROM_5000', 2, 0, 2, '1/1'],
      ['FROM_10000', 2, 0, 4, '2/3'],
      ['FROM_100000', 2, 0, 4, '2/3'],
    ]);
    expect(found.totals.map(short)).toEqual([[null, 5, 1, 9, '4/6']]);
    expect(found.hint).toContain('de plusieurs strates');
    const passports = found.rows.map(({ passport }: Row) => passport);
    expect(passports.map(({ expected, reported, complete }: Row) => [expected, reported, complete])).toEqual([
      [1, 0, false],
      [2, 1, false],
      [2, 1, false],
      [2, 1, false],
      [2, 2, true],
    ]);
    // The only commune of its band in the département.
    expect(passports[4]).toMatchObject({ expectedPopulation: 159_022, reportedPopulation: 159_022 });
    // Ingrandes reports, La Ménitré is under what nobody knows to be in force.
    expect(passports[1]).toMatchObject({ expectedPopulation: 132_905, reportedPopulation: 3_071 });
  });

  it('count each convention in its one scale', async () => {
    const found = await table(
      'by: [TERRITORY_SCALE], orderBy: KEY',
      `hint rows { ${fields} } totals { ${fields} }`,
    );
    expect(found.rows.map(short)).toEqual([
      ['COMMUNE', 4, 1, 9, '4/6'],
      ['EPCI', 1, 0, 0, '0/0'],
    ]);
    expect(found.totals.map(short)).toEqual([[null, 5, 1, 9, '4/6']]);
    expect(found.hint).toBeNull();
    expect(found.rows[1].passport).toEqual({
      expected: 1,
      reported: 0,
      expectedPopulation: 833_776,
      reportedPopulation: 0,
      complete: false,
    });
  });

  it('part a territory, and what touches none of those asked', async () => {
    const found = await table(
      'by: [EPCI, POPULATION_BAND], orderBy: KEY',
      `rows { ${fields} } subtotals { ${fields} }`,
    );
    expect(found.rows.map((row: Row) => [row.key.epci?.code ?? null, ...short(row).slice(0, 3)])).toEqual([
      ['244900015', 'FROM_100000', 2, 0],
      ['244900882', 'UNDER_500', 1, 0],
      ['244900882', 'FROM_2000', 1, 1],
      ['244900882', 'FROM_5000', 2, 0],
      ['244900882', 'FROM_10000', 2, 0],
      // Ingrandes: its EPCI counts in the next département.
      [null, 'FROM_2000', 1, 0],
    ]);
    expect(found.subtotals.map(({ key, conventions }: Row) => [key.epci?.code ?? null, conventions])).toEqual(
      expect.arrayContaining([
        ['244900015', 2],
        ['244900882', 3],
        [null, 1],
      ]),
    );
    expect(found.rows[5].passport).toMatchObject({
      expected: 1,
      reported: 1,
      reportedPopulation: 3_071,
      complete: true,
    });
  });

  it('compare bands with another date, and what is there on both', async () => {
    const { rows } = await table(
      'by: [POPULATION_BAND], compareTo: "2024-12-31", orderBy: KEY',
      'rows { key { populationBand } conventions previous { conventions likeForLike { conventions } } }',
    );
    expect(
      rows.map(({ key, conventions, previous }: Row) => [
        key.populationBand,
        conventions,
        previous.conventions,
        previous.likeForLike.conventions,
      ]),
    ).toEqual([
      ['UNDER_500', 1, 0, 0],
      ['FROM_2000', 2, 0, 0],
      ['FROM_5000', 2, 1, 1],
      ['FROM_10000', 2, 1, 1],
      // B stays; F has ended and C has begun.
      ['FROM_100000', 2, 2, 1],
    ]);
  });

  it('compare peers by what bears some themes', async () => {
    const peers = (themes: string) =>
      `completionPeers(on: "2025-12-31", sameBand: false, themes: ${themes}) { peers withoutValue share { numerator denominator } rank }`;
    const { data, errors } = await hub.ask(`{ commune(code: "49018") {
      young: ${peers('[YOUTH]')} both: ${peers('[YOUTH, EARLY_CHILDHOOD]')} all: ${peers('null')} } }`);
    expect(errors).toBeUndefined();
    // Of a1, a2 and a3, a2 bears both themes and counts once; only the communes of A have actions for youth.
    expect(data.commune.young).toMatchObject({ peers: 1, share: { numerator: 1, denominator: 2 } });
    expect(data.commune.both.share).toEqual({ numerator: 2, denominator: 3 });
    expect(data.commune.all.share).toEqual({ numerator: 2, denominator: 3 });
    expect(data.commune.both.peers).toBe(3);
  });
});
