import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CoverageRule } from '../../src/convention/convention.rules.js';
import { coverageOf } from '../../src/coverage/coverage.sql.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Inhabitants: Baugé 11 712, Beaufort 6 901, Cholet 54 404, Beaupréau 23 989, Doué 11 029, Segré 17 667, Ingrandes 3 071. */
describe('the coverage of the months to come', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_date,end_date,signature_date,n_communes,member_insee',
      // Baugé is under B-1 too, so that the end of A-1 costs nothing.
      'A-1,Baugé,commune,49,2022-01-01,2025-12-31,2022-01-10,1,49018',
      'B-1,Baugé et Beaufort,multi_commune,49,2024-01-01,2026-12-31,2024-01-10,2,49018|49021',
      // Cholet is renewed already, Beaupréau is not.
      'K-1,Cholet et Beaupréau,multi_commune,49,2021-01-01,2026-12-31,2021-01-10,2,49099|49023',
      'K-2,Cholet,commune,49,2027-01-01,2031-12-31,2026-12-01,1,49099',
      // Perhaps prolonged: nobody said from when.
      'L-1,Doué,commune,49,2022-01-01,2026-06-30,2022-01-10,1,49125',
      // Both on the same day.
      'M-1,Segré,commune,49,2023-01-01,2027-03-31,2023-01-10,1,49331',
      'M-2,Segré,commune,49,2023-01-01,2027-03-31,2023-01-10,1,49331',
      // Shortened by an amendment that takes effect on 16 March; and one that ends after the period.
      'N-1,Ambérieu,commune,01,2024-01-01,2029-12-31,2024-01-10,1,01004',
      'P-1,Ingrandes,commune,49,2024-01-01,2026-12-31,2024-01-10,1,49160',
      // A commune that is out of the perimeter before the end, and a convention that names no commune.
      'Q-1,Ancenis et Le Cellier,multi_commune,44,2024-01-01,2026-12-31,2024-01-10,2,44003|44028',
      'R-1,Angers,infra_epci,49,2024-01-01,2026-12-31,2024-01-10,3,',
    ]);
    expect(report).toMatchObject({ added: 11, rejected: 0 });
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      'L-1,1,prolongation,,2028-12-31,,,Sans date d’effet',
      'N-1,1,prolongation,2026-03-16,2026-03-15,,,Résiliée',
      'P-1,1,prolongation,2026-06-01,2027-12-31,,,Un an de plus',
      'Q-1,1,périmètre,2026-01-01,,,44003,Ancenis sort',
    ]);
  });
  afterAll(() => hub.close());

  const outlook = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(`{ coverageOutlook(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.coverageOutlook;
  };
  const renewal =
    'convention { reference } endsOn communes population lostCommunes lostPopulation perhapsLostCommunes perhapsLostPopulation';
  const of = (
    reference: string,
    endsOn: string,
    [communes, population]: [number, number],
    [lostCommunes, lostPopulation]: [number, number],
    [perhapsLostCommunes, perhapsLostPopulation] = [0, 0],
  ) => ({
    convention: { reference },
    endsOn,
    communes,
    population,
    lostCommunes,
    lostPopulation,
    perhapsLostCommunes,
    perhapsLostPopulation,
  });

  it('goes to the end of each month, as if nothing were renewed, against the start', async () => {
    const found = await outlook(
      'within: { kind: EPCI, code: "244900882" }, from: "2025-11-25", months: 15',
      `from start { on communes { numerator denominator } conventionsInForce change { on } }
       months { on communes { numerator } conventionsInForce change { on communesDifference populationDifference } } passport { expected reported }`,
    );
    expect(found.from).toBe('2025-11-25');
    expect(found.start).toEqual({
      on: '2025-11-25',
      communes: { numerator: 2, denominator: 7 },
      conventionsInForce: 2,
      change: null,
    });
    expect(found.months.map(({ on }: { on: string }) => on)).toEqual(
      [
        '2025-11-30',
        '2025-12-31',
        '2026-01-31',
        '2026-02-28',
        '2026-03-31',
        '2026-04-30',
        '2026-05-31',
      ].concat(
        ['2026-06-30', '2026-07-31', '2026-08-31', '2026-09-30', '2026-10-31', '2026-11-30', '2026-12-31'],
        ['2027-01-31', '2027-02-28'],
      ),
    );
    const month = (on: string, numerator: number, conventionsInForce: number, lost: [number, number]) => ({
      on,
      communes: { numerator },
      conventionsInForce,
      change: { on: '2025-11-25', communesDifference: lost[0], populationDifference: lost[1] },
    });
    expect(found.months[1]).toEqual(month('2025-12-31', 2, 2, [0, 0]));
    expect(found.months[2]).toEqual(month('2026-01-31', 2, 1, [0, 0]));
    expect(found.months[13]).toEqual(month('2026-12-31', 2, 1, [0, 0]));
    expect(found.months[14]).toEqual(month('2027-01-31', 0, 0, [-2, -18_613]));
    expect(found.passport).toEqual({ expected: 7, reported: 2 });
  });

  it('tells the renewals that cost most people first, and what another convention saves', async () => {
    const found = await outlook(
      'from: "2025-11-25", months: 36',
      `renewals { totalCount rows { ${renewal} } }`,
    );
    expect(found.renewals).toEqual({
      totalCount: 9,
      rows: [
        of('K-1', '2026-12-31', [2, 78_393], [1, 23_989]),
        of('B-1', '2026-12-31', [2, 18_613], [2, 18_613]),
        of('M-1', '2027-03-31', [1, 17_667], [1, 17_667]),
        of('M-2', '2027-03-31', [1, 17_667], [1, 17_667]),
        of('N-1', '2026-03-15', [1, 15_934], [1, 15_934]),
        of('Q-1', '2026-12-31', [1, 4_051], [1, 4_051]),
        of('P-1', '2027-12-31', [1, 3_071], [1, 3_071]),
        of('L-1', '2026-06-30', [1, 11_029], [0, 0], [1, 11_029]),
        of('A-1', '2025-12-31', [1, 11_712], [0, 0]),
      ],
    });
  });

  it('keeps to the period, to the territory and to the page', async () => {
    const short = await outlook(
      'within: { kind: DEPARTMENT, code: "49" }, from: "2026-12-31", months: 1',
      `renewals(first: 1, offset: 1) { totalCount rows { ${renewal} } }`,
    );
    expect(short.renewals).toEqual({
      totalCount: 2,
      rows: [of('B-1', '2026-12-31', [2, 18_613], [2, 18_613])],
    });
    const beyond = await outlook(
      'within: { kind: COMMUNE, code: "49023" }, from: "2026-12-31", months: 1',
      'whole: renewals { rows { communes population } } beyond: renewals(offset: 9) { totalCount rows { endsOn } }',
    );
    expect(beyond).toEqual({
      whole: { rows: [{ communes: 1, population: 23_989 }] },
      beyond: { totalCount: 1, rows: [] },
    });
  });

  describe('if some are not renewed, and all others are', () => {
    const in49 = 'within: { kind: DEPARTMENT, code: "49" }, from: "2025-11-25", months: 36';
    const fields = `conventions { reference }
      months { on communes { numerator denominator } population { numerator }
               lostCommunes lostPopulation perhapsLostCommunes perhapsLostPopulation }`;
    const without = async (args: string) => {
      const { withoutRenewalOf } = await outlook(in49, `withoutRenewalOf(${args}) { ${fields} }`);
      const on = (date: string) => withoutRenewalOf.months.find((month: { on: string }) => month.on === date);
      return { conventions: withoutRenewalOf.conventions, months: withoutRenewalOf.months, on };
    };
    const month = (
      on: string,
      [communes, population]: [number, number],
      [lostCommunes, lostPopulation]: [number, number],
      [perhapsLostCommunes, perhapsLostPopulation] = [0, 0],
    ) => ({
      on,
      communes: { numerator: communes, denominator: 176 },
      population: { numerator: population },
      lostCommunes,
      lostPopulation,
      perhapsLostCommunes,
      perhapsLostPopulation,
    });
    // Baugé, Beaufort, Cholet, Beaupréau, Doué, Segré and Ingrandes.
    const all = 11_712 + 6_901 + 54_404 + 23_989 + 11_029 + 17_667 + 3_071;

    it('loses what they alone covered, from the day after their last', async () => {
      const { conventions, months, on } = await without('conventions: ["K-1", "M-1"]');
      expect(conventions).toEqual([{ reference: 'K-1' }, { reference: 'M-1' }]);
      expect(months).toHaveLength(37);
      expect(on('2026-12-31')).toEqual(month('2026-12-31', [7, all], [0, 0]));
      // Cholet is renewed already, and M-2 covers Segré.
      expect(on('2027-01-31')).toEqual(month('2027-01-31', [6, all - 23_989], [1, 23_989]));
      expect(on('2028-10-31')).toEqual(month('2028-10-31', [6, all - 23_989], [1, 23_989]));
    });

    it('loses once what two of them covered', async () => {
      const { on } = await without('conventions: ["M-1", "M-2"]');
      // Beaupréau, which the next generation of K-1 has let go, is nobody's either: not for want of M-1 and M-2.
      expect(on('2027-04-30')).toEqual(month('2027-04-30', [5, all - 17_667 - 23_989], [1, 17_667]));
    });

    it('counts apart what another may cover', async () => {
      const { on } = await without('conventions: ["L-1"]');
      expect(on('2026-07-31')).toEqual(month('2026-07-31', [6, all - 11_029], [0, 0], [1, 11_029]));
    });

    it('is of those that matter most where none is named, and of none with what nothing loses', async () => {
      const most = await without('first: 2');
      expect(most.conventions).toEqual([{ reference: 'K-1' }, { reference: 'B-1' }]);
      // A-1, which is renewed, goes on covering Baugé.
      expect(most.on('2027-01-31')).toEqual(
        month('2027-01-31', [5, all - 23_989 - 6_901], [2, 23_989 + 6_901]),
      );
      const everything = await without('first: 1000');
      const { months } = await outlook(in49, 'months { on communes { numerator } }');
      expect(everything.months.map(({ communes }: { communes: object }) => communes)).toMatchObject(
        months.map(({ communes }: { communes: object }) => communes),
      );
    });

    it.each([
      ['conventions: ["K-2"]', 'CONVENTION_NOT_ENDING'],
      ['conventions: ["NOWHERE"]', 'CONVENTION_NOT_ENDING'],
      ['conventions: []', 'EMPTY_LIST'],
      ['first: 0', 'INVALID_PAGE_SIZE'],
    ])('is refused: %s', async (args, code) => {
      const { errors } = await hub.ask(
        `{ coverageOutlook(${in49}) { withoutRenewalOf(${args}) { months { on } } } }`,
      );
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    });
  });

  it('says on each date what the territory’s own figure says', async () => {
    const { start, months } = await outlook(
      'within: { kind: DEPARTMENT, code: "49" }, from: "2025-11-25", rule: PERIOD_AND_SIGNED',
      'start { on communes { numerator } population { numerator } } months { on communes { numerator } population { numerator } }',
    );
    expect(months).toHaveLength(37);
    for (const { on, communes, population } of [start, ...months]) {
      const own = await coverageOf(hub.database.fork(), 'territory', ['department:49'], {
        on,
        rule: CoverageRule.PERIOD_AND_SIGNED,
      });
      expect(own.get('department:49')).toMatchObject({
        covered: communes.numerator,
        coveredPopulation: population.numerator,
      });
    }
  });

  it('counts the last day as in force, and the loss on the day after', async () => {
    const { months, renewals } = await outlook(
      'within: { kind: EPCI, code: "244900882" }, from: "2026-12-15", months: 1',
      'months { change { populationDifference } } renewals { rows { lostPopulation } }',
    );
    expect(months).toEqual([
      { change: { populationDifference: 0 } },
      { change: { populationDifference: -18_613 } },
    ]);
    expect(renewals.rows).toEqual([{ lostPopulation: 18_613 }]);
  });

  it('costs one statement for the months and one for the renewals, beside the names', async () => {
    const { queries } = await hub.ask(
      '{ coverageOutlook(from: "2025-11-25") { months { on } renewals { rows { convention { title } } } } }',
    );
    expect(queries).toEqual(['coverageTable', 'renewalsOf', 'conventionsByReference']);
  });

  it.each([
    ['months: 0', 'INVALID_MONTHS'],
    ['months: 100000', 'INVALID_MONTHS'],
    ['from: "1900-01-01"', 'DATE_OUT_OF_RANGE'],
    ['from: "2099-06-01", months: 36', 'DATE_OUT_OF_RANGE'],
    ['within: { kind: DEPARTMENT, code: "999" }', 'UNKNOWN_DEPARTMENT'],
  ])('is refused before any work: %s', async (args, code) => {
    const { errors, queries } = await hub.ask(`{ coverageOutlook(${args}) { from } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(queries).not.toContain('coverageTable');
  });

  it('names the date that was typed, and the last one that the months allow', async () => {
    const { errors } = await hub.ask('{ coverageOutlook(from: "2099-06-01", months: 36) { from } }');
    expect(errors?.map(({ message }) => message)).toEqual([
      'La date 2099-06-01 est hors des bornes : demandez une date du 2000-01-01 au 2096-12-31.',
    ]);
    const last = await hub.ask('{ coverageOutlook(from: "2096-12-31", months: 36) { from } }');
    expect(last.errors).toBeUndefined();
  });

  it('refuses a page of a million renewals', async () => {
    const { errors } = await hub.ask('{ coverageOutlook { renewals(first: 1000000) { totalCount } } }');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID_PAGE_SIZE']);
  });
});
