import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CoverageRule } from '../../src/convention/convention.rules.js';
import { whyBeyond } from '../../src/coverage/steps/known-span.rules.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Where nothing is covered because nothing is known of the day, a table says so. */
describe('tables of coverage beyond all known conventions', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee',
      'A,Baugé,commune,49,2019,2021,49018',
      'B,Beaufort,commune,49,2024,2028,49021',
      'C,Nantes,commune,44,2025,2028,44109',
      'D,Clisson,commune,44,,,44043',
    ]);
    expect(report).toMatchObject({ added: 4, rejected: 0 });
  });
  afterAll(() => hub.close());

  const hintOf = async (dates: readonly string[], code = '49', by = 'STATUS') => {
    const { data, errors, queries } = await hub.ask(
      `{ coverageTable(within: { kind: DEPARTMENT, code: "${code}" }, by: [${by}], on: [${dates.map((each) => `"${each}"`)}]) { hint rows { communeCount } } }`,
    );
    expect(errors).toBeUndefined();
    return { hint: data.coverageTable.hint as string | null, queries };
  };

  it('say that the last one has ended, or that the first has not begun', async () => {
    expect((await hintOf(['2050-12-31'])).hint).toBe(
      'Au 2050-12-31, toutes les conventions que le hub connaît de ce territoire ont pris fin (la dernière : le 2028-12-31) : ' +
        'il ne sait pas ce qui les suivra.',
    );
    expect((await hintOf(['2010-12-31'])).hint).toBe(
      'Au 2010-12-31, aucune des conventions que le hub connaît de ce territoire n’a commencé (la première : le 2019-01-01) : ' +
        'celles d’avant peuvent n’avoir pas été chargées.',
    );
  });

  it('say nothing on the first and the last day, and between two conventions', async () => {
    for (const day of ['2019-01-01', '2022-12-31', '2028-12-31'])
      expect((await hintOf([day])).hint).toBeNull();
    expect((await hintOf(['2018-12-31'])).hint).not.toBeNull();
    expect((await hintOf(['2029-01-01'])).hint).not.toBeNull();
  });

  it('say which of several dates, beside why rows do not add up', async () => {
    const { hint } = await hintOf(['2010-12-31', '2025-12-31', '2030-12-31', '2031-12-31'], '49', 'DATE');
    expect(hint).toContain('Au 2010-12-31, aucune');
    expect(hint).toContain('Au 2030-12-31, 2031-12-31, toutes');
    expect(hint).toContain('Les lignes ne s’additionnent pas');
  });

  it('say nothing where a convention of unknown dates may be in force, nor where none is known', async () => {
    expect((await hintOf(['2050-12-31'], '44')).hint).toBeNull();
    expect((await hintOf(['2050-12-31'], '01')).hint).toBeNull();
  });

  it('look nothing up where something is covered', async () => {
    expect((await hintOf(['2025-12-31'])).queries).not.toContain('knownSpansOf');
  });

  it('are what the coverage of a territory says by itself, in the same words, once for several', async () => {
    const { data, errors, queries } = await hub.ask(`{
      department(code: "49") {
        after: ctgCoverage(on: "2050-12-31") { hint }
        before: ctgCoverage(on: "2010-12-31") { hint }
        between: ctgCoverage(on: "2022-12-31") { hint }
        covered: ctgCoverage(on: "2025-12-31") { hint }
      }
      other: department(code: "44") { ctgCoverage(on: "2050-12-31") { hint } }
      without: department(code: "01") { ctgCoverage(on: "2050-12-31") { hint } }
      communes: epci(code: "244900882") { communes { nodes { code ctgCoverage(on: "2050-12-31") { hint } } } }
      convention(reference: "A") { ctgCoverage(on: "2050-12-31") { hint } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.department).toEqual({
      after: { hint: (await hintOf(['2050-12-31'])).hint },
      before: { hint: (await hintOf(['2010-12-31'])).hint },
      between: { hint: null },
      covered: { hint: null },
    });
    const none = { ctgCoverage: { hint: null } };
    expect([data.other, data.without, data.convention]).toEqual([none, none, none]);
    const hints = data.communes.communes.nodes.map(
      ({ code, ctgCoverage }: { code: string; ctgCoverage: { hint: string | null } }) => [
        code,
        ctgCoverage.hint,
      ],
    );
    expect(Object.fromEntries(hints)).toMatchObject({
      49018: expect.stringContaining('(la dernière : le 2021-12-31)'),
      49021: expect.stringContaining('(la dernière : le 2028-12-31)'),
      49194: null,
    });
    expect(queries.filter((name) => name === 'knownSpansOf').length).toBeLessThanOrEqual(2);
    const figures = await hub.ask(
      '{ department(code: "49") { ctgCoverage(on: "2050-12-31") { communes { value } } } }',
    );
    expect(figures.queries).not.toContain('knownSpansOf');
  });

  it('do not say of one that runs without a signature that it has not begun', () => {
    const of = (rule: CoverageRule) => whyBeyond({ from: '2024-06-01', to: null }, ['2024-01-01'], rule);
    expect(of(CoverageRule.PERIOD)).toContain('n’a commencé (la première : le 2024-06-01)');
    expect(of(CoverageRule.PERIOD_AND_SIGNED)).toContain('n’a commencé et n’était signée (la première');
  });
});
