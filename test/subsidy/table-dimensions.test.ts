import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const inMaineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }, fiscalYears: [2023]';

describe('tables of subsidies by convention, scale and nature', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      '49018;2023;réel;enfance;100',
      '49018;2023;réel;jeunesse;50',
      '49018;2022;réel;enfance;80',
      '49021;2023;réel;enfance;40',
      '244900882;2023;réel;pilotage;7',
      '49007;2023;réel;enfance;1000',
      '49007;2022;réel;enfance;900',
      '49160;2023;réel;enfance;30',
      '44003;2023;réel;enfance;200',
      '49018;2023;prévisionnel;enfance;120',
      '49018;2023;prévisionnel;jeunesse;48',
      '49021;2023;prévisionnel;enfance;90',
      '49099;2023;prévisionnel;enfance;500',
    ]);
    expect(report).toMatchObject({ added: 13, rejected: 0 });
    // Baugé-en-Anjou is under two at once; Ingrandes (49) and Ancenis (44) under one; C-1 has ended, D-1 has not begun.
    const loaded = await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé,commune,,49,2022,2023,49018',
      'B-1,Baugeois Vallée,epci,244900882,49,2020,2024,',
      'I-1,Ingrandes et Ancenis,multi_commune,,44,2023,2025,49160|44003',
      'C-1,Angers,commune,,49,2018,2022,49007',
      'D-1,Angers,commune,,49,2024,2028,49007',
    ]);
    expect(loaded).toMatchObject({ added: 5, rejected: 0 });
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ subsidyTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };

  it('count an amount in each of its conventions, and once in the total', async () => {
    const found = await table(
      `${inMaineEtLoire}, by: [CONVENTION], orderBy: KEY`,
      `rows { key { convention { reference } } amount population share countedAgain cutAtBorder }
       total { amount countedAgain population } totalState totalCount`,
    );
    expect(found.rows).toEqual([
      {
        key: { convention: { reference: 'A-1' } },
        amount: 150,
        population: 11_712,
        share: 150 / 1227,
        countedAgain: 0,
        cutAtBorder: false,
      },
      {
        key: { convention: { reference: 'B-1' } },
        amount: 197,
        population: 34_567,
        share: 197 / 1227,
        countedAgain: 0,
        cutAtBorder: false,
      },
      {
        key: { convention: { reference: 'I-1' } },
        amount: 30,
        population: 3_071,
        share: 30 / 1227,
        countedAgain: 0,
        cutAtBorder: true,
      },
      {
        key: { convention: null },
        amount: 1000,
        // There may be money of EPCI under several conventions, whose people would not divide it.
        population: null,
        share: 1000 / 1227,
        countedAgain: 0,
        cutAtBorder: false,
      },
    ]);
    expect(found.total).toEqual({ amount: 1227, countedAgain: 150, population: 833_776 });
    expect(found.totalState).toBe('REPORTED');
  });

  it('give each convention what its own total is, also of another year and across a border', async () => {
    for (const [year, reference] of [
      [2023, 'A-1'],
      [2023, 'B-1'],
      [2022, 'B-1'],
      [2022, 'C-1'],
      [2023, 'I-1'],
    ] as const) {
      const { rows } = await table(
        `by: [CONVENTION], fiscalYears: [${year}]`,
        'rows { key { convention { reference } } amount lineCount }',
      );
      const { data } = await hub.ask(
        `{ convention(reference: "${reference}") { subsidies(fiscalYear: ${year}) { total lineCount } } }`,
      );
      const { total, lineCount } = data.convention.subsidies;
      expect(rows).toContainEqual({ key: { convention: { reference } }, amount: total, lineCount });
    }
  });

  it('keep the subtotals above conventions free of what is counted again', async () => {
    const found = await table(
      `${inMaineEtLoire}, by: [SECTOR, CONVENTION], orderBy: KEY`,
      'subtotals { key { sector } amount countedAgain }',
    );
    expect(found.subtotals).toEqual([
      { key: { sector: 'CHILDHOOD' }, amount: 1170, countedAgain: 100 },
      { key: { sector: 'STEERING' }, amount: 7, countedAgain: 0 },
      { key: { sector: 'YOUTH' }, amount: 50, countedAgain: 50 },
    ]);
  });

  it('say who holds the amounts, over the same people', async () => {
    const found = await table(
      `${inMaineEtLoire}, by: [TERRITORY_SCALE], orderBy: KEY`,
      'rows { key { territoryScale } amount population }',
    );
    expect(found.rows).toEqual([
      { key: { territoryScale: 'COMMUNE' }, amount: 1220, population: 833_776 },
      { key: { territoryScale: 'EPCI' }, amount: 7, population: 833_776 },
    ]);
  });

  it('set natures side by side and never add them', async () => {
    const found = await table(
      `${inMaineEtLoire}, by: [SECTOR, NATURE], orderBy: KEY`,
      `rows { key { sector nature } amount share } subtotals { amount }
       total { amount } totalState totalHint totals { dimensions key { nature } amount share }`,
    );
    expect(found.rows.map(({ key, amount }: { key: object; amount: number }) => [key, amount])).toEqual([
      [{ sector: 'CHILDHOOD', nature: 'FORECAST' }, 710],
      [{ sector: 'CHILDHOOD', nature: 'REAL' }, 1170],
      [{ sector: 'STEERING', nature: 'REAL' }, 7],
      [{ sector: 'YOUTH', nature: 'FORECAST' }, 48],
      [{ sector: 'YOUTH', nature: 'REAL' }, 50],
    ]);
    expect(found.rows[0].share).toBe(710 / 758);
    expect(found.subtotals).toEqual([]);
    expect(found.total).toBeNull();
    expect(found.totalState).toBe('NOT_APPLICABLE');
    expect(found.totalHint).toContain('totals');
    expect(found.totals).toEqual([
      { dimensions: ['NATURE'], key: { nature: 'FORECAST' }, amount: 758, share: 1 },
      { dimensions: ['NATURE'], key: { nature: 'REAL' }, amount: 1227, share: 1 },
    ]);
    const page = await table(
      `${inMaineEtLoire}, by: [NATURE], natures: [REAL, FORECAST], orderBy: KEY, first: 1, offset: 1`,
      'totalCount rows { key { nature } } totals { key { nature } } passports { reported }',
    );
    expect(page).toEqual({
      totalCount: 2,
      rows: [{ key: { nature: 'REAL' } }],
      totals: [{ key: { nature: 'REAL' } }, { key: { nature: 'FORECAST' } }],
      // Of each nature: 49007, 49018, 49021, 49160; then 49018, 49021, 49099.
      passports: [{ reported: 4 }, { reported: 3 }],
    });
  });

  it('give the share of each row in its group, whatever is counted again', async () => {
    const found = await table(
      `${inMaineEtLoire}, by: [SECTOR, CONVENTION], orderBy: KEY, sectors: [CHILDHOOD]`,
      'rows { key { convention { reference } } share shareOfGroup } total { shareOfGroup }',
    );
    expect(
      found.rows.map((row: { key: { convention: { reference: string } | null }; shareOfGroup: number }) => [
        row.key.convention?.reference ?? null,
        row.shareOfGroup,
      ]),
    ).toEqual([
      ['A-1', 100 / 1170],
      ['B-1', 140 / 1170],
      ['I-1', 30 / 1170],
      [null, 1000 / 1170],
    ]);
    expect(found.total).toEqual({ shareOfGroup: null });
    const byFamily = await table(
      'within: { kind: COMMUNE, code: "49018" }, fiscalYears: [2023], by: [SECTOR, FUNDING_FAMILY], orderBy: KEY',
      'rows { key { sector fundingFamily fundingFamilyLabel } shareOfGroup share }',
    );
    expect(byFamily.rows[1]).toEqual({
      key: { sector: 'YOUTH', fundingFamily: 'NOT_STATED', fundingFamilyLabel: 'Ligne non précisée' },
      shareOfGroup: 1,
      share: 50 / 150,
    });
  });

  it('measure the gap between what was planned and what was done, and say when to look', async () => {
    const gap =
      'natureGap { nature amount difference rate alert likeForLike { territories amount comparedAmount difference rate } }';
    const found = await table(
      `${inMaineEtLoire}, by: [SECTOR], compareNature: FORECAST, orderBy: NATURE_GAP`,
      `rows { key { sector } amount ${gap} } total { amount natureGap { amount difference } }`,
    );
    expect(found.rows).toEqual([
      {
        key: { sector: 'CHILDHOOD' },
        amount: 1170,
        natureGap: {
          nature: 'FORECAST',
          amount: 710,
          difference: 460,
          rate: 460 / 710,
          alert: true,
          // 49018 and 49021 alone have both.
          likeForLike: {
            territories: 2,
            amount: 140,
            comparedAmount: 210,
            difference: -70,
            rate: -70 / 210,
          },
        },
      },
      {
        key: { sector: 'YOUTH' },
        amount: 50,
        natureGap: {
          nature: 'FORECAST',
          amount: 48,
          difference: 2,
          rate: 2 / 48,
          alert: false,
          likeForLike: { territories: 1, amount: 50, comparedAmount: 48, difference: 2, rate: 2 / 48 },
        },
      },
      {
        key: { sector: 'STEERING' },
        amount: 7,
        natureGap: {
          nature: 'FORECAST',
          amount: null,
          difference: null,
          rate: null,
          alert: null,
          likeForLike: { territories: 0, amount: null, comparedAmount: null, difference: null, rate: null },
        },
      },
    ]);
    expect(found.total).toEqual({ amount: 1227, natureGap: { amount: 758, difference: 469 } });
  });

  it('compare the territories of both years alone, at every row', async () => {
    const previous =
      'previous { amount difference likeForLike { territories amount comparedAmount difference rate } }';
    const found = await table(
      `${inMaineEtLoire}, by: [CONVENTION, SECTOR], compare: true, orderBy: KEY`,
      `rows { key { convention { reference } sector } ${previous} } subtotals { key { convention { reference } } ${previous} }
       total { amount ${previous} }`,
    );
    // 49007 (1 000, 900) and 49018 (150, 80) have both years; 49018 is under A-1 and B-1.
    expect(found.total).toEqual({
      amount: 1227,
      previous: {
        amount: 980,
        difference: 247,
        likeForLike: { territories: 2, amount: 1150, comparedAmount: 980, difference: 170, rate: 170 / 980 },
      },
    });
    const bySector = await table(
      `${inMaineEtLoire}, by: [SECTOR], compare: true, orderBy: CHANGE`,
      `rows { key { sector } ${previous} }`,
    );
    expect(bySector.rows).toEqual([
      {
        key: { sector: 'CHILDHOOD' },
        previous: {
          amount: 980,
          difference: 190,
          likeForLike: {
            territories: 2,
            amount: 1100,
            comparedAmount: 980,
            difference: 120,
            rate: 120 / 980,
          },
        },
      },
      {
        key: { sector: 'STEERING' },
        previous: {
          amount: null,
          difference: null,
          likeForLike: { territories: 0, amount: null, comparedAmount: null, difference: null, rate: null },
        },
      },
      {
        key: { sector: 'YOUTH' },
        previous: {
          amount: null,
          difference: null,
          likeForLike: { territories: 1, amount: 50, comparedAmount: null, difference: null, rate: null },
        },
      },
    ]);
    const baugeois = found.subtotals.find(
      ({ key }: { key: { convention: { reference: string } | null } }) => key.convention?.reference === 'B-1',
    );
    expect(baugeois.previous).toEqual({
      amount: 80,
      difference: 117,
      likeForLike: { territories: 1, amount: 150, comparedAmount: 80, difference: 70, rate: 70 / 80 },
    });
  });

  it.each([
    ['by: [SECTOR], natures: [REAL, FORECAST]', 'NATURES_NOT_ADDED'],
    ['by: [NATURE], natures: [REAL], nature: REAL', 'NATURE_GIVEN_TWICE'],
    ['by: [NATURE], compareNature: FORECAST', 'INVALID_NATURE_COMPARISON'],
    ['by: [SECTOR], compareNature: REAL', 'INVALID_NATURE_COMPARISON'],
    ['by: [SECTOR], sectors: []', 'EMPTY_LIST'],
    ['by: [DEPARTMENT], within: { kind: EPCI, code: "244900882" }', 'DIMENSION_TOO_WIDE'],
    ['by: [DEPARTMENT], orderBy: PER_CHILD', 'CHILD_AGES_MISSING'],
    ['by: [DEPARTMENT], sectors: [STEERING], orderBy: PER_CHILD', 'CHILD_AGES_MISSING'],
    ['by: [SECTOR], orderBy: CHANGE', 'ORDER_WITHOUT_MEANING'],
    ['by: [SECTOR], orderBy: NATURE_GAP', 'ORDER_WITHOUT_MEANING'],
    ['by: [MONTH]', 'GRAPHQL_VALIDATION_FAILED'],
  ])('are refused before any work: %s', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ subsidyTable(${args}) { totalCount } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(queries).not.toContain('subsidyTable');
  });
});
