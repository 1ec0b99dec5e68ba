import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
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

  it.each([
    // An EPCI of the département, one commune of which lies in another: the convention is one whole.
    ['department:44', []],
    ['epci:244400552', []],
    ['department:49', ['OUTSIDE_SOURCE']],
    ['commune:44003', ['OUTSIDE_SOURCE']],
  ])(
    '%s writes the convention of an EPCI across two départements, and its amendment: %s',
    async (within, codes) => {
      const problems = async (dataset: Dataset, lines: readonly string[], dryRun: boolean) =>
        (await hub.load(dataset, lines, { within, dryRun })).problems
          .filter(({ severity }) => severity === 'ERROR')
          .map(({ code }) => code);
      const header =
        'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee';
      const convention = [header, 'N-1,Pays d’Ancenis,EPCI,244400552,44,2024,2028,44003|49160'];
      const amendment = [
        'convention_ref,number,kind,effective_date,communes_added,summary',
        'N-1,1,périmètre,2025-01-01,49007,Une commune se joint',
      ];
      expect(new Set(await problems(conventions, convention, true))).toEqual(new Set(codes));
      await hub.load(conventions, convention);
      expect(new Set(await problems(amendments, amendment, true))).toEqual(new Set(codes));
    },
  );

  it('does not write a convention that lies elsewhere altogether', async () => {
    const lines = [
      'convention_ref,territory_name,kind,departement_code,member_insee',
      'Z-1,Angers,commune,44,49007',
    ];
    const { problems } = await hub.load(conventions, lines, { within: 'department:44', dryRun: true });
    expect(problems.map(({ code }) => code)).toContain('OUTSIDE_SOURCE');
  });
});
