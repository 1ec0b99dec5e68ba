import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { copyBase } from '../hub.js';
import { onServer } from '../setup/databases.js';
import { digestAt, type HubProcesses, hubProcesses } from './hub-process.js';

describe('starting the hub', { timeout: 300_000 }, () => {
  const { engine } = inject('templates');
  // A server is killed in the middle of all of France: what it takes for empty would be felt on no less. A folder is thrown away.
  const isWhole = engine === 'postgresql';
  let hubs: HubProcesses;
  beforeAll(async () => {
    hubs = await hubProcesses('empty', isWhole ? undefined : './test/server/first-load-of-two-regions.mjs');
  });
  afterEach(() => hubs.killAll());
  afterAll(() => hubs.drop());

  it('survives kills during the first load, and ends with the data of a clean start', async () => {
    // Before there is a base, and in the middle of the transaction that fills it.
    for (const words of ['Ouverture', 'Conventions :']) {
      const hub = hubs.start();
      await hub.says(words);
      await hub.stop('SIGKILL');
    }
    // What a server does by itself a minute later: it takes tables of dead rows for empty ones.
    if (hubs.location.kind === 'server') await onServer(hubs.location.url, 'analyze');
    // Any command fills the base as the hub does.
    const survivor = hubs.start(['batches'], 'cli');
    expect(await survivor.ended).toBe(0);
    expect(survivor.output()).toContain('Premier démarrage');

    // The facts of the other tests were filled without a break.
    const clean = await copyBase(isWhole ? 'facts' : 'west_facts');
    const expected = await digestAt(clean.location);
    await clean.drop();
    expect(expected.territory).toMatch(isWhole ? /^36360 / : /^2696 /);
    expect(await digestAt(hubs.location)).toEqual(expected);
  });

  it('loads nothing again the second time, says where it is, and warns of nothing', async () => {
    const hub = hubs.start();
    const output = await hub.says('Ctrl+C');
    expect(output).not.toMatch(/Premier démarrage|Chargement :|warn|deprecat/i);
    const address = /API GraphQL {2}(\S+)/.exec(output)?.[1] ?? '';
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ commune(code: "49018") { subsidies(fiscalYear: 2023) { total } } }' }),
    });
    expect(await response.json()).toEqual({ data: { commune: { subsidies: { total: 780552 } } } });
    await hub.stop('SIGTERM');
    expect(await hub.ended).toBe(0);
  });

  it('refuses demonstration data on a base of facts, and a second owner of an embedded base', async () => {
    if (engine === 'postgresql') {
      const hub = hubs.start(['--demonstration']);
      expect(await hub.ended).toBe(1);
      expect(hub.output()).toContain('ne se mélangent jamais');
      return;
    }
    const owner = hubs.start();
    await owner.says('ctg-hub est prêt');
    const second = hubs.start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('est déjà utilisée, par un autre hub ou par une commande');
    expect(second.output()).not.toContain('    at ');
  });

  // A server's base is not a folder of ours.
  if (engine === 'embedded') {
    it('touches nothing in a folder that is not a base', async () => {
      const foreign = join(hubs.directory, 'demonstration', 'pgdata');
      mkdirSync(foreign, { recursive: true });
      for (const [file, content] of [
        ['notes.txt', 'à garder'],
        ['PG_VERSION', 'abîmé'],
      ] as const) {
        writeFileSync(join(foreign, file), content);
        const hub = hubs.start(['--demonstration']);
        expect(await hub.ended).toBe(1);
        expect(hub.output()).toContain('Rien n’y a été effacé');
        expect(readFileSync(join(foreign, 'notes.txt'), 'utf8')).toBe('à garder');
      }
    });
  }
});
