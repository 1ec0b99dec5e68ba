import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import type { Puller } from '../../src/sources/puller.js';
import { openHub, type TestHub } from '../hub.js';
import { attempted, hurriedPuller, makeDue, register, totalOf } from './pulling.js';
import { startServer, type TestServer } from './server.js';

const dataset = '/api/explore/v2.1/catalog/datasets/subventions';

/** An Opendatasoft portal with one data set, as its API answers. */
class Portal {
  processed = '2026-11-01T08:00:00+00:00';
  records: Record<string, unknown>[] = [];
  fields = ['identifiant', 'numcom', 'annee', 'montant_verse', 'secteur'];
  /** What the export sends; by default the records. */
  lines = () => this.records.map((record) => JSON.stringify(record)).join('\n');

  answer(path: string): string | null {
    if (path === dataset) {
      return JSON.stringify({
        dataset_id: 'subventions',
        metas: { default: { data_processed: this.processed, modified: '2020-01-01T00:00:00+00:00' } },
        fields: this.fields.map((name) => ({ name, type: 'text' })),
      });
    }
    if (path === `${dataset}/records`) {
      return JSON.stringify({ total_count: this.records.length, results: this.records.slice(0, 1) });
    }
    return path === `${dataset}/exports/jsonl` ? this.lines() : null;
  }
}

describe('pulling an Opendatasoft portal', () => {
  let hub: TestHub;
  let puller: Puller;
  let server: TestServer;
  let portal: Portal;
  beforeAll(async () => {
    hub = await openHub('france');
    puller = hurriedPuller(hub);
    await puller.start();
    server = await startServer(({ url }, response) => {
      const body = portal.answer(new URL(url ?? '', 'http://portal').pathname);
      if (body === null) response.writeHead(404).end('{"error_code":"NotFound"}');
      else response.end(body);
    });
  });
  afterEach(async () => {
    server.asked.length = 0;
    await rows(hub.database.fork(), 'clear', sql`delete from source`);
    await rows(hub.database.fork(), 'clear', sql`delete from subsidy`);
  });
  afterAll(async () => {
    await puller.stop();
    await hub.close();
    await server.close();
  });

  const record = (identifiant: string, montant_verse: number) => ({
    identifiant,
    numcom: '49018',
    annee: '2023',
    montant_verse,
    secteur: 'petite enfance',
  });
  const registerPortal = (options: Record<string, unknown> = {}) => {
    portal = new Portal();
    portal.records = [record('a1', 100.25), record('a2', 200)];
    return register(hub, {
      name: 'Cafdata',
      url: server.url,
      kind: 'OPENDATASOFT',
      dataset: 'SUBSIDIES',
      opendatasoft: {
        datasetId: 'subventions',
        where: 'montant_verse > 0',
        refine: ['annee:"2023"', 'secteur:"petite enfance"'],
        mapping: [
          { field: 'identifiant', column: 'amount_id' },
          { field: 'numcom', column: 'territory_code' },
          { field: 'annee', column: 'year_start' },
          { field: 'montant_verse', column: 'amount' },
          { field: 'secteur', column: 'sector' },
        ],
        constants: [
          { column: 'territory_kind', value: 'commune' },
          { column: 'nature', value: 'réel' },
          { column: 'periodicity', value: 'annuel' },
        ],
        ...options,
      },
    });
  };
  const paths = () =>
    server.asked.map(({ url }) => new URL(url ?? '', 'http://portal').pathname.slice(dataset.length));

  it('exports the rows that were asked for, under the names of the hub’s columns', async () => {
    const { id } = await registerPortal();
    const pulled = await attempted(hub, id);
    expect(pulled).toMatchObject({
      standing: { state: 'FRESH', reason: null },
      lastBatch: { added: 2, fileName: 'subventions.jsonl' },
    });
    expect(await totalOf(hub)).toBe(300.25);
    expect(paths()).toEqual(['', '/records', '/exports/jsonl']);
    const asked = new URL(server.asked[2]?.url ?? '', server.url).searchParams;
    expect(asked.getAll('refine')).toEqual(['annee:"2023"', 'secteur:"petite enfance"']);
    expect(asked.get('where')).toBe('montant_verse > 0');
  });

  it('downloads nothing while the portal has processed nothing new', async () => {
    const { id } = await registerPortal();
    await attempted(hub, id);
    await makeDue(hub, id);
    expect((await attempted(hub, id, 2)).standing.state).toBe('FRESH');
    expect(paths().slice(3)).toEqual(['']);
    portal.processed = '2026-11-02T08:00:00+00:00';
    portal.records = [record('a1', 101), record('a2', 200)];
    await makeDue(hub, id);
    expect((await attempted(hub, id, 3)).lastBatch).toMatchObject({ added: 0, changed: 1 });
    expect(await totalOf(hub)).toBe(301);
  });

  it.each<[string, (portal: Portal) => void, string]>([
    [
      'an export cut short',
      (each) => (each.lines = () => JSON.stringify(record('a1', 1))),
      '1 lignes reçues sur 2',
    ],
    ['an export that is not JSON', (each) => (each.lines = () => '<html>'), 'JSON'],
    ['a row that is not an object', (each) => (each.lines = () => '[1]\n[2]'), 'objet JSON'],
    ['a field that is gone', (each) => (each.fields = ['identifiant']), '« numcom »'],
    ['no row at all', (each) => (each.records = []), 'aucune ligne'],
    ['something that is no data set', (each) => (each.answer = () => '{}'), 'jeu de données'],
    ['a page instead of an API', (each) => (each.answer = () => '<html>'), 'JSON'],
  ])('ends %s in a failure, and the last good data stay', async (_name, spoil, words) => {
    const { id } = await registerPortal();
    await attempted(hub, id);
    portal.processed = 'later';
    spoil(portal);
    await makeDue(hub, id);
    const { standing } = await attempted(hub, id, 2);
    expect(standing).toMatchObject({ state: 'FAILING', code: 'SOURCE_ANSWER' });
    expect(standing.reason).toContain(words);
    expect(await totalOf(hub)).toBe(300.25);
  });

  it('says when the data set is gone', async () => {
    const { id } = await registerPortal({ datasetId: 'autre' });
    expect((await attempted(hub, id)).standing.code).toBe('SOURCE_NOT_FOUND');
  });
});
