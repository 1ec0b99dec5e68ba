import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import type { Puller } from '../../src/sources/puller.js';
import { openHub, type TestHub } from '../hub.js';
import { attempted, hurriedPuller, makeDue, register, show, subsidyHeader, subsidyRow } from './pulling.js';
import { startServer, type TestServer } from './server.js';

/** What is asked of both hubs: the same words must give the same figures, wherever the rows were loaded. */
const measures = `{ department(code: "49") {
  ctgCoverage(on: "2025-06-30") { communes { numerator denominator } }
  subsidies(fiscalYear: 2023) { total lineCount bySector { sector amount } amounts { nodes { reference amount } } }
  completion(on: "2025-06-30") { actions { rate { numerator denominator } } }
  conventions { nodes {
    reference startsOn endsOn signatories { name } amendments { number summary }
    planNodes { nodes { code title dueOn progress { observedOn status } } } } } } }`;

const schema = await createSchema([...resolvers]);
const servesRows = schema.getQueryType()?.getFields().datasetRows !== undefined;

describe.runIf(servesRows)('a hub that pulls another while a third source fails', () => {
  let remote: TestHub;
  let local: TestHub;
  let puller: Puller;
  let broken: TestServer;
  let address: string;
  let pulled: string;
  let failing: string;

  beforeAll(async () => {
    [remote, local] = await Promise.all([openHub('france'), openHub('france')]);
    await remote.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_year,end_year,member_insee,signatories',
      'A-1,Baugé,commune,49,2024,2028,49018,Commune de Baugé-en-Anjou|Caf de Maine-et-Loire',
      'B-1,Beaufort,commune,49,2024,2026,49021,Commune de Beaufort-en-Anjou',
      'X-1,Laval,commune,53,2024,2028,53130,Commune de Laval',
    ]);
    await remote.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,summary',
      'B-1,1,prolongation,2026-12-01,2027-12-31,Un an de plus',
    ]);
    await remote.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,thematique,echeance',
      'O1,A-1,objectif,Accueillir,,petite enfance,',
      'O1a,A-1,action,Ouvrir une crèche,O1,petite enfance,2025-01',
      'O1b,A-1,action,Ouvrir un relais,O1,petite enfance,2026-06-30',
    ]);
    await remote.load(progress, [
      'convention_ref;objective_id;status;status_date',
      'A-1;O1a;en cours;2024-06-30',
      'A-1;O1a;réalisé;2024-12-31',
      'A-1;O1b;en cours;2024-12-31',
    ]);
    // More rows than a page of the protocol holds.
    const lines = Array.from({ length: 2_345 }, (_, index) => subsidyRow(`s${index}`, index + 0.25));
    await remote.load(subsidies, [subsidyHeader, ...lines, subsidyRow('laval', 9, '53130')]);

    address = await remote.app.listen({ host: '127.0.0.1', port: 0 });
    broken = await startServer((_request, response) => response.writeHead(500).end());
    puller = hurriedPuller(local);
    await puller.start();
    const territory = { kind: 'DEPARTMENT', code: '49' };
    failing = (await register(local, { name: 'En panne', url: broken.url })).id;
    pulled = (await register(local, { name: 'Hub du 49', kind: 'CTG_HUB', url: address, territory })).id;
  }, 120_000);
  afterAll(async () => {
    await puller?.stop();
    await Promise.all([remote?.close(), local?.close(), broken?.close()]);
  });

  it('gives the same figures, from the rows of the territory alone', async () => {
    expect((await attempted(local, pulled)).standing).toMatchObject({ state: 'FRESH', reason: null });
    expect((await show(local, failing)).standing).toMatchObject({
      state: 'FAILING',
      code: 'SOURCE_HTTP_STATUS',
    });
    const [there, here] = await Promise.all([remote.ask(measures), local.ask(measures)]);
    expect(here.errors).toBeUndefined();
    // 0.25 × 2 345 + 0 + 1 + … + 2 344
    expect(here.data.department.subsidies).toMatchObject({ total: 2_748_926.25, lineCount: 2_345 });
    expect(here.data).toEqual(there.data);
    const { data } = await local.ask('{ department(code: "53") { subsidies(fiscalYear: 2023) { state } } }');
    expect(data.department.subsidies.state).toBe('NOT_REPORTED');
  });

  it('asks one question when nothing changed, and takes what did', async () => {
    const before = await show(local, pulled);
    await makeDue(local, pulled);
    expect((await attempted(local, pulled, 2)).lastBatch).toEqual(before.lastBatch);
    await remote.load(subsidies, [subsidyHeader, subsidyRow('s0', 1_000)]);
    await makeDue(local, pulled);
    expect((await attempted(local, pulled, 3)).lastBatch).toMatchObject({ added: 0, changed: 1 });
    expect((await local.ask(measures)).data).toEqual((await remote.ask(measures)).data);
  });

  it('keeps what it has when the other hub is gone', async () => {
    const before = await local.ask(measures);
    await remote.app.close();
    await makeDue(local, pulled);
    expect((await attempted(local, pulled, 4)).standing).toMatchObject({
      state: 'FAILING',
      code: 'SOURCE_UNREACHABLE',
    });
    expect((await local.ask(measures)).data).toEqual(before.data);
  });
});
