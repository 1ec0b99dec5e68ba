import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const inMaineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }';
const [bauge, maze] = [11_712, 5_761];

describe('tables of subsidies while communes join conventions', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé et autour,multi_commune,,49,2022,2026,49018',
    ]);
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      'A-1,1,périmètre,2025-07-01,,49194,,Mazé entre',
    ]);
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      '49018;2024;réel;petite enfance;100',
      '49018;2025;réel;petite enfance;120',
      '49194;2024;réel;petite enfance;50',
      '49194;2025;réel;petite enfance;80',
      // Under no convention; Cholet has nothing of 2025, and Saumur of 2025 alone.
      '49007;2024;réel;petite enfance;1000',
      '49007;2025;réel;petite enfance;1100',
      '49099;2024;réel;petite enfance;900',
      '49328;2025;réel;petite enfance;7000',
    ]);
    expect(report).toMatchObject({ added: 8, rejected: 0 });
    await hub.load(indicators, [
      'territory_kind;territory_code;indicator;value;year',
      'commune;49018;enfants de 0 à 2 ans;200;2022',
      'commune;49018;enfants de 0 à 2 ans;100;2025',
      'commune;49194;enfants de 0 à 2 ans;50;2022',
    ]);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ subsidyTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };

  it('compare, of one convention, those alone that are in it on both sides', async () => {
    const likeForLike =
      'amount previous { amount likeForLike { territories amount comparedAmount difference rate } }';
    const { rows, total } = await table(
      `${inMaineEtLoire}, by: [CONVENTION], fiscalYears: [2025], compare: true, orderBy: KEY`,
      `rows { key { convention { reference } } ${likeForLike} } total { ${likeForLike} }`,
    );
    expect(rows).toEqual([
      {
        key: { convention: { reference: 'A-1' } },
        amount: 200,
        // Mazé has joined since: its 80 euros are no rise.
        previous: {
          amount: 100,
          likeForLike: { territories: 1, amount: 120, comparedAmount: 100, difference: 20, rate: 0.2 },
        },
      },
      {
        key: { convention: null },
        amount: 8100,
        // Mazé has left what is under none; Cholet and Saumur have one side only.
        previous: {
          amount: 1950,
          likeForLike: { territories: 1, amount: 1100, comparedAmount: 1000, difference: 100, rate: 0.1 },
        },
      },
    ]);
    // All together, nobody has joined or left.
    expect(total.previous.likeForLike).toEqual({
      territories: 3,
      amount: 1300,
      comparedAmount: 1150,
      difference: 150,
      rate: 150 / 1150,
    });
  });

  it('divide what a convention had in a year by its members of that year', async () => {
    const people =
      'population perInhabitant perChild { children year value } passports { expectedPopulation }';
    const { rows, subtotals, total } = await table(
      `within: { kind: EPCI, code: "244900882" }, by: [CONVENTION, FISCAL_YEAR], fiscalYears: [2024, 2025],
       sectors: [EARLY_CHILDHOOD], orderBy: KEY`,
      `rows { key { convention { reference } fiscalYear } amount ${people} }
       subtotals { key { convention { reference } } amount ${people} } total { population }`,
    );
    expect(rows.slice(0, 2)).toEqual([
      {
        key: { convention: { reference: 'A-1' }, fiscalYear: 2024 },
        amount: 100,
        population: bauge,
        perInhabitant: 100 / bauge,
        perChild: { children: 200, year: 2022, value: 0.5 },
        passports: [{ expectedPopulation: bauge }],
      },
      {
        key: { convention: { reference: 'A-1' }, fiscalYear: 2025 },
        amount: 200,
        population: bauge + maze,
        perInhabitant: 200 / (bauge + maze),
        // Of both communes, only 2022 is known.
        perChild: { children: 250, year: 2022, value: 0.8 },
        passports: [{ expectedPopulation: bauge + maze }],
      },
    ]);
    // Of the years together, whoever was in it in one of them.
    expect(subtotals[0]).toMatchObject({ amount: 300, population: bauge + maze });
    const { total: plain } = await table(
      'within: { kind: EPCI, code: "244900882" }, by: [], fiscalYears: [2024]',
      'total { population }',
    );
    expect(total).toEqual(plain);

    // Whichever comes first.
    const turned = await table(
      `within: { kind: EPCI, code: "244900882" }, by: [FISCAL_YEAR, CONVENTION], fiscalYears: [2024, 2025], orderBy: KEY`,
      'rows { key { convention { reference } fiscalYear } population } subtotals { population }',
    );
    const ofConvention = turned.rows.filter(
      ({ key }: { key: { convention: unknown } }) => key.convention !== null,
    );
    expect(ofConvention.map(({ population }: { population: number }) => population)).toEqual([
      bauge,
      bauge + maze,
    ]);
    expect(turned.subtotals).toEqual([plain, plain]);
  });

  it('look for the children of the year of a row', async () => {
    const { rows, total } = await table(
      'within: { kind: COMMUNE, code: "49018" }, by: [FISCAL_YEAR], fiscalYears: [2024, 2025], sectors: [EARLY_CHILDHOOD]',
      'rows { key { fiscalYear } perChild { children year value } } total { perChild { children year value } }',
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { key: { fiscalYear: 2024 }, perChild: { children: 200, year: 2022, value: 0.5 } },
        { key: { fiscalYear: 2025 }, perChild: { children: 100, year: 2025, value: 1.2 } },
      ]),
    );
    expect(total.perChild).toEqual({ children: 100, year: 2025, value: 2.2 });
  });

  it('put what has no amount at the end of those with most', async () => {
    const { rows } = await table(
      `${inMaineEtLoire}, by: [COMMUNE], fiscalYears: [2025], compare: true, orderBy: LINE_COUNT`,
      'rows { rank key { commune { code } } lineCount }',
    );
    expect(
      rows.map(
        ({
          rank,
          key,
          lineCount,
        }: {
          rank: number;
          key: { commune: { code: string } };
          lineCount: number;
        }) => [rank, key.commune.code, lineCount],
      ),
    ).toEqual([
      [1, '49007', 1],
      [1, '49018', 1],
      [1, '49194', 1],
      [1, '49328', 1],
      [5, '49099', 0],
    ]);
  });

  it('rank no difference that they do not tell', async () => {
    const { rows } = await table(
      `${inMaineEtLoire}, by: [COMMUNE], fiscalYears: [2024, 2025], compare: true, orderBy: CHANGE`,
      'rows { rank key { commune { code } } previous { difference } }',
    );
    expect(rows.every(({ rank }: { rank: number | null }) => rank === null)).toBe(true);
    const changes = await table(
      `${inMaineEtLoire}, by: [COMMUNE], fiscalYears: [2025], compare: true, orderBy: CHANGE`,
      'rows { rank key { commune { code } } previous { difference } }',
    );
    expect(
      changes.rows.map(
        ({
          rank,
          key,
          previous,
        }: {
          rank: number;
          key: { commune: { code: string } };
          previous: { difference: number };
        }) => [rank, key.commune.code, previous?.difference ?? null],
      ),
    ).toEqual([
      [1, '49007', 100],
      [2, '49194', 30],
      [3, '49018', 20],
      [null, '49099', null],
      [null, '49328', null],
    ]);
  });
});
