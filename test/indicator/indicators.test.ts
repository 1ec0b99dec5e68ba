import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import {
  IndicatorKind,
  indicatorKey,
  indicatorKindOf,
  indicators,
  indicatorValueId,
} from '../../src/indicator/indicator.rules.js';
import { foldName, TerritoryKind, territoryId } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';

describe('names of indicators', () => {
  it.each([
    ['Enfants de 0 à 2 ans', IndicatorKind.CHILDREN_0_2],
    ['Nombre d’enfants de moins de 3 ans', IndicatorKind.CHILDREN_0_2],
    ['P20_POP0002', IndicatorKind.CHILDREN_0_2],
    ['enfants 3-5 ans', IndicatorKind.CHILDREN_3_5],
    ['Nb enfants âgés de 6 à 11 ans', IndicatorKind.CHILDREN_6_11],
    ['3-11 ans', IndicatorKind.CHILDREN_3_11],
    ['Foyers allocataires', IndicatorKind.BENEFICIARY_HOUSEHOLDS],
    ['pl_eaje_psu', IndicatorKind.PLACES_EAJE_PSU],
    ['Taux de pauvreté', IndicatorKind.POVERTY_RATE],
    // Only opens like an indicator of the list, or is another age band: another number.
    ['Enfants de 0 à 2 ans en situation de handicap', IndicatorKind.OTHER],
    ['P20_POP0610', IndicatorKind.OTHER],
    ['Enfants de 0 à 3 ans', IndicatorKind.OTHER],
    ['', IndicatorKind.OTHER],
  ])('%s is %s', (words, kind) => {
    expect(indicatorKindOf(foldName(words))).toBe(kind);
  });

  it('gives no word to two indicators, and only folded words', () => {
    const words = Object.values(indicators).flatMap(({ label, words: own }) => [
      ...new Set([foldName(label), ...own]),
    ]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(words.filter((word) => word !== foldName(word))).toEqual([]);
  });

  it('adds up counts, never rates, nor what it does not know', () => {
    const kinds = Object.entries(indicators);
    expect(kinds.filter(([, { addsUp }]) => !addsUp).map(([kind]) => kind)).toEqual([
      'CHILDCARE_COVERAGE_RATE',
      'LOW_INCOME_RATE',
      'POVERTY_RATE',
      'CHILD_POVERTY_RATE',
      'MEDIAN_INCOME',
      'OTHER',
    ]);
  });

  it('tells numbers outside the list apart by their folded words', () => {
    expect(indicatorKey(IndicatorKind.OTHER, 'Séjours d’été')).toBe('OTHER:sejours d ete');
    expect(indicatorKey(IndicatorKind.BIRTHS, 'Naissances')).toBe('BIRTHS');
  });
});

const bauge = territoryId(TerritoryKind.COMMUNE, '49018');
const { CHILDREN_0_2, PLACES_EAJE, OTHER } = IndicatorKind;

describe('indicators of a territory', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const em = hub.database.fork();
    await rows(
      em,
      'batch',
      sql`
        insert into batch (revision, kind, dataset, author, file_name, sha256, loaded_at, rows_read, added, changed, removed,
                           unchanged, rejected, problems, demonstration)
        values (50, 'LOAD', 'indicators', 'Caf', 'i.csv', repeat('0', 64), now(), 9, 9, 0, 0, 0, 0, '[]'::jsonb, false)`,
    );
    const put = (
      line: number,
      kind: IndicatorKind,
      on: string,
      value: number | null,
      { words = 'mots', series = '', territory = bauge } = {},
    ) =>
      rows(
        em,
        'value',
        sql`insert into indicator_value (id, territory_id, kind, kind_words, observed_on, observed_precision, year, value, unit,
                                         series, state, batch_revision, source_line, source_title, demonstration)
            values (${indicatorValueId(territory, kind, words, on, series)}, ${territory}, ${kind}, ${words}, ${on}::date,
                    ${on.endsWith('12-31') ? 'YEAR' : 'DAY'}, ${Number(on.slice(0, 4))}, ${value}, 'enfants', ${series},
                    ${value === null ? 'SUPPRESSED' : 'REPORTED'}, 50, ${line}, 'Insee', false)`,
      );
    await put(2, CHILDREN_0_2, '2021-12-31', 310);
    await put(3, CHILDREN_0_2, '2022-12-31', 300.25);
    await put(4, CHILDREN_0_2, '2023-06-30', null);
    await put(5, CHILDREN_0_2, '2022-12-31', 999, { series: 'historique' });
    await put(6, PLACES_EAJE, '2022-12-31', 0);
    await put(7, OTHER, '2022-12-31', 7, { words: 'Séjours d’été' });
    await put(8, OTHER, '2023-12-31', 8, { words: 'Séjours d’hiver' });
    await put(9, CHILDREN_0_2, '2022-12-31', 5000, {
      territory: territoryId(TerritoryKind.DEPARTMENT, '49'),
    });
  });
  afterAll(() => hub.close());

  const indicator = async (args: string, target = 'commune(code: "49018")') => {
    const { data, errors } = await hub.ask(`{ target: ${target} { indicator(${args}) {
      label state hint value availableSeries latest { observedOn observedPrecision unit addsUp series source { line title batch { revision } } } } } }`);
    expect(errors).toBeUndefined();
    return data.target.indicator;
  };

  it('gives the latest value by a date, with its date and its source', async () => {
    expect(await indicator('kind: CHILDREN_0_2, on: "2023-06-29"')).toEqual({
      label: 'Enfants de 0 à 2 ans',
      state: 'REPORTED',
      hint: null,
      value: 300.25,
      availableSeries: ['', 'historique'],
      latest: {
        observedOn: '2022-12-31',
        observedPrecision: 'YEAR',
        unit: 'enfants',
        addsUp: true,
        series: '',
        source: { line: 3, title: 'Insee', batch: { revision: 50 } },
      },
    });
  });

  it('tells suppressed, zero and unknown apart', async () => {
    expect(await indicator('kind: CHILDREN_0_2, on: "2023-12-31"')).toMatchObject({
      state: 'SUPPRESSED',
      value: null,
      latest: { observedOn: '2023-06-30' },
    });
    expect(await indicator('kind: PLACES_EAJE')).toMatchObject({ state: 'REPORTED', value: 0 });
    expect(await indicator('kind: BIRTHS, on: "2024-12-31"')).toEqual({
      label: 'Naissances',
      state: 'NOT_REPORTED',
      hint: 'Aucune valeur communiquée au 2024-12-31 : c’est inconnu, ce n’est pas zéro.',
      value: null,
      availableSeries: [],
      latest: null,
    });
  });

  it('never mixes series, nor takes a later value, and says what there is', async () => {
    expect((await indicator('kind: CHILDREN_0_2, series: "historique"')).value).toBe(999);
    const early = await indicator('kind: CHILDREN_0_2, on: "2020-12-31"');
    expect([early.state, early.hint]).toEqual([
      'NOT_REPORTED',
      'Aucune valeur communiquée au 2020-12-31 : c’est inconnu, ce n’est pas zéro. La première connue est du 2021-12-31.',
    ]);
    const other = await indicator('kind: CHILDREN_0_2, series: "x", on: "2024-12-31"');
    expect(other.hint).toContain('Séries connues : sans nom, « historique ».');
  });

  it('finds a number of the source by its words, whatever their accents', async () => {
    expect(await indicator('kind: OTHER, words: "SEJOURS D\'ETE"')).toMatchObject({ value: 7 });
    expect((await indicator('kind: OTHER, words: "sejours"')).state).toBe('NOT_REPORTED');
    const { errors } = await hub.ask('{ commune(code: "49018") { indicator(kind: OTHER) { value } } }');
    expect(errors?.[0]?.extensions.code).toBe('INDICATOR_WORDS_MISSING');
  });

  it('never sums: an EPCI without a value of its own has none, and a département has its own', async () => {
    expect((await indicator('kind: CHILDREN_0_2', 'epci(code: "244900882")')).state).toBe('NOT_REPORTED');
    expect((await indicator('kind: CHILDREN_0_2', 'department(code: "49")')).value).toBe(5000);
  });

  it('lists values by indicator and date, page by page', async () => {
    const list = async (args: string) => {
      const { data } = await hub.ask(`{ commune(code: "49018") { indicators(${args}) {
        totalCount pageInfo { endCursor hasNextPage } nodes { label value state observedOn series } } } }`);
      return data.commune.indicators;
    };
    const first = await list('first: 2');
    expect(first.totalCount).toBe(7);
    const rest = await list(`first: 10, after: "${first.pageInfo.endCursor}"`);
    expect([...first.nodes, ...rest.nodes].map(({ label, value }) => [label, value])).toEqual([
      ['Enfants de 0 à 2 ans', 310],
      ['Enfants de 0 à 2 ans', 300.25],
      ['Enfants de 0 à 2 ans', 999],
      ['Enfants de 0 à 2 ans', null],
      ['Séjours d’été', 7],
      ['Séjours d’hiver', 8],
      ['Places en Eaje', 0],
    ]);
    expect((await list('kinds: [OTHER], to: "2022-12-31"')).totalCount).toBe(1);
    expect((await list('from: "2023-01-01"')).totalCount).toBe(2);
  });

  it('costs the same statements for one commune and for all of them', async () => {
    const ask = (count: number) =>
      hub.ask(`{ department(code: "49") { communes(first: ${count}) { nodes {
        indicator(kind: CHILDREN_0_2) { value latest { source { line } } } indicators { nodes { source { line } } } } } } }`);
    const [one, all] = [await ask(1), await ask(500)];
    expect(all.data.department.communes.nodes).toHaveLength(176);
    // In any order: PostgreSQL answers several at once. The first commune has no value, so no batch to read.
    expect(all.queries.filter((name) => name !== 'batchesByRevision').toSorted()).toEqual(
      one.queries.toSorted(),
    );
    expect(all.queries).toContain('latestIndicators');
    expect(all.queries).toHaveLength(5);
  });
});
