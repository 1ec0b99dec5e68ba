import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Baugeois Vallée, Loire Layon Aubance, Cholet and Haut-Anjou. */
const [poor, middle, rich, unpaid] = ['244900882', '200071553', '200071678', '200071868'];

describe('needs that more of an indicator makes greater, or smaller', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const told = (siren: string | undefined, income: string, rate: string, poverty: string) => [
      `epci,${siren},niveau de vie médian,${income},2021`,
      `epci,${siren},taux de couverture petite enfance,${rate},2021`,
      `epci,${siren},taux de pauvreté,${poverty},2021`,
    ];
    const loaded = await hub.load(indicators, [
      'territory_kind,territory_code,indicator,value,year',
      ...told(poor, '20000', '40', '18'),
      ...told(middle, '22000', '50', '12'),
      ...told(rich, '24000', '60', '6'),
      `epci,${unpaid},niveau de vie médian,21000,2021`,
      ...[poor, middle, rich].map((siren) => `epci,${siren},enfants de 0 à 2 ans,1000,2020`),
    ]);
    expect(loaded).toMatchObject({ added: 13, rejected: 0 });
    // 200, 350 and 400 euros per child: the richer, the more.
    const paid = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      `${poor};2023;réel;petite enfance;200000`,
      `${middle};2023;réel;petite enfance;350000`,
      `${rich};2023;réel;petite enfance;400000`,
    ]);
    expect(paid).toMatchObject({ added: 3, rejected: 0 });
  });
  afterAll(() => hub.close());

  const asked = async (need: string) => {
    const { data, errors } = await hub.ask(
      `{ needAndSpending(within: { kind: DEPARTMENT, code: "49" }, fiscalYear: 2023, minimumCount: 3, need: ${need}) {
        count pearson spearman pairs { need needRank perChild perChildRank territory { code } } passport { definition } } }`,
    );
    expect(errors).toBeUndefined();
    const { pairs, passport, ...rest } = data.needAndSpending;
    const known = pairs.filter(({ need: value }: { need: number | null }) => value !== null);
    const line = ({
      territory,
      need: value,
      needRank,
      perChild,
      perChildRank,
    }: Record<string, { code: string }>) => [territory?.code, value, needRank, perChild, perChildRank];
    return { ...rest, lines: known.map(line), definition: passport.definition };
  };
  // By hand: needs 1, 0, -1 around their mean, amounts -350/3, 100/3, 250/3: -200 / sqrt(2 × 65 000 / 3) = -0.9608.
  const falling = -200 / Math.sqrt((2 * 65_000) / 3);

  it('take the lowest standard of living for the greatest need', async () => {
    const found = await asked('MEDIAN_INCOME');
    expect(found).toMatchObject({ count: 3, spearman: -1 });
    expect(found.pearson).toBeCloseTo(falling, 12);
    expect(found.lines).toEqual([
      [poor, 20_000, 1, 200, 3],
      [unpaid, 21_000, null, null, null],
      [middle, 22_000, 2, 350, 2],
      [rich, 24_000, 3, 400, 1],
    ]);
    expect(found.definition).toContain(
      'Le besoin est d’autant plus grand que l’indicateur « Niveau de vie médian » est bas.',
    );
  });

  it('take the lowest coverage of childcare for the greatest need', async () => {
    const found = await asked('CHILDCARE_COVERAGE_RATE');
    expect(found).toMatchObject({ count: 3, spearman: -1 });
    expect(found.pearson).toBeCloseTo(falling, 12);
    expect(found.lines.map(([, need, rank]: number[]) => [need, rank])).toEqual([
      [40, 1],
      [50, 2],
      [60, 3],
    ]);
  });

  it('take the highest poverty for the greatest need, and so say the same', async () => {
    const found = await asked('POVERTY_RATE');
    expect(found).toMatchObject({ count: 3, spearman: -1 });
    expect(found.pearson).toBeCloseTo(falling, 12);
    expect(found.lines.map(([, need, rank]: number[]) => [need, rank])).toEqual([
      [18, 1],
      [12, 2],
      [6, 3],
    ]);
    expect(found.definition).toContain('« Taux de pauvreté » est élevé.');
  });

  it('refuse what is no need before any statement, and list those that are', async () => {
    for (const need of ['PLACES_EAJE', 'PLACES_ALL_MODES', 'OTHER']) {
      const { errors, queries } = await hub.ask(`{ needAndSpending(need: ${need}) { count } }`);
      expect(queries).toEqual([]);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INDICATOR_NOT_A_NEED']);
      expect(errors?.[0]?.message).toBe(
        `${need} n’est pas un besoin : un nombre plus grand n’y dit ni un besoin plus grand, ni un plus petit. Demandez l’un de ceux-ci : ` +
          'CHILDREN_0_2, CHILDREN_3_5, CHILDREN_6_11, CHILDREN_3_11, CHILDREN_12_17, CHILDREN_0_17, BENEFICIARY_HOUSEHOLDS, ' +
          'SINGLE_PARENT_BENEFICIARY_HOUSEHOLDS, COVERED_PERSONS, CHILDCARE_COVERAGE_RATE, BIRTHS, LOW_INCOME_RATE, POVERTY_RATE, ' +
          'CHILD_POVERTY_RATE, MEDIAN_INCOME.',
      );
    }
  });
});
