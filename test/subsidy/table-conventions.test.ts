import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Communes of Maine-et-Loire that the amounts are of. */
const [bauge, maze, cholet, saumur, angers] = ['49018', '49194', '49099', '49328', '49007'];

describe('tables of subsidies by convention', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const loaded = await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_date,end_date,start_year,end_year,member_insee',
      // Two of different years; Baugé is under both in 2024, and the second began in the middle of its first year.
      `A-1,Baugé et autour,multi_commune,,49,,,2021,2025,${bauge};${cholet}`,
      `B-1,Baugé aussi,multi_commune,,49,2022-07-01,2026-12-31,,,${bauge};${saumur}`,
      // Of the year that is asked, and of nobody knows when; a reference may be any word.
      `C-1,Angers,commune,,49,,,2024,2028,${angers}`,
      'constructor,Le Lion-d’Angers,commune,,49,,,,2027,49176',
      // Over before the year that is asked.
      'E-1,Doué,commune,,49,,,2019,2023,49125',
    ]);
    expect(loaded).toMatchObject({ added: 5, rejected: 0 });
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      `A-1,1,périmètre,2023-01-01,,${maze},,Mazé entre`,
    ]);
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      `${bauge};2021;réel;petite enfance;100`,
      `${bauge};2022;réel;petite enfance;110`,
      `${bauge};2023;réel;petite enfance;115`,
      `${bauge};2024;réel;petite enfance;150`,
      `${maze};2021;réel;petite enfance;9000`,
      `${maze};2024;réel;petite enfance;60`,
      `${cholet};2021;réel;jeunesse;40`,
      `${cholet};2024;réel;jeunesse;30`,
      `${saumur};2022;réel;jeunesse;10`,
      `${saumur};2024;réel;logement;7`,
      `${angers};2023;réel;petite enfance;500`,
      `${angers};2024;réel;petite enfance;600`,
      '49176;2021;réel;petite enfance;5',
      '49176;2024;réel;petite enfance;8',
      '49125;2019;réel;petite enfance;3',
      '49125;2024;réel;petite enfance;4',
    ]);
    expect(report).toMatchObject({ added: 16, rejected: 0 });
  });
  afterAll(() => hub.close());

  const inMaineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }';
  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ subsidyTable(${inMaineEtLoire}, ${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };
  const since = 'fiscalYears: [2024], compareToStart: true';
  const previous =
    'previous { firstFiscalYear fiscalYears amount difference rate likeForLike { territories amount comparedAmount difference } }';

  it('set beside each convention its own first year', async () => {
    const found = await table(
      `by: [CONVENTION], ${since}, orderBy: KEY`,
      `rows { key { convention { reference } } amount ${previous} }
       total { amount ${previous} } previousPassports { reported }`,
    );
    expect(found.rows).toEqual([
      {
        key: { convention: { reference: 'A-1' } },
        amount: 240,
        // 100 and 40: Mazé was not in it in 2021, and its 60 of 2024 are no rise.
        previous: {
          firstFiscalYear: 2021,
          fiscalYears: [2021],
          amount: 140,
          difference: 100,
          rate: 100 / 140,
          likeForLike: { territories: 2, amount: 180, comparedAmount: 140, difference: 40 },
        },
      },
      {
        key: { convention: { reference: 'B-1' } },
        amount: 157,
        previous: {
          firstFiscalYear: 2022,
          fiscalYears: [2022],
          amount: 120,
          difference: 37,
          rate: 37 / 120,
          likeForLike: { territories: 2, amount: 157, comparedAmount: 120, difference: 37 },
        },
      },
      // It begins in the year itself; nobody knows when the next one began; the rest is under none.
      { key: { convention: { reference: 'C-1' } }, amount: 600, previous: null },
      { key: { convention: { reference: 'constructor' } }, amount: 8, previous: null },
      { key: { convention: null }, amount: 4, previous: null },
    ]);
    // What years of different conventions add up to is of no year: 240 + 157 + 600 + 8 + 4, Baugé's 150 once.
    expect(found.total).toEqual({ amount: 859, previous: null });
    // One for each first year.
    expect(found.previousPassports).toHaveLength(2);
  });

  it('tell by sector what a convention had no more, and what it had not yet', async () => {
    const found = await table(
      `by: [CONVENTION, SECTOR], ${since}, orderBy: KEY`,
      `rows { key { convention { reference } sector } amount previous { firstFiscalYear fiscalYears amount difference } }
       subtotals { key { convention { reference } } amount previous { amount difference } }`,
    );
    const ofSecond = found.rows.filter(
      ({ key }: { key: { convention: { reference: string } | null } }) => key.convention?.reference === 'B-1',
    );
    const row = (sector: string, amount: number | null, previous: object) => ({
      key: { convention: { reference: 'B-1' }, sector },
      amount,
      previous: { firstFiscalYear: 2022, ...previous },
    });
    expect(ofSecond).toEqual([
      row('EARLY_CHILDHOOD', 150, { fiscalYears: [2022], amount: 110, difference: 40 }),
      row('HOUSING', 7, { fiscalYears: [], amount: null, difference: null }),
      row('YOUTH', null, { fiscalYears: [2022], amount: 10, difference: null }),
    ]);
    expect(found.subtotals.slice(0, 2)).toEqual([
      {
        key: { convention: { reference: 'A-1' } },
        amount: 240,
        previous: { amount: 140, difference: 100 },
      },
      { key: { convention: { reference: 'B-1' } }, amount: 157, previous: { amount: 120, difference: 37 } },
    ]);
  });

  it('rank conventions by how they changed, those without another year last', async () => {
    const ranked = await table(
      `by: [CONVENTION], ${since}, orderBy: CHANGE`,
      'rows { rank key { convention { reference } } previous { difference } }',
    );
    const told = ranked.rows.map(
      (row: { rank: number | null; key: { convention: { reference: string } | null } }) => [
        row.rank,
        row.key.convention?.reference,
      ],
    );
    expect(told).toEqual([
      [1, 'A-1'],
      [2, 'B-1'],
      [null, 'C-1'],
      [null, 'constructor'],
      [null, undefined],
    ]);
    // Housing is of this year, what was of youth in the first year alone is a row of its convention, and no subtotal of nothing.
    const inSaumur = `within: { kind: COMMUNE, code: "${saumur}" }, by: [SECTOR, CONVENTION], ${since}, orderBy: KEY`;
    const { data: alone } = await hub.ask(
      `{ subsidyTable(${inSaumur}) { rows { key { sector } amount } subtotals { key { sector } } subtotalCount total { amount } } }`,
    );
    expect(alone.subsidyTable).toEqual({
      rows: [
        { key: { sector: 'HOUSING' }, amount: 7 },
        { key: { sector: 'YOUTH' }, amount: null },
      ],
      subtotals: [{ key: { sector: 'HOUSING' } }],
      subtotalCount: 1,
      total: { amount: 7 },
    });
    // Of sectors of all conventions there is no other year, either.
    const bySector = await table(
      `by: [SECTOR, CONVENTION], ${since}, orderBy: CHANGE`,
      'subtotals { key { sector } previous { difference } }',
    );
    expect(bySector.subtotals).toEqual(
      ['EARLY_CHILDHOOD', 'HOUSING', 'YOUTH'].map((sector) => ({ key: { sector }, previous: null })),
    );
  });

  it('keep some conventions alone, and add each amount once', async () => {
    const told =
      'amount countedAgain population cutAtBorder amounts { totalCount } passports { expected reported complete }';
    const found = await table(
      'by: [SECTOR, CONVENTION], fiscalYears: [2024], conventions: ["B-1", "A-1", "A-1"], orderBy: KEY',
      `rows { key { sector convention { reference } } amount share } subtotals { key { sector } ${told} } total { ${told} } passports { expected reported }`,
    );
    expect(
      found.rows.map(
        ({ key, amount }: { key: { sector: string; convention: { reference: string } }; amount: number }) => [
          key.sector,
          key.convention.reference,
          amount,
        ],
      ),
    ).toEqual([
      ['EARLY_CHILDHOOD', 'A-1', 210],
      ['EARLY_CHILDHOOD', 'B-1', 150],
      ['HOUSING', 'B-1', 7],
      ['YOUTH', 'A-1', 30],
    ]);
    const { data: lived } = await hub.ask(
      `{ ${[bauge, maze, cholet, saumur].map((code) => `c${code}: commune(code: "${code}") { population }`).join(' ')} }`,
    );
    const each = Object.values<{ population: number }>(lived).map(({ population }) => population);
    const people = { population: each.reduce((sum, one) => sum + one, 0), cutAtBorder: false };
    // Four communes, of which one has amounts of housing alone; Baugé's 150 are of both.
    const of = (amount: number, countedAgain: number, totalCount: number, reported: number) => ({
      amount,
      countedAgain,
      ...people,
      amounts: { totalCount },
      passports: [{ expected: 4, reported, complete: reported === 4 }],
    });
    expect(found.subtotals).toEqual([
      { key: { sector: 'EARLY_CHILDHOOD' }, ...of(210, 150, 2, 2) },
      { key: { sector: 'HOUSING' }, ...of(7, 0, 1, 1) },
      { key: { sector: 'YOUTH' }, ...of(30, 0, 1, 1) },
    ]);
    expect(found.total).toEqual(of(247, 150, 4, 4));
    expect(found.passports).toEqual([{ expected: 4, reported: 4 }]);
    // As the convention itself has it.
    const { data } = await hub.ask(
      '{ convention(reference: "B-1") { subsidies(fiscalYear: 2024) { total } } }',
    );
    const alone = await table(
      'by: [CONVENTION], fiscalYears: [2024], conventions: ["B-1"]',
      'totalCount total { amount }',
    );
    expect(alone).toEqual({ totalCount: 1, total: { amount: data.convention.subsidies.total } });
    // Mazé was in it from 2023 on: its year before is no part of the row, and nothing is expected of it then.
    const years = await table(
      `by: [COMMUNE, CONVENTION], fiscalYears: [2021, 2024], conventions: ["A-1"], territories: [{ kind: COMMUNE, code: "${maze}" }]`,
      'subtotals { amount passports { fiscalYear expected reported } }',
    );
    expect(years.subtotals).toEqual([
      {
        amount: 60,
        passports: [
          { fiscalYear: 2021, expected: 0, reported: 0 },
          { fiscalYear: 2024, expected: 1, reported: 1 },
        ],
      },
    ]);
    // Of the département that they are in they are a part.
    const parts = await table(
      'by: [DEPARTMENT, CONVENTION], fiscalYears: [2024], conventions: ["B-1"]',
      'subtotals { amount cutAtBorder }',
    );
    expect(parts.subtotals).toEqual([{ amount: 157, cutAtBorder: true }]);
  });

  it('refuse what has no meaning, before any work', async () => {
    const refused = async (args: string) => {
      const { errors, queries } = await hub.ask(
        `{ subsidyTable(${inMaineEtLoire}, ${args}) { totalCount } }`,
      );
      expect(queries).toEqual([]);
      return errors?.map(({ extensions }) => extensions.code);
    };
    const refusal = ['INVALID_START_COMPARISON'];
    expect(await refused(`by: [SECTOR], ${since}`)).toEqual(refusal);
    expect(await refused(`by: [CONVENTION], fiscalYears: [2023, 2024], compareToStart: true`)).toEqual(
      refusal,
    );
    expect(await refused(`by: [CONVENTION], ${since}, compare: true`)).toEqual(refusal);
    expect(await refused(`by: [CONVENTION], ${since}, compareTo: 2022`)).toEqual(refusal);
    expect(await refused('by: [SECTOR], conventions: ["A-1"]')).toEqual(['CONVENTIONS_NOT_GROUPED']);
    expect(await refused('by: [CONVENTION], conventions: []')).toEqual(['EMPTY_LIST']);
  });
});
