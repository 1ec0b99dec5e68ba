import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import type { Puller } from '../../src/sources/puller.js';
import { openHub, type TestHub } from '../hub.js';
import { allRows, fileLines } from '../ingestion/exported.js';
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
  /** Attempts that the tests have seen of the source `pulled`. */
  let attempts = 3;

  beforeAll(async () => {
    [remote, local] = await Promise.all([openHub('west'), openHub('west')]);
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

  /** Makes the next pull, and asks that both hubs give the same figures. */
  const follow = async () => {
    attempts += 1;
    await makeDue(local, pulled);
    const source = await attempted(local, pulled, attempts);
    expect(source.standing).toMatchObject({ state: 'FRESH', reason: null });
    const here = (await local.ask(measures)).data;
    expect(here).toEqual((await remote.ask(measures)).data);
    return { ...source.lastBatch, subsidies: here.department.subsidies };
  };

  it('follows a sector corrected by template, counts nothing twice, and undoes it', async () => {
    await remote.load(subsidies, [
      'territory_kind;territory_code;year_start;year_end;amount;sector;nature;periodicity',
      'commune;49018;2023;2023;500;jeunesse;réel;annuel',
    ]);
    expect(await follow()).toMatchObject({ added: 1, subsidies: { total: 2_750_426, lineCount: 2_346 } });

    // The record has no identifier of its own: its sector is a part of what the hub makes one of.
    const exported = await allRows(remote, subsidies, 'department:49');
    const wrong = exported.filter(({ key }) => key.startsWith('~'));
    const corrected = wrong.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => (cell === 'jeunesse' ? 'enfance' : cell)),
    }));
    expect(await remote.load(subsidies, fileLines(subsidies, corrected))).toMatchObject({
      added: 1,
      removed: 1,
    });
    const before = await local.ask(measures);
    const moved = await follow();
    expect(moved).toMatchObject({
      added: 1,
      changed: 0,
      removed: 1,
      subsidies: { total: 2_750_426, lineCount: 2_346 },
    });
    expect(moved.subsidies.bySector).toContainEqual({ sector: 'CHILDHOOD', amount: 500 });

    await undoBatch(local.database, moved.revision, 'tests');
    expect((await local.ask(measures)).data).toEqual(before.data);
    await local.ask(`mutation { pullSource(id: "${pulled}") { id } }`);
    expect(await follow()).toMatchObject({ added: 1, removed: 1 });
  });

  it('follows what the other hub undoes: amounts, a perimeter, a plan', async () => {
    const loads = [
      await remote.load(subsidies, [subsidyHeader, subsidyRow('s0', 7), subsidyRow('late', 1_000_000)]),
      await remote.load(amendments, [
        'convention_ref,number,kind,effective_date,communes_added,summary',
        'A-1,2,périmètre,2025-01-01,49007,Angers entre',
      ]),
      await remote.load(planNodes, [
        'objective_id,convention_ref,level,title,parent_title',
        'O2,A-1,objectif,Accompagner,',
        'O2a,A-1,action,Ouvrir un lieu,O2',
      ]),
    ];
    expect((await follow()).subsidies).toMatchObject({ total: 3_749_433, lineCount: 2_347 });
    for (const { revision } of loads.toReversed()) await undoBatch(remote.database, revision ?? 0, 'tests');
    expect((await follow()).subsidies).toMatchObject({ total: 2_750_426, lineCount: 2_346 });
  });

  it('keeps an action of which somebody here said something, and what belongs to nobody else', async () => {
    const node = ['objective_id,convention_ref,level,title', 'O3,A-1,action,Ouvrir une ludothèque'];
    const { revision } = await remote.load(planNodes, node);
    await follow();
    const said = ['convention_ref;objective_id;status;status_date', 'A-1;O3;en cours;2025-01-31'];
    await local.load(progress, said);
    await undoBatch(remote.database, revision ?? 0, 'tests');
    attempts += 1;
    await makeDue(local, pulled);
    expect((await attempted(local, pulled, attempts)).standing.state).toBe('FRESH');
    const plan = '{ convention(reference: "A-1") { planNodes { nodes { code } } } }';
    const codes = (await local.ask(plan)).data.convention.planNodes.nodes.map(
      ({ code }: { readonly code: string }) => code,
    );
    expect(codes).toEqual(['O1', 'O1a', 'O1b', 'O3']);
  });

  it('keeps what it has when the other hub is gone', async () => {
    const before = await local.ask(measures);
    await remote.app.close();
    await makeDue(local, pulled);
    expect((await attempted(local, pulled, attempts + 1)).standing).toMatchObject({
      state: 'FAILING',
      code: 'SOURCE_UNREACHABLE',
    });
    expect((await local.ask(measures)).data).toEqual(before.data);
  });
});
