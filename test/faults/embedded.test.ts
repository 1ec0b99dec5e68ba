import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migration } from '@mikro-orm/migrations';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import { hubOver, type TestHub } from '../hub.js';
import { empty, fill, mountSmall, smallDisk } from './cluster.js';
import { loadFile, questions, totalRows } from './content.js';
import { note } from './notes.js';
import { Readers } from './traffic.js';

const templates = inject('templates');
const noDisk = smallDisk();
if (noDisk !== null) console.warn(`A full disk is not tried: ${noDisk}`);

describe.skipIf(templates.engine !== 'embedded')('an embedded base', { timeout: 120_000 }, () => {
  let root: string;
  let disk: string;
  let whole: string;

  beforeAll(() => {
    if (templates.engine !== 'embedded') return;
    root = mkdtempSync(join(tmpdir(), 'ctg-hub-embedded-'));
    disk = join(root, 'disk');
    whole = join(root, 'whole');
    mkdirSync(disk);
    mkdirSync(join(whole, 'pgdata'), { recursive: true });
    execFileSync('tar', ['-xf', templates.files.facts, '-C', join(whole, 'pgdata')]);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const copy = (name: string): string => {
    const directory = join(root, name);
    cpSync(whole, directory, { recursive: true });
    return directory;
  };
  const opened = async (directory: string) => openDatabase({ kind: 'folder', directory }, model);
  const rowsIn = async (directory: string) => {
    const database = await opened(directory);
    const found = await totalRows(database);
    await database.close();
    return found;
  };

  it.skipIf(noDisk !== null)(
    'keeps everything when its disk is full, and goes on once there is room',
    async () => {
      mountSmall(disk, 200);
      let hub: TestHub | null = null;
      try {
        cpSync(whole, join(disk, 'facts'), { recursive: true });
        hub = await hubOver(await opened(join(disk, 'facts')), { maximumUploadBytes: 2 ** 24 });
        const answers = new Map<string, unknown>();
        for (const question of questions) answers.set(question, (await hub.ask(question)).data);
        const before = await totalRows(hub.database);
        fill(disk, 2_000_000);
        const readers = new Readers(hub, answers, 2);
        const load = await loadFile(hub, 'f', 20_000);
        const outcome = await load.ended();
        expect(outcome.status).toBe(503);
        expect(['DATABASE_FULL', 'DATABASE_UNAVAILABLE']).toContain(outcome.code);
        empty(disk);
        const isReady = async () =>
          expect((await (hub as TestHub).app.inject('/health/ready')).json()).toMatchObject({
            status: 'ready',
          });
        await vi.waitFor(isReady, { timeout: 30_000, interval: 200 });
        const traffic = await readers.stop();
        expect(traffic.wrong).toEqual([]);
        expect(await totalRows(hub.database)).toEqual(before);
        const again = await loadFile(hub, 'f', 20_000);
        expect(await again.ended()).toMatchObject({ status: 200, added: 20_000 });
        const after = await totalRows(hub.database);
        expect(after.subsidy - before.subsidy).toBe(20_000);
        note('Disque de la base embarquée plein pendant un chargement de 20 000 lignes', {
          outcome,
          ...traffic,
          before,
          after,
        });
      } finally {
        await hub?.close();
        execFileSync('umount', ['-l', disk]);
      }
    },
  );

  it.each([
    ['its version is gone', (data: string) => rmSync(join(data, 'PG_VERSION')), 'DATABASE_DAMAGED'],
    [
      'its control file is cut',
      (data: string) => truncateSync(join(data, 'global/pg_control'), 100),
      'DATABASE_DAMAGED',
    ],
    [
      'its list of databases is cut',
      (data: string) => truncateSync(join(data, 'global/pg_filenode.map'), 10),
      'DATABASE_DAMAGED',
    ],
    ['it was renamed as a copy', (data: string) => renameSync(data, `${data}-before-x`), 'BASE_SET_ASIDE'],
  ])('is refused, and not replaced, when %s', async (name, damage, code) => {
    const directory = copy(name);
    damage(join(directory, 'pgdata'));
    // An engine that fails to start may tidy what it had for itself; tables are none of it.
    const tables = () =>
      readdirSync(directory, { recursive: true }).filter((path) => String(path).includes('/base/'));
    const before = tables();
    expect(before.length).toBeGreaterThan(100);
    for (let attempt = 0; attempt < 2; attempt += 1)
      await expect(opened(directory)).rejects.toMatchObject({ code });
    expect(tables()).toEqual(before);
    rmSync(directory, { recursive: true });
  });

  it('that lost the rows of a table is found out by the check of figures', async () => {
    const directory = copy('cut');
    const before = await opened(directory);
    const [table] = await rows(
      before.fork(),
      'file',
      sql<{ file: string }>`select pg_relation_filepath('subsidy') as file`,
    );
    await before.close();
    truncateSync(join(directory, 'pgdata', table?.file ?? ''), 0);
    const cut = await opened(directory);
    const wrong = await wrongKept(cut.fork());
    await cut.close();
    expect(Object.values(wrong).some((count) => count > 0)).toBe(true);
    rmSync(directory, { recursive: true });
  });

  const columnsOf = async ({ fork }: Database, table: string) => {
    const [found] = await rows(
      fork(),
      'columns',
      sql<{ names: string[] }>`
        select array_agg(column_name::text order by column_name) as names
        from information_schema.columns where table_name = ${table}`,
    );
    return found?.names;
  };

  class Later extends Migration {
    override up(): void {
      this.addSql('alter table hub_state add column later int');
    }
  }
  class Failing extends Migration {
    override up(): void {
      this.addSql('delete from batch_change');
      this.addSql('select 1/0');
    }
  }
  const migratedBy = async (directory: string, name: string, migration: typeof Migration) => {
    const later = { ...model, migrations: [...model.migrations, { name, class: migration as typeof Later }] };
    const database = await openDatabase({ kind: 'folder', directory }, later);
    await database.migrate().finally(() => database.close());
  };
  const copiesIn = (directory: string) => readdirSync(directory).filter((name) => name.startsWith('pgdata-'));

  it('is copied before a migration, once, and the copy opens in its place', async () => {
    const directory = copy('migrated');
    const before = await rowsIn(directory);
    expect(copiesIn(directory)).toEqual([]);
    await migratedBy(directory, '29990101-later', Later);
    expect(copiesIn(directory)).toEqual(['pgdata-before-29990101-later']);
    await migratedBy(directory, '29990101-later', Later);
    expect(copiesIn(directory)).toEqual(['pgdata-before-29990101-later']);

    // As the documentation says to go back.
    renameSync(join(directory, 'pgdata'), join(directory, 'set-aside'));
    renameSync(join(directory, 'pgdata-before-29990101-later'), join(directory, 'pgdata'));
    const old = await opened(directory);
    expect(await totalRows(old)).toEqual(before);
    // What the migration has done is undone.
    expect(await columnsOf(old, 'hub_state')).toEqual(['content', 'id']);
    await old.close();
    rmSync(directory, { recursive: true });
  });

  it('is left as it was by a migration that fails, and keeps two copies at most', async () => {
    const directory = copy('failing');
    const before = await rowsIn(directory);
    await expect(migratedBy(directory, '29990101-failing', Failing)).rejects.toThrow();
    expect(await rowsIn(directory)).toEqual(before);
    for (const name of ['old', 'older']) mkdirSync(join(directory, `pgdata-before-${name}`));
    await migratedBy(directory, '29990102-later', Later);
    expect(copiesIn(directory)).toHaveLength(2);
    expect(copiesIn(directory)).toContain('pgdata-before-29990102-later');
    const version = join(directory, 'pgdata-before-29990102-later', 'PG_VERSION');
    expect([existsSync(version), readFileSync(version, 'utf8')]).toEqual([true, '18\n']);
    rmSync(directory, { recursive: true });
  });
});
