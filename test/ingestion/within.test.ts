import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { openHub, type TestHub } from '../hub.js';

describe('a source of one territory', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé,commune,,49,2024,2028,49018',
      'E-1,Baugeois Vallée,EPCI,244900882,49,2024,2028,',
      'X-1,Deux communes,groupe de communes,,49,2024,2028,49018|49007',
    ]);
  });
  afterAll(() => hub.close());

  const mayWrite = async (within: string, reference: string) => {
    const lines = ['objective_id,convention_ref,level,title', `N,${reference},enjeu,Accueillir`];
    const report = await hub.load(planNodes, lines, { within, dryRun: true });
    return report.problems.map(({ code }) => code);
  };

  it.each([
    // Its own convention, and that of a commune of its own.
    ['commune:49018', 'A-1'],
    ['epci:244900882', 'A-1'],
    ['epci:244900882', 'E-1'],
    ['department:49', 'X-1'],
  ])('%s may speak of %s', async (within, reference) => {
    expect(await mayWrite(within, reference)).toEqual([]);
  });

  it.each([
    // A commune does not write what its EPCI, or a group that it is in, has agreed.
    ['commune:49018', 'E-1'],
    ['commune:49018', 'X-1'],
    ['commune:49007', 'A-1'],
    ['epci:244900882', 'X-1'],
  ])('%s may not speak of %s', async (within, reference) => {
    expect(await mayWrite(within, reference)).toEqual(['OUTSIDE_SOURCE']);
  });
});
