import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.js';
import { model } from '../../src/hub.js';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import { type HubProcesses, hubProcesses } from '../server/hub-process.js';
import { linesOf, totalRows } from './content.js';
import { note } from './notes.js';

describe('a hub that is killed again and again, long after its first load', { timeout: 300_000 }, () => {
  let hubs: HubProcesses;
  beforeAll(async () => {
    hubs = await hubProcesses('west_facts');
  });
  afterAll(async () => {
    await hubs.killAll();
    await hubs.drop();
  });

  const rowsNow = async () => {
    const database = await openDatabase(hubs.location, model);
    const found = await totalRows(database);
    const wrong = Object.values(await wrongKept(database.fork())).filter((count) => count > 0);
    await database.close();
    return { found, wrong };
  };
  const send = (address: string, name: string, count: number, prefer = '') =>
    fetch(`${address}/loads?name=${name}.csv&author=Ana`, {
      method: 'POST',
      headers: { 'x-ctg-hub': '1', 'content-type': 'text/csv', prefer },
      body: linesOf(name, count),
    });
  async function reachLanding(address: string, answer: Response): Promise<void> {
    const { id } = (await answer.json()) as { id: string };
    for (;;) {
      const { progress, report } = (await (await fetch(`${address}/loads/${id}`)).json()) as {
        progress: { phase: string };
        report: object | null;
      };
      expect(report).toBeNull();
      if (progress.phase === 'LANDING') return;
      await wait(5);
    }
  }

  it('keeps each load that it has said was accepted, and nothing of any other', async () => {
    const before = (await rowsNow()).found;
    // The moment that its sender knows: nothing is left to be written by then.
    const first = hubs.start();
    const answer = await send(await first.address(), 'small', 50);
    expect(await answer.json()).toMatchObject({ isAccepted: true, added: 50 });
    await first.stop('SIGKILL');
    // While it is put right, and while another load lands.
    const second = hubs.start();
    await wait(400);
    await second.stop('SIGKILL');
    const third = hubs.start();
    const address = await third.address();
    await reachLanding(address, await send(address, 'large', 8_000, 'respond-async'));
    await third.stop('SIGKILL');
    const { found, wrong } = await rowsNow();
    expect(found.subsidy - before.subsidy).toBe(50);
    expect(found.batch - before.batch).toBe(1);
    expect(wrong).toEqual([]);
    note('kill -9 trois fois de suite', { before, after: found });
  });
});
