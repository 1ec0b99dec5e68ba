import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/open.js';
import { model } from '../../src/hub.js';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import { hubOver, type TestHub } from '../hub.js';
import { loadFile, questions, totalRows } from './content.js';
import { note } from './notes.js';
import { Readers } from './traffic.js';

const templates = inject('templates');

/** Its log of changes is taken away: the engine panics when it needs the next file of it, as it does when a disk fails. */
describe.skipIf(templates.engine !== 'embedded')(
  'an embedded engine that panics',
  { timeout: 120_000 },
  () => {
    let root: string;
    let hub: TestHub;
    const answers = new Map<string, unknown>();
    const log = () => join(root, 'pgdata', 'pg_wal');

    beforeAll(async () => {
      if (templates.engine !== 'embedded') return;
      root = mkdtempSync(join(tmpdir(), 'ctg-hub-panic-'));
      mkdirSync(join(root, 'pgdata'));
      execFileSync('tar', ['-xf', templates.files.facts, '-C', join(root, 'pgdata')]);
      hub = await hubOver(await openDatabase({ kind: 'folder', directory: root }, model), {
        maximumUploadBytes: 2 ** 24,
      });
      for (const question of questions) answers.set(question, (await hub.ask(question)).data);
    });
    afterAll(async () => {
      await hub?.close();
      rmSync(root, { recursive: true, force: true });
    });

    it('is started again over its files, twice, and has all that was committed', async () => {
      let before = await totalRows(hub.database);
      for (const name of ['one', 'two']) {
        const kept = await loadFile(hub, `kept-${name}`, 20);
        expect(await kept.ended()).toMatchObject({ status: 200, added: 20 });
        before = { ...(await totalRows(hub.database)), subsidy: before.subsidy + 20 };
        const readers = new Readers(hub, answers, 2);
        const load = await loadFile(hub, `lost-${name}`, 6_000);
        renameSync(log(), `${log()}-away`);
        const outcome = await load.ended();
        renameSync(`${log()}-away`, log());
        expect(outcome).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
        await vi.waitFor(
          async () =>
            expect((await hub.app.inject('/health/ready')).json()).toMatchObject({ status: 'ready' }),
          { timeout: 30_000, interval: 200 },
        );
        const right = readers.right;
        await vi.waitFor(() => expect(readers.right).toBeGreaterThan(right + 4), 20_000);
        const traffic = await readers.stop();
        expect(traffic.wrong).toEqual([]);
        expect(await totalRows(hub.database)).toEqual(before);
        note('Moteur embarqué arrêté par une panique pendant un chargement', { outcome, ...traffic });
      }
      // What was refused is taken now, and the figures are those of the rows.
      const again = await loadFile(hub, 'lost-two', 6_000);
      expect(await again.ended()).toMatchObject({ status: 200, added: 6_000 });
      expect(Object.values(await wrongKept(hub.database.fork())).filter((count) => count > 0)).toEqual([]);
    });
  },
);
