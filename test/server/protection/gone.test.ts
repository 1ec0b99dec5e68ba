import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { type QueryEvent, queryChannel, rows } from '../../../src/db/sql.js';
import { Turns } from '../../../src/server/protection/turns.js';
import { openHub, type TestHub } from '../../hub.js';

describe('a client that leaves while its question waits for its turn', () => {
  let hub: TestHub;
  beforeAll(async () => {
    const { protection } = readConfig(
      { CTG_HUB_CONCURRENT_ANSWERS: '1', CTG_HUB_ANSWERS_PER_MINUTE: '0' },
      [],
    );
    hub = await openHub('france', { protection, limits: { waitingEach: 2 } });
    await hub.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => hub.close());

  const held = '{ commune(code: "49018") { name } }';
  const abandoned = '{ department(code: "49") { communes(first: 3) { nodes { code } } } }';
  const next = '{ commune(code: "49007") { name } }';
  const ask = async (query: string, signal?: AbortSignal) => {
    const { port } = hub.app.server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });
    return { status: response.status, body: await response.text() };
  };

  it('gives up its place, and nothing of it is worked out', async () => {
    const [own] = (await hub.ask(abandoned)).queries.filter((name) => /communes/i.test(name));
    expect(own).toBeDefined();
    const names: string[] = [];
    const listen = (event: unknown) => names.push((event as QueryEvent).name);
    queryChannel.subscribe(listen);
    const leaving = new AbortController();
    let answers: Promise<{ status: number; body: string }>[] = [];
    // The one place there is stays taken as long as nobody may read territories.
    await hub.database.fork().transactional(async (forked) => {
      await rows(forked as SqlEntityManager, 'hold', sql`lock table territory in access exclusive mode`);
      answers = [ask(held)];
      await wait(300);
      const gone = [ask(abandoned, leaving.signal), ask(abandoned, leaving.signal)];
      await wait(300);
      // Two may wait: both do, and a third is told to come back.
      expect((await ask(next)).status).toBe(503);
      leaving.abort();
      expect((await Promise.allSettled(gone)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await wait(300);
      // Their places are free.
      answers.push(ask(next), ask(next));
      await wait(300);
    });
    const told = await Promise.all(answers);
    queryChannel.unsubscribe(listen);
    expect(told.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(told.map(({ body }) => JSON.parse(body).data.commune.name)).toEqual([
      'Baugé-en-Anjou',
      'Angers',
      'Angers',
    ]);
    expect(names).not.toContain(own);
  });

  it('is let out of the queue, whether it leaves while it waits or has left before', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 1, milliseconds: 60_000 });
    await turns.enter();
    const gone = new AbortController();
    const waiting = turns.enter('', () => gone.signal);
    await expect(turns.enter()).rejects.toMatchObject({ code: 'HUB_BUSY' });
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CLIENT_GONE' });
    await expect(turns.enter('', () => AbortSignal.abort())).rejects.toMatchObject({ code: 'CLIENT_GONE' });
    const last = turns.enter();
    turns.leave();
    await last;
  });
});
