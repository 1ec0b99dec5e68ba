import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';
import { baugeoisCommunes, loadBaugeois, tell } from './fixture.js';

const completeness = 'completeness { dataset fiscalYear nature unit expected received uncertain }';

const summed = [
  'expected',
  'received',
  'silent',
  'uncertain',
  'unknown',
  'unexpected',
  'late',
  'missing',
] as const;
const allCounts = `${summed.join(' ')} dataset unit onTime awaited dueOn ratio { value } units { totalCount }`;
type Counts = Record<(typeof summed)[number] | 'onTime' | 'awaited', number> & {
  readonly dataset: string;
  readonly unit: string;
  readonly dueOn: string | null;
  readonly ratio: { readonly value: number | null };
  readonly units: { readonly totalCount: number };
};

describe('completeness of a passport', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    await loadBaugeois(hub);
  });
  afterAll(() => hub.close());

  it('is about the files of the year on which the figure rests', async () => {
    const { data, errors } = await hub.ask(`{ epci(code: "244900882") {
      ctgCoverage(on: "2023-06-30") { passport { ${completeness} } }
      completion(on: "2022-12-31") { passport { ${completeness} } }
      subsidies(fiscalYear: 2023, nature: FORECAST) { passport { ${completeness} } } } }`);
    expect(errors).toBeUndefined();
    expect(data.epci.ctgCoverage.passport.completeness).toEqual({
      dataset: 'CONVENTIONS',
      fiscalYear: 2023,
      nature: null,
      unit: 'COMMUNE',
      expected: 7,
      received: 4,
      uncertain: 1,
    });
    expect(data.epci.completion.passport.completeness).toMatchObject({
      dataset: 'PROGRESS',
      fiscalYear: 2022,
      unit: 'CONVENTION',
      expected: 1,
      received: 1,
    });
    expect(data.epci.subsidies.passport.completeness).toMatchObject({
      dataset: 'SUBSIDIES',
      nature: 'FORECAST',
      expected: 4,
      received: 2,
    });
  });

  it('is that of the convention alone, when the figure is', async () => {
    const { data } = await hub.ask(`{ convention(reference: "E-1") {
      ctgCoverage(on: "2023-06-30") { passport { ${completeness} } }
      completion(on: "2023-06-30") { passport { completeness { expected unknown units { nodes { standing convention { reference } } } } } }
      subsidies(fiscalYear: 2023, nature: FORECAST) { passport { ${completeness} } } } }`);
    const { ctgCoverage, completion, subsidies: money } = data.convention;
    expect(ctgCoverage.passport.completeness).toMatchObject({ expected: 2, received: 2 });
    expect(completion.passport.completeness).toEqual({
      expected: 0,
      unknown: 1,
      units: { nodes: [{ standing: 'UNKNOWN', convention: { reference: 'E-1' } }] },
    });
    expect(money.passport.completeness).toMatchObject({ expected: 2, received: 0 });
  });

  it('costs nothing to who does not ask for it, and one statement whatever the number of territories', async () => {
    const ask = (first: number, of = '') =>
      hub.ask(`{ department(code: "49") { communes(first: ${first}) { nodes {
        ctgCoverage(on: "2023-12-31") { passport { expected ${of} } } } } } }`);
    const without = await ask(500);
    const [one, all] = [
      await ask(1, 'completeness { expected units { nodes { standing } } }'),
      await ask(500, 'completeness { expected units { nodes { standing } } }'),
    ];
    expect(all.data.department.communes.nodes).toHaveLength(176);
    expect(all.queries.toSorted()).toEqual(one.queries.toSorted());
    expect(all.queries.filter((name) => !without.queries.includes(name))).toEqual([
      'completenessOf CONVENTIONS territory',
      'completenessUnitsOf CONVENTIONS territory',
    ]);
    expect(all.queries).toHaveLength(without.queries.length + 2);
    const { queries } = await hub.ask(
      '{ department(code: "49") { communes(first: 500) { nodes { completenessByDataset { expected } } } } }',
    );
    expect(queries).toHaveLength(7);
  });

  it('never says more than everything: what is expected is what is received, silent or uncertain', async () => {
    const day = fc
      .date({ min: new Date('2020-06-01'), max: new Date('2024-06-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const maybe = fc.option(day, { nil: null });
    const code = fc.constantFrom(...baugeoisCommunes, '49099');
    const story = fc.record({
      conventions: fc.array(
        fc.record({ code, bounds: fc.tuple(maybe, maybe), stay: fc.tuple(maybe, maybe), amendment: maybe }),
        { maxLength: 10 },
      ),
      amounts: fc.array(
        fc.record({
          code,
          year: fc.constantFrom(2021, 2022, 2022, 2023, null),
          nature: fc.constantFrom('REAL', 'FORECAST', 'UNKNOWN'),
        }),
        { maxLength: 12 },
      ),
      dueOn: fc.constantFrom('2021-03-31', '2023-03-31', '2999-12-31', null),
    });
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        await tell(hub, told);
        const { data, errors } = await hub.ask(`{ epci(code: "244900882") {
          completenessByDataset(fiscalYear: 2022) { ${allCounts} }
          communes { nodes { completenessByDataset(fiscalYear: 2022) { ${allCounts} } } } } }`);
        expect(errors).toBeUndefined();
        const whole: Counts[] = data.epci.completenessByDataset;
        const parts: Counts[] = data.epci.communes.nodes.flatMap(
          (commune: { completenessByDataset: Counts[] }) => commune.completenessByDataset,
        );
        for (const each of [...whole, ...parts]) {
          expect(each.received + each.silent + each.uncertain).toBe(each.expected);
          expect(each.ratio.value ?? 0).toBeLessThanOrEqual(1);
          expect(each.units.totalCount).toBe(each.expected + each.unknown + each.unexpected);
          expect(each.onTime + each.late).toBe(each.dueOn === null ? 0 : each.received);
          expect(each.awaited + each.missing).toBe(each.dueOn === null ? 0 : each.silent);
        }
        // Where communes are counted, an EPCI is the sum of its communes.
        for (const total of whole.filter(({ unit }) => unit === 'COMMUNE')) {
          const own = parts.filter(({ dataset }) => dataset === total.dataset);
          for (const name of summed) {
            expect([name, own.reduce((sum, each) => sum + each[name], 0)]).toEqual([name, total[name]]);
          }
        }
      }),
      { numRuns: propertyRuns(5) },
    );
  });
});
