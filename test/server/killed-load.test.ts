import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.js';
import { model } from '../../src/hub.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { digestAt, type HubProcesses, hubProcesses } from './hub-process.js';

const header = 'code insee;exercice;nature;montant;identifiant';
const count = 20_000;
const large = [
  header,
  ...Array.from({ length: count }, (_, index) => `49018;2024;réel;${index + 1};k${index}`),
];
/** Three amounts that the large file changes, so that it has something to journal. */
const small = [header, ...[0, 1, 2].map((index) => `49018;2024;réel;7000;k${index}`)];

interface LoadState {
  readonly progress: { readonly phase: string };
  readonly report: object | null;
}

describe('a hub that is killed while someone’s file loads', { timeout: 300_000 }, () => {
  let hubs: HubProcesses;
  beforeAll(async () => {
    hubs = await hubProcesses('west_facts');
  });
  afterAll(async () => {
    await hubs.killAll();
    await hubs.drop();
  });

  const post = async (address: string, lines: readonly string[], prefer = '') => {
    const response = await fetch(`${address}/loads?name=montants.csv&author=Ana`, {
      method: 'POST',
      headers: { 'x-ctg-hub': '1', 'content-type': 'text/csv', prefer },
      body: lines.join('\n'),
    });
    return (await response.json()) as { readonly id?: string };
  };
  /** Waits until its rows land; a load that has ended first would prove nothing. */
  async function reachLanding(address: string, id: string | undefined): Promise<void> {
    for (;;) {
      const response = await fetch(`${address}/loads/${id}`);
      const { progress, report } = (await response.json()) as LoadState;
      expect(report).toBeNull();
      if (progress.phase === 'LANDING') return;
      await wait(5);
    }
  }

  it('keeps nothing of it, serves again, and loads the same file', async () => {
    const base = await openDatabase(hubs.location, model);
    const bytes = { kind: 'memory', bytes: Buffer.from(small.join('\n')) } as const;
    await load(base, {
      dataset: subsidies,
      file: { name: 's.csv', bytes },
      author: 'Ana',
      demonstration: false,
    });
    await base.close();
    const before = await digestAt(hubs.location);

    const killed = hubs.start();
    const { id } = await post(await killed.address(), large, 'respond-async');
    await reachLanding(await killed.address(), id);
    await killed.stop('SIGKILL');
    expect(await digestAt(hubs.location)).toEqual(before);

    const next = hubs.start();
    expect(await post(await next.address(), large)).toMatchObject({
      isAccepted: true,
      rowsRead: count,
      added: count - 3,
      changed: 3,
      rejected: 0,
    });
    await next.stop('SIGTERM');
    const after = await digestAt(hubs.location);
    const rowsIn = (digest: Record<string, string>, table: string) =>
      Number.parseInt(digest[table] ?? '', 10);
    const more = (table: string) => rowsIn(after, table) - rowsIn(before, table);
    expect([more('subsidy'), more('batch'), more('batch_change')]).toEqual([count - 3, 1, 3]);
  });
});
