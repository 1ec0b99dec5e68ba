import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, openHub, type TestHub } from '../hub.js';

/** The number of SQL statements of an answer must not depend on how many territories it is about. */
describe('number of queries', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  const communes = (first: number) =>
    hub.ask(`{ department(code: "49") { communes(first: ${first}) { totalCount nodes {
    code epci { name } department { name }
    ctgCoverage(on: "2024-12-31") { communes { numerator } communeStates { nodes { state commune { name } } } passport { revision } }
    subsidies(fiscalYear: 2023) { total bySector { amount } amounts { nodes { reference source { batch { revision } } } } setAside { totalCount } passport { reported } }
    completion(on: "2024-12-31") { actions { known rate { value } } passport { reported } }
    conventions { nodes { reference state signatories { name } themes { theme } perimeter { totalCount } amendments { number }
      completion { actions { known } } plan { nodes { title status progress { status } children { nodes { title } } } } } }
  } } } }`);

  it('is the same for 20 communes and for all 176 of Maine-et-Loire', async () => {
    const some: Answer = await communes(20);
    const all: Answer = await communes(500);
    expect(all.errors).toBeUndefined();
    expect(some.data.department.communes.nodes).toHaveLength(20);
    expect(all.data.department.communes.nodes).toHaveLength(176);
    expect(all.queries.toSorted()).toEqual(some.queries.toSorted());
    expect(all.queries.length).toBeLessThanOrEqual(25);
  });

  it('costs five statements for 176 communes with coverage, subsidies and completion', async () => {
    const { data, queries } = await hub.ask(`{ department(code: "49") { communes(first: 500) { nodes { name
      ctgCoverage(on: "2024-12-31") { communes { value } } subsidies(fiscalYear: 2023) { total } completion { state } } } } }`);
    expect(data.department.communes.nodes).toHaveLength(176);
    expect(queries.toSorted()).toEqual([
      'communesOf',
      'completionOf territory',
      'coverageOf territory',
      'subsidyTotals',
      'territoriesById',
    ]);
  });

  it('grows by one batch per distinct arguments, not per alias', async () => {
    const { queries } = await hub.ask(`{ department(code: "49") { communes(first: 500) { nodes {
      a: ctgCoverage(on: "2024-12-31") { communes { value } }
      same: ctgCoverage(on: "2024-12-31") { communes { value } }
      other: ctgCoverage(on: "2023-12-31") { communes { value } }
    } } } }`);
    expect(queries.filter((name) => name === 'coverageOf territory')).toHaveLength(2);
  });
});
