import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { pearson, ranksOf, spearman } from '../../src/needs/correlation.rules.js';
import { openHub, type TestHub } from '../hub.js';

describe('correlation', () => {
  it('is one along a line, and follows ranks where it bends', () => {
    const line = [1, 2, 3, 4].map((x) => ({ x, y: 10 - 2 * x }));
    expect([pearson(line), spearman(line)]).toEqual([-1, -1]);
    const curve = [1, 2, 3, 4].map((x) => ({ x, y: x ** 4 }));
    expect(spearman(curve)).toBe(1);
    expect(pearson(curve)).toBeLessThan(0.96);
    // Worked out by hand: 1 - 6 × (0 + 1 + 1) / (3 × 8).
    const three = [
      { x: 1, y: 1 },
      { x: 2, y: 3 },
      { x: 3, y: 2 },
    ];
    expect(spearman(three)).toBe(0.5);
  });

  it('shares ranks among equals, and gives nothing where nothing varies', () => {
    expect(ranksOf([5, 9, 5, 1])).toEqual([2.5, 1, 2.5, 4]);
    expect(pearson([{ x: 1, y: 1 }])).toBeNull();
    expect(
      pearson([
        { x: 1, y: 1 },
        { x: 1, y: 2 },
      ]),
    ).toBeNull();
  });
});

describe('needs, spending, and the people of a perimeter', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const told = (siren: string, poverty: string, children: string) => [
      `epci,${siren},taux de pauvreté des enfants,${poverty},2021`,
      `epci,${siren},enfants de 0 à 2 ans,${children},2020`,
    ];
    const loaded = await hub.load(indicators, [
      'territory_kind,territory_code,indicator,value,year',
      ...told('244900882', '"20,0"', '1000'),
      ...told('200071553', '"15,0"', '1000'),
      ...told('200071678', '"10,0"', '2000'),
      ...told('200060010', 'secret', '3000'),
      'epci,200071868,taux de pauvreté des enfants,12,2021',
      // Households of the communes of A-1: one hidden, one unknown, one that has none.
      'commune,49018,foyers allocataires,1500,2024',
      'commune,49021,foyers allocataires,0,2024',
      'commune,49194,foyers allocataires,secret,2024',
      'commune,49018,enfants de 0 à 2 ans,300,2024',
      'commune,49021,enfants de 0 à 2 ans,200,2024',
      'commune,49194,enfants de 0 à 2 ans,100,2024',
      'commune,49201,enfants de 0 à 2 ans,60,2023',
      'departement,49,foyers allocataires,150000,2024',
      'departement,49,enfants de 0 à 2 ans,30000,2024',
    ]);
    expect(loaded).toMatchObject({ added: 18, rejected: 0 });
    const paid = await hub.load(subsidies, [
      'amount_id,territory_kind,territory_code,year_start,year_end,amount,unit,precision,flow,sector,funding_line,nature,periodicity',
      // To an EPCI, and to a commune of it.
      'S1,epci,244900882,2023,2023,100000,EUR,exact,subvention_action_sociale,petite enfance,PSU,réel (versé),annuel',
      'S2,commune,49018,2023,2023,100000,EUR,exact,subvention_action_sociale,petite enfance,PSU,réel (versé),annuel',
      'S3,epci,200071553,2023,2023,300000,EUR,exact,subvention_action_sociale,petite enfance,PSU,réel (versé),annuel',
      'S4,epci,200071678,2023,2023,800000,EUR,exact,subvention_action_sociale,petite enfance,PSU,réel (versé),annuel',
      'S5,epci,200060010,2023,2023,900000,EUR,exact,subvention_action_sociale,petite enfance,PSU,réel (versé),annuel',
      // Another sector, and another nature.
      'S6,epci,244900882,2023,2023,999999,EUR,exact,subvention_action_sociale,jeunesse,PS jeunes,réel (versé),annuel',
      'S7,epci,244900882,2023,2023,888888,EUR,exact,subvention_action_sociale,petite enfance,PSU,prévisionnel,annuel',
    ]);
    expect(paid).toMatchObject({ added: 7, rejected: 0 });
    const made = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,n_communes,member_insee',
      'A-1,Trois communes,multi_commune,49,2022,2026,3,49018|49021|49194',
      'B-1,Deux communes,multi_commune,49,2022,2026,2,49018|49201',
      'C-1,Inconnues,ancien_epci,49,2022,2026,24,49018',
    ]);
    expect(made).toMatchObject({ added: 3, rejected: 0 });
  });
  afterAll(() => hub.close());

  const needs = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(
      `{ needAndSpending(within: { kind: DEPARTMENT, code: "49" }, fiscalYear: 2023, ${args}) { ${fields} } }`,
    );
    expect(errors).toBeUndefined();
    return data.needAndSpending;
  };

  it('pairs the need of each EPCI with what is spent per child, and correlates the complete pairs', async () => {
    const found = await needs(
      'minimumCount: 3',
      `territories count state pearson spearman
       pairs { state hint need amount children perChild needRank perChildRank territory { code } communesReporting { numerator denominator } }`,
    );
    // 200, 300 and 400 € for 20, 15 and 10 %: a falling line.
    expect(found).toMatchObject({ territories: 9, count: 3, state: 'REPORTED', pearson: -1, spearman: -1 });
    const lines = found.pairs.slice(0, 4).map(({ territory, ...pair }: Pair) => [territory.code, pair]);
    expect(lines[0]).toEqual([
      '244900882',
      {
        state: 'REPORTED',
        hint: null,
        need: 20,
        amount: 200_000,
        children: 1000,
        perChild: 200,
        needRank: 1,
        perChildRank: 3,
        communesReporting: { numerator: 1, denominator: 7 },
      },
    ]);
    expect(
      lines
        .slice(1)
        .map(([code, pair]: [string, { need: number; state: string }]) => [code, pair.need, pair.state]),
    ).toEqual([
      ['200071553', 15, 'REPORTED'],
      // No amount of it is known.
      ['200071868', 12, 'NOT_REPORTED'],
      ['200071678', 10, 'REPORTED'],
    ]);
    const rest = await needs(
      'minimumCount: 3, first: 2, offset: 1',
      `pairs { territory { code } amounts { totalCount nodes { amount } } }
       passport { unit expected reported complete expectedPopulation reportedPopulation }`,
    );
    const of = (code: string, ...amounts: number[]) => ({
      territory: { code },
      amounts: { totalCount: amounts.length, nodes: amounts.map((amount) => ({ amount })) },
    });
    expect(rest.pairs).toEqual([of('200071553', 300_000), of('200071868')]);
    const first = await needs(
      'first: 1',
      'pairs { territory { code } amounts { totalCount nodes { amount } } }',
    );
    // Neither the other sector nor the other nature.
    expect(first.pairs).toEqual([of('244900882', 100_000, 100_000)]);
    expect(rest.passport).toMatchObject({ unit: 'TERRITORY', expected: 9, reported: 3, complete: false });
    const { pairs } = await needs('first: 100', 'pairs { territory { code population } }');
    const people = (codes?: string[]) =>
      pairs
        .map(({ territory }: { territory: { code: string; population: number } }) => territory)
        .filter(({ code }: { code: string }) => codes === undefined || codes.includes(code))
        .reduce((sum: number, { population }: { population: number }) => sum + population, 0);
    expect(rest.passport.expectedPopulation).toBe(people());
    expect(rest.passport.reportedPopulation).toBe(people(['244900882', '200071553', '200071678']));
    const hidden = found.pairs.find(({ territory }: Pair) => territory.code === '200060010');
    expect(hidden).toMatchObject({ state: 'SUPPRESSED', need: null, perChild: 300, needRank: null });
  });

  it('gives no correlation of too few pairs, and refuses what has no meaning', async () => {
    const few = await needs('minimumCount: 5', 'count state pearson spearman hint');
    expect(few).toEqual({
      count: 3,
      state: 'NOT_APPLICABLE',
      pearson: null,
      spearman: null,
      hint: '3 paires complètes, moins que les 5 demandées : trop peu pour une corrélation.',
    });
    const refused = async (args: string) => {
      const { errors, queries } = await hub.ask(`{ needAndSpending(${args}) { count } }`);
      expect(queries).toEqual([]);
      return errors?.[0]?.extensions.code;
    };
    expect(await refused('level: COMMUNE')).toBe('INVALID_LEVEL');
    expect(await refused('children: BIRTHS')).toBe('INDICATOR_OF_NO_CHILDREN');
    expect(await refused('minimumCount: 2')).toBe('INVALID_MINIMUM');
    expect(await refused('first: 0')).toBe('INVALID_PAGE_SIZE');
    expect(await refused('offset: -1')).toBe('INVALID_OFFSET');
    expect(await refused('need: OTHER')).toBe('INDICATOR_NOT_A_NEED');
  });

  it('adds up a number over a perimeter, zero told apart from what is secret or unknown', async () => {
    const { data, errors, queries } = await hub.ask(`{ conventions { nodes { reference
      perimeterIndicators(kinds: [BENEFICIARY_HOUSEHOLDS, CHILDREN_0_2], on: "2024-12-31") {
        kind state communes reported suppressed notReported knownSum shareOfDepartment department { value } } } } }`);
    expect(errors).toBeUndefined();
    expect(queries.filter((name) => name === 'perimeterNumbersOf')).toHaveLength(1);
    expect(queries.filter((name) => name === 'latestOfKinds')).toHaveLength(1);
    const of = Object.fromEntries(
      data.conventions.nodes.map(
        ({ reference, perimeterIndicators }: { reference: string; perimeterIndicators: unknown[] }) => [
          reference,
          perimeterIndicators,
        ],
      ),
    );
    expect(of['A-1']).toEqual([
      {
        kind: 'BENEFICIARY_HOUSEHOLDS',
        state: 'SUPPRESSED',
        communes: 3,
        // Beaufort says zero: it is known.
        reported: 2,
        suppressed: 1,
        notReported: 0,
        knownSum: 1500,
        shareOfDepartment: 0.01,
        department: { value: 150_000 },
      },
      {
        kind: 'CHILDREN_0_2',
        state: 'REPORTED',
        communes: 3,
        reported: 3,
        suppressed: 0,
        notReported: 0,
        knownSum: 600,
        shareOfDepartment: 0.02,
        department: { value: 30_000 },
      },
    ]);
    expect(of['B-1'][0]).toMatchObject({
      state: 'NOT_REPORTED',
      reported: 1,
      notReported: 1,
      knownSum: 1500,
    });
    // Two years do not add up to a share of one of them.
    expect(of['B-1'][1]).toMatchObject({ state: 'REPORTED', knownSum: 360, shareOfDepartment: null });
    expect(of['C-1'][1]).toMatchObject({ state: 'NOT_REPORTED', knownSum: 300 });
    const rests =
      await hub.ask(`{ conventions { nodes { perimeterIndicators(kinds: [BENEFICIARY_HOUSEHOLDS, CHILDREN_0_2], on: "2024-12-31") {
      values { totalCount nodes { value state territory { code } } }
      passport { unit expected reported complete expectedPopulation reportedPopulation } } } } }`);
    const [a, b, c] = rests.data.conventions.nodes.map(
      ({ perimeterIndicators }: { perimeterIndicators: unknown[] }) => perimeterIndicators,
    );
    // What is hidden was communicated, and is a gap.
    expect(a[0].passport).toMatchObject({ unit: 'COMMUNE', expected: 3, reported: 3, complete: false });
    expect(a[1].passport).toMatchObject({ expected: 3, reported: 3, complete: true });
    expect(a[0].values).toEqual({
      totalCount: 3,
      nodes: [
        { value: 1500, state: 'REPORTED', territory: { code: '49018' } },
        { value: 0, state: 'REPORTED', territory: { code: '49021' } },
        { value: null, state: 'SUPPRESSED', territory: { code: '49194' } },
      ],
    });
    expect(b[0].passport).toMatchObject({ expected: 2, reported: 1, complete: false });
    expect(b[0].passport.reportedPopulation).toBeLessThan(b[0].passport.expectedPopulation);
    expect(b[0].values.totalCount).toBe(1);
    // Its source does not name all of its communes.
    expect(c[1].passport).toMatchObject({ expected: 1, reported: 1, complete: false });
    const refused = await hub.ask(
      '{ convention(reference: "A-1") { perimeterIndicators(kinds: [POVERTY_RATE]) { knownSum } } }',
    );
    expect(refused.errors?.[0]?.extensions.code).toBe('INDICATOR_NOT_ADDABLE');
  });
});

interface Pair {
  readonly territory: { readonly code: string };
  readonly need: number;
  readonly state: string;
}
