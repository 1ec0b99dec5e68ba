import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Of Maine-et-Loire: Baugé, Beaufort, Mazé, Noyant and La Ménitré, all of the CC Baugeois Vallée, and Angers. */
const communes = ['49018', '49021', '49194', '49228', '49201', '49007'];

describe('peers of coverage and completion', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee',
      ...communes.map((code) => `P-${code},${code},commune,49,2024,2026,${code}`),
      // Ended: its EPCI, the CA Agglomération du Choletais, is known to be covered no more.
      'OLD,Cholet,commune,49,2018,2020,49099',
      'S,Saumur,commune,49,2024,2026,49328',
      'M,Beaupréau,commune,49,2024,2026,49023',
      'L,Chalonnes,commune,49,2024,2026,49063',
    ]);
    // Of four actions each, as many are done as the place of its commune in the list, but the last of which nothing is known.
    const plan = communes.flatMap((code) => [1, 2, 3, 4].map((at) => [code, at] as const));
    await hub.load(planNodes, [
      'objective_id,convention_ref,level,title',
      ...plan.map(([code, at]) => `a${at},P-${code},action,Action ${at}`),
    ]);
    await hub.load(progress, [
      'convention_ref;objective_id;status;status_date',
      ...plan
        .filter(([code]) => code !== '49007')
        .map(
          ([code, at]) =>
            `P-${code};a${at};${at <= communes.indexOf(code) ? 'réalisé' : 'en cours'};2024-06-30`,
        ),
    ]);
  });
  afterAll(() => hub.close());

  const fields =
    'state hint share { numerator denominator } peers withoutValue lowerQuartile median upperQuartile rank quarter';

  it('place the actions done in a commune among those of its département, unknown ones apart', async () => {
    const { data, errors, queries } = await hub.ask(`{
      last: commune(code: "49201") { completionPeers(on: "2024-12-31", sameBand: false) { ${fields} passport { expected reported } } }
      first: commune(code: "49018") { completionPeers(on: "2024-12-31", sameBand: false) { ${fields} } }
      silent: commune(code: "49007") { completionPeers(on: "2024-12-31", sameBand: false) { ${fields} } }
      country { completionPeers(on: "2024-12-31") { state hint } } }`);
    expect(errors).toBeUndefined();
    // Rates 0, 1/4, 2/4, 3/4 and 4/4.
    const told = {
      state: 'COMPARED',
      hint: null,
      peers: 5,
      withoutValue: 171,
      lowerQuartile: 0.25,
      median: 0.5,
      upperQuartile: 0.75,
    };
    expect(data.last.completionPeers).toEqual({
      ...told,
      share: { numerator: 4, denominator: 4 },
      rank: 1,
      quarter: 4,
      passport: { expected: 1, reported: 1 },
    });
    expect(data.first.completionPeers).toEqual({
      ...told,
      share: { numerator: 0, denominator: 4 },
      rank: 5,
      quarter: 1,
    });
    expect(data.silent.completionPeers).toMatchObject({
      state: 'NO_VALUE',
      share: { numerator: 0, denominator: 0 },
      rank: null,
      median: 0.5,
    });
    expect(data.country.completionPeers.state).toBe('NOT_APPLICABLE');
    expect(queries.filter((name) => name === 'completionPeers')).toHaveLength(2);
  });

  it('place the covered population of an EPCI, and tell nothing of too few', async () => {
    const { data, errors } = await hub.ask(`{
      baugeois: epci(code: "244900882") { ctgCoveragePeers(on: "2024-12-31", sameBand: false) { ${fields} passport { expected reported } } }
      cholet: epci(code: "200071678") { ctgCoveragePeers(on: "2024-12-31", sameBand: false) { ${fields} } }
      banded: epci(code: "244900882") { ctgCoveragePeers(on: "2024-12-31") { state peers median rank } } }`);
    expect(errors).toBeUndefined();
    const { baugeois, cholet, banded } = data;
    expect(baugeois.ctgCoveragePeers).toMatchObject({
      state: 'COMPARED',
      share: { numerator: 11_712 + 6_901 + 5_761 + 5_448 + 2_079, denominator: 34_567 },
      peers: 6,
      rank: 1,
      quarter: 4,
      passport: { expected: 7, reported: 5 },
    });
    // Known to be covered no more is a value, zero; of others nothing is known.
    expect(cholet.ctgCoveragePeers).toMatchObject({ share: { numerator: 0 }, rank: 6, quarter: 1 });
    expect(cholet.ctgCoveragePeers.withoutValue).toBeGreaterThan(0);
    expect(banded.ctgCoveragePeers).toMatchObject({ state: 'TOO_FEW', median: null, rank: null });
  });
});
