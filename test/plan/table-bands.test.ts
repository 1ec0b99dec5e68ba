import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from './table-fixture.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

describe('tables of completion by band and by scale', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await loadPlans(hub);
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string, on = '"2025-12-31"'): Promise<Row> => {
    const { data, errors } = await hub.ask(`{ completionTable(on: [${on}], ${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return data.completionTable;
  };
  const show = `key { populationBand territoryScale epci { code } convention { reference } }
    conventions conventionsWithUnknownDates actionCount actions { rate { numerator denominator } }
    passport { expected reported expectedPopulation reportedPopulation complete }`;

  it('x', async () => {
    const maine = 'within: { kind: DEPARTMENT, code: "49" }';
    for (const args of [
      `${maine}, by: [POPULATION_BAND], orderBy: KEY`,
      `${maine}, by: [TERRITORY_SCALE], orderBy: KEY`,
      `${maine}, by: [EPCI, POPULATION_BAND], orderBy: KEY`,
      `by: [POPULATION_BAND], orderBy: KEY, compareTo: "2024-12-31"`,
      `${maine}, by: [POPULATION_BAND, STATUS], orderBy: KEY`,
    ]) {
      const found = await table(
        args,
        `rows { ${show} previous { conventions likeForLike { conventions } } } subtotals { ${show} } totals { ${show} }`,
      );
      console.log(args);
      for (const [kind, list] of Object.entries(found))
        for (const row of list as Row[]) console.log(kind, JSON.stringify(row));
    }
  });
});
