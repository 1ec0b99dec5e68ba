import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { defaultLimits } from '../../src/sources/outgoing.js';
import type { Puller } from '../../src/sources/puller.js';
import { openHub, type TestHub } from '../hub.js';
import {
  attempted,
  hurriedPuller,
  makeDue,
  register,
  show,
  subsidyFile,
  subsidyRow,
  totalOf,
} from './pulling.js';
import { says, startServer, type TestServer } from './server.js';

describe('pulling files', () => {
  let hub: TestHub;
  let puller: Puller;
  const servers: TestServer[] = [];
  beforeAll(async () => {
    hub = await openHub('france');
    await start(60_000);
  });
  afterEach(async () => {
    await rows(hub.database.fork(), 'clear', sql`delete from source`);
    await rows(hub.database.fork(), 'clear', sql`delete from subsidy`);
    for (const server of servers.splice(0)) await server.close();
  });
  afterAll(async () => {
    await puller.stop();
    await hub.close();
  });

  /** What hangs is not given up before the test is done with it, however busy the machine is. */
  async function start(idleMilliseconds: number): Promise<void> {
    puller = hurriedPuller(hub, {
      limits: { ...defaultLimits, idleMilliseconds, totalMilliseconds: 60_000 },
      backoff: { firstSeconds: 60, jitter: 0.25 },
    });
    await puller.start();
  }

  async function serve(...parameters: Parameters<typeof startServer>): Promise<TestServer> {
    const server = await startServer(...parameters);
    servers.push(server);
    return server;
  }

  it('need no queue before there is a source, and say that they have none once there is', async () => {
    const nowhere = async () => ({ connectionString: 'postgresql://127.0.0.1:1/none', max: 1 });
    const without = { ...hub, database: { ...hub.database, queue: nowhere } };
    const before = hurriedPuller(without);
    await before.start();
    await before.stop();
    const [made] = await rows(
      hub.database.fork(),
      'queue',
      sql<{ queue: string | null }>`select to_regnamespace('pgboss')::text as queue`,
    );
    expect(made).toEqual({ queue: null });

    await register(hub, { name: 'Baugé', url: 'https://127.0.0.1:1/bauge.csv' });
    const after = hurriedPuller(without);
    await expect(after.start()).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    await after.stop();
  });

  it('loads a file at once, then asks whether it changed, and counts no change as success', async () => {
    const server = await serve(says(subsidyFile(subsidyRow('a1', 1000)), 200, { etag: '"v1"' }));
    const { id, standing } = await register(hub, { name: 'Baugé', url: `${server.url}/bauge.csv` });
    expect(standing).toMatchObject({ state: 'NEVER_PULLED', isQueued: true });
    const first = await attempted(hub, id);
    expect(first).toMatchObject({
      standing: { state: 'FRESH', code: null, reason: null, isQueued: false },
      failures: 0,
      problems: [],
      lastBatch: { author: 'Source « Baugé »', fileName: 'bauge.csv', added: 1 },
      territory: { code: '49018' },
    });
    expect(await totalOf(hub)).toBe(1000);
    const minutes = (Date.parse(first.nextAttemptAt) - Date.parse(first.lastSuccessAt)) / 60_000;
    expect(minutes).toBe(60);

    server.answer = says('', 304);
    await makeDue(hub, id);
    const second = await attempted(hub, id, 2);
    expect(server.asked[1]?.headers['if-none-match']).toBe('"v1"');
    expect(second.standing.state).toBe('FRESH');
    expect(Date.parse(second.lastSuccessAt)).toBeGreaterThan(Date.parse(first.lastSuccessAt));
    expect(second.lastBatch).toEqual(first.lastBatch);
  });

  it('tells a failure, tries again later and later, and recovers', async () => {
    const server = await serve(says('oups', 500));
    const { id } = await register(hub, { name: 'Instable', url: `${server.url}/a.csv` });
    const first = await attempted(hub, id);
    expect(first).toMatchObject({
      failures: 1,
      lastSuccessAt: null,
      standing: { state: 'FAILING', code: 'SOURCE_HTTP_STATUS' },
    });
    expect(first.standing.reason).toBe('La source répond par une erreur (réponse 500).');
    await makeDue(hub, id);
    const second = await attempted(hub, id, 2);
    expect(second.failures).toBe(2);
    expect(second.standing.since).toBe(first.standing.since);
    const waits = [first, second].map(
      ({ lastAttemptAt, nextAttemptAt }) => (Date.parse(nextAttemptAt) - Date.parse(lastAttemptAt)) / 1000,
    );
    // Counted from the end of an attempt, which takes a busy machine seconds.
    expect(waits[0]).toBeGreaterThan(60 * 0.75 - 1);
    expect(waits[0]).toBeLessThan(60 * 1.25 + 15);
    expect(waits[1]).toBeGreaterThan(120 * 0.75 - 1);
    expect(waits[1]).toBeLessThan(120 * 1.25 + 15);
    server.answer = says(subsidyFile(subsidyRow('a1', 5)));
    await makeDue(hub, id);
    expect(await attempted(hub, id, 3)).toMatchObject({
      failures: 0,
      standing: { state: 'FRESH', code: null },
    });
    expect(await totalOf(hub)).toBe(5);
  });

  it('keeps the last good data of a source that vanishes or sends rows of others', async () => {
    const server = await serve(says(subsidyFile(subsidyRow('a1', 1000))));
    const { id } = await register(hub, { name: 'Baugé', url: `${server.url}/a.csv` });
    const good = await attempted(hub, id);
    server.answer = says('', 404);
    await makeDue(hub, id);
    const gone = await attempted(hub, id, 2);
    expect(gone).toMatchObject({
      standing: { state: 'FAILING', code: 'SOURCE_NOT_FOUND' },
      lastSuccessAt: good.lastSuccessAt,
      lastBatch: good.lastBatch,
    });
    expect(await totalOf(hub)).toBe(1000);

    server.answer = says(subsidyFile(subsidyRow('a2', 7, '49021')));
    await makeDue(hub, id);
    const lying = await attempted(hub, id, 3);
    expect(lying.standing).toMatchObject({
      state: 'REFUSED',
      code: 'SOURCE_REFUSED',
      since: gone.standing.since,
    });
    expect(lying.problems[0]).toMatchObject({ line: 2, code: 'OUTSIDE_SOURCE' });
    expect(lying.lastBatch).toEqual(good.lastBatch);
    expect([await totalOf(hub), await totalOf(hub, '49021')]).toEqual([1000, null]);
  });

  it('reads again a file that was refused, even if it did not change', async () => {
    const server = await serve(
      says(subsidyFile('a1;commune;49018;2023;2023;beaucoup;;réel;annuel'), 200, { etag: '"v1"' }),
    );
    const { id } = await register(hub, { name: 'Baugé', url: `${server.url}/a.csv`, dataset: 'SUBSIDIES' });
    expect((await attempted(hub, id)).standing.state).toBe('REFUSED');
    await makeDue(hub, id);
    await attempted(hub, id, 2);
    expect(server.asked[1]?.headers['if-none-match']).toBeUndefined();
  });

  it('lets no source that hangs delay the others', async () => {
    const hanging = await serve(() => undefined);
    const good = await serve(({ url }, response) => {
      response.end(subsidyFile(subsidyRow(`a${url?.slice(1)}`, 1)));
    });
    const slow = await register(hub, { name: 'Lente', url: hanging.url });
    const quick = [];
    for (const name of ['1', '2', '3', '4'])
      quick.push(await register(hub, { name, url: `${good.url}/${name}` }));
    for (const { id } of quick) expect((await attempted(hub, id)).standing.state).toBe('FRESH');
    expect((await show(hub, slow.id)).standing).toMatchObject({ state: 'NEVER_PULLED', isQueued: true });
    expect(await totalOf(hub)).toBe(4);
    await puller.stop();
    await start(300);
    expect((await attempted(hub, slow.id)).standing.code).toBe('SOURCE_TIMEOUT');
    await puller.stop();
    await start(60_000);
  });

  it('lets no host that hangs delay the sources of others, however many it has', async () => {
    const hanging = await serve(() => undefined);
    const good = await serve(says(subsidyFile(subsidyRow('a1', 1))));
    for (let number = 0; number < 12; number += 1)
      await register(hub, { name: `Lente ${number}`, url: `${hanging.url}/${number}` });
    while (hanging.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const { id } = await register(hub, { name: 'Bonne', url: good.url });
    expect((await attempted(hub, id)).standing.state).toBe('FRESH');
    // The first of the slow ones is not given up yet.
    expect(hanging.asked).toHaveLength(1);
  });

  it('records nothing of an attempt whose source was changed meanwhile, and reads the new one', async () => {
    let release = () => undefined as unknown;
    const old = await serve((_request, response) => {
      release = () => response.end(subsidyFile(subsidyRow('old', 1)));
    });
    const { id } = await register(hub, { name: 'Change', url: old.url });
    while (old.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const server = await serve(says(subsidyFile(subsidyRow('new', 2))));
    const { errors } = await hub.ask(
      'mutation ($id: String!, $input: UpdateSourceInput!) { updateSource(id: $id, input: $input) { id } }',
      { id, input: { url: server.url } },
    );
    expect(errors).toBeUndefined();
    release();
    expect((await attempted(hub, id, 3)).standing.state).toBe('FRESH');
    expect(await totalOf(hub)).toBe(2);
  });

  it('follows one schedule with another hub on the same base', async () => {
    const other = hurriedPuller(hub);
    await other.start();
    const server = await serve((_request, response) => {
      setTimeout(() => response.end(subsidyFile(subsidyRow('a1', 1))), 300);
    });
    const ids = [];
    for (let number = 0; number < 6; number += 1) {
      ids.push((await register(hub, { name: `Source ${number}`, url: `${server.url}/${number}` })).id);
    }
    for (const id of ids) await attempted(hub, id);
    await other.stop();
    expect(server.asked.map(({ url }) => url).sort()).toEqual(['/0', '/1', '/2', '/3', '/4', '/5']);
  });

  it('ends the downloads when it stops, and makes them again when it starts', async () => {
    const server = await serve(() => undefined);
    const { id } = await register(hub, { name: 'Coupée', url: server.url });
    while (server.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const started = performance.now();
    await puller.stop();
    // It would hang for a minute.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(await show(hub, id)).toMatchObject({
      failures: 0,
      standing: { state: 'NEVER_PULLED', isQueued: true },
    });
    server.answer = says(subsidyFile(subsidyRow('a1', 3)));
    await start(60_000);
    expect((await attempted(hub, id, 2)).standing.state).toBe('FRESH');
    expect(await hub.database.drift()).not.toMatch(/pgboss|table "source"/);
  });
});
