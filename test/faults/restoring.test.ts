import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeBackup } from '../../src/backup/write-backup.js';
import { openDatabase } from '../../src/db/open.js';
import { model } from '../../src/hub.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { type HubProcesses, hubProcesses } from '../server/hub-process.js';
import { linesOf, totalRows } from './content.js';
import { note } from './notes.js';

const { engine } = inject('templates');

/** `ctg restore --remplacer`, over an embedded base that has moved on since its backup. */
describe.skipIf(engine !== 'embedded')(
  'an embedded base that a backup is to replace',
  { timeout: 300_000 },
  () => {
    let hubs: HubProcesses;
    let folder: string;
    let data: string;
    let backup: string;
    let saved: object;
    let now: object;

    beforeAll(async () => {
      if (engine !== 'embedded') return;
      hubs = await hubProcesses('west_facts');
      folder = join(hubs.directory, 'facts');
      data = join(folder, 'pgdata');
      backup = join(hubs.directory, 'hub.gz');
      const database = await openDatabase(hubs.location, model);
      await writeBackup(database, backup);
      saved = await totalRows(database);
      const bytes = { kind: 'memory', bytes: Buffer.from(linesOf('later', 30)) } as const;
      const file = { name: 'later.csv', bytes };
      await load(database, { dataset: subsidies, file, author: 'Ana', demonstration: false });
      now = await totalRows(database);
      await database.close();
      expect(now).not.toEqual(saved);
    });
    afterAll(async () => {
      await hubs?.killAll();
      await hubs?.drop();
    });

    const restore = (file = backup) => hubs.start(['restore', file, '--remplacer'], 'cli');
    /** Every file of the base, with its length and when it was written: equal only if nobody has opened it. */
    const filesNow = () =>
      readdirSync(data, { recursive: true, encoding: 'utf8' })
        .map((name) => ({ name, at: statSync(join(data, name)) }))
        .map(({ name, at }) => `${name} ${at.size} ${at.mtimeMs}`)
        .toSorted();
    const rowsIn = async (directory: string) => {
      const database = await openDatabase({ kind: 'folder', directory }, model);
      const found = await totalRows(database);
      await database.close();
      return found;
    };

    it('is not touched by a backup that is cut', async () => {
      const before = filesNow();
      const cut = join(hubs.directory, 'cut.gz');
      writeFileSync(cut, readFileSync(backup).subarray(0, 100_000));
      expect(await restore(cut).ended).toBe(1);
      expect(filesNow()).toEqual(before);
      expect(readdirSync(folder)).toEqual(['pgdata']);
    });

    it('is not touched when the restore is killed while it fills the new one', async () => {
      const before = filesNow();
      const restoring = restore();
      while (!existsSync(join(folder, 'restoring', 'pgdata', 'PG_VERSION'))) await wait(20);
      await wait(300);
      await restoring.stop('SIGKILL');
      expect(readdirSync(folder)).toEqual(['pgdata', 'restoring']);
      expect(filesNow()).toEqual(before);
    });

    it('is left to the hub that serves it', async () => {
      const served = await openDatabase(hubs.location, model);
      const refused = restore();
      expect(await refused.ended).toBe(1);
      expect(refused.output()).toContain(folder);
      await served.close();
      expect(existsSync(`${data}-before-restore`)).toBe(false);
    });

    it('is replaced whole in the end, and kept beside as it was', async () => {
      const restored = restore();
      expect([await restored.ended, restored.output()]).toEqual([0, expect.stringContaining('Restauré')]);
      expect(readdirSync(folder).toSorted()).toEqual(['pgdata', 'pgdata-before-restore']);
      expect(await rowsIn(folder)).toEqual(saved);
      // As the documentation says to go back.
      const back = join(hubs.directory, 'back');
      mkdirSync(back);
      cpSync(`${data}-before-restore`, join(back, 'pgdata'), { recursive: true });
      expect(await rowsIn(back)).toEqual(now);
      note('`restore --remplacer` coupé, tué, refusé, puis fait', { saved, now });
    });
  },
);
