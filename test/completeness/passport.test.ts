import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { loadAt, loadBaugeois, subsidyHeader } from './fixture.js';

const completeness = 'completeness { dataset fiscalYear nature unit expected received uncertain }';

describe('completeness of a passport', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
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
    expect(all.data.epci.communes.nodes).toHaveLength(176);
    expect(all.queries).toEqual(one.queries);
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
    const code = fc.constantFrom('49018', '49021', '49138', '49194', '49201', '49228', '49237', '49099');
    const year = fc.option(fc.integer({ min: 2019, max: 2026 }), { nil: null });
    const story = fc.record({
      conventions: fc.array(fc.record({ code, start: year, end: year }), { maxLength: 8 }),
      amounts: fc.array(fc.record({ code, year, nature: fc.constantFrom('réel', 'prévisionnel', '') }), {
        minLength: 1,
        maxLength: 12,
      }),
      due: fc.constantFrom('"2021-03-31"', '"2999-12-31"', 'null'),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(story, async ({ conventions: texts, amounts, due }) => {
        run += 1;
        const dated = texts.map(({ code: insee, start, end }, index) => {
          const [from, to] = start !== null && end !== null && start > end ? [end, start] : [start, end];
          return `R-${run}-${index},Une commune,commune,49,${from ?? ''},${to ?? ''},1,${insee}`;
        });
        const header =
          'convention_ref,territory_name,kind,departement_code,start_year,end_year,n_communes,member_insee';
        if (dated.length > 0) await loadAt(hub, conventions, '2021-02-01T00:00:00Z', [header, ...dated]);
        await loadAt(hub, subsidies, '2021-05-01T00:00:00Z', [
          subsidyHeader,
          ...amounts.map(
            (each, index) =>
              `p${run}-${index};commune;${each.code};${each.year ?? ''};${each.year ?? ''};1;${each.nature};annuel`,
          ),
        ]);
        for (const dataset of ['CONVENTIONS', 'SUBSIDIES']) {
          await hub.ask(
            `mutation { setCampaign(dataset: ${dataset}, fiscalYear: 2022, dueOn: ${due}, author: "Caf 49") { dueOn } }`,
          );
        }
        const fields = `expected received silent uncertain unknown unexpected onTime late awaited missing dueOn
          ratio { value } units(first: 1000) { totalCount }`;
        const { data, errors } = await hub.ask(`{
          epci(code: "244900882") { completenessByDataset(fiscalYear: 2022) { ${fields} }
            communes { nodes { completenessByDataset(fiscalYear: 2022) { dataset ${fields} } } } } }`);
        expect(errors).toBeUndefined();
        const parts = data.epci.communes.nodes.flatMap(
          (commune: { completenessByDataset: unknown[] }) => commune.completenessByDataset,
        );
        for (const each of [...data.epci.completenessByDataset, ...parts]) {
          expect(each.received + each.silent + each.uncertain).toBe(each.expected);
          expect(each.ratio.value ?? 0).toBeLessThanOrEqual(1);
          expect(each.units.totalCount).toBe(each.expected + each.unknown + each.unexpected);
          expect(each.onTime + each.late).toBe(each.dueOn === null ? 0 : each.received);
          expect(each.awaited + each.missing).toBe(each.dueOn === null ? 0 : each.silent);
        }
        // Where communes are counted, an EPCI is the sum of its communes.
        for (const [index, dataset] of [
          [0, 'CONVENTIONS'],
          [3, 'SUBSIDIES'],
        ] as const) {
          const own = parts.filter((each: { dataset: string }) => each.dataset === dataset);
          for (const count of [
            'expected',
            'received',
            'silent',
            'uncertain',
            'unknown',
            'unexpected',
            'late',
          ]) {
            const sum = own.reduce(
              (total: number, each: Record<string, number>) => total + (each[count] ?? 0),
              0,
            );
            expect([count, sum]).toEqual([count, data.epci.completenessByDataset[index][count]]);
          }
        }
      }),
      { numRuns: 8 },
    );
  });
});
