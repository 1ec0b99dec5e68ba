import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checkBackup, type TableSums, type WholeBackup } from '../../src/backup/backup-file.js';
import { restoreBackup } from '../../src/backup/restore-backup.js';
import { writeBackup } from '../../src/backup/write-backup.js';
import { type Location, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { lastVerdict } from '../../src/provenance/totals-verdict.sql.js';
import { emptyBase, hubOver, type OwnBase, openHub, type TestHub } from '../hub.js';

const figures = `{
  hub { revision }
  department(code: "49") {
    subsidies(fiscalYear: 2023) { total }
    ctgCoverage(on: "2024-06-30") { communes { numerator denominator } }
  }
}`;

describe('a backup', { timeout: 240_000 }, () => {
  const { engine } = inject('templates');
  const folder = mkdtempSync(join(tmpdir(), 'ctg-hub-backup-'));
  const path = join(folder, 'hub.gz');
  const older = join(folder, 'older.gz');
  let source: TestHub;
  let target: OwnBase;
  let whole: WholeBackup;

  beforeAll(async () => {
    source = await openHub('west_facts');
    // Something that was changed, and something that was undone, so that the journal has rows.
    const amount = (value: number) => ['code insee;exercice;nature;montant', `49018;2023;réel;${value}`];
    await source.load(subsidies, amount(10));
    const { revision } = await source.load(subsidies, amount(12));
    await undoBatch(source.database, revision ?? 0, 'tests');
    await source.load(subsidies, amount(14));
    whole = await writeBackup(source.database, path);
    // As a hub would have written it before its last migration.
    const em = source.database.fork();
    await rows(em, 'older', sql`drop table totals_verdict`);
    await rows(em, 'older', sql`delete from mikro_orm_migrations where name = '20261127-totals-verdict'`);
    await writeBackup(source.database, older);
    target = await emptyBase();
  });
  afterAll(async () => {
    await source.close();
    await target.drop();
    rmSync(folder, { recursive: true });
  });

  const restore = (file = path, options = {}, location: Location = target.location) =>
    restoreBackup(location, model, { path: file, content: 'FACTS', isForced: false, ...options });
  /** What was found of the figures is of the base, not of its data. */
  /** Without what a restore adds: its verdict on the figures, and its line in the journal. */
  const dataOf = ({ totals_verdict: _, journal_entry: __, ...tables }: TableSums) => tables;
  async function backupOf(location: Location): Promise<TableSums> {
    const database = await openDatabase(location, model);
    const again = join(folder, 'again.gz');
    rmSync(again, { force: true });
    const { tables } = await writeBackup(database, again);
    await database.close();
    return dataOf(tables);
  }
  const journalled = async () => {
    const database = await openDatabase(target.location, model);
    const lines = await rows(
      database.fork(),
      'test',
      sql<{ done: string }>`select split_part(asked[1], '(', 1) as done from journal_entry order by id`,
    );
    await database.close();
    return lines.map(({ done }) => done);
  };
  const isUntouched = async () => {
    const database = await openDatabase(target.location, model);
    const pending = await database.pending();
    await database.close();
    return pending.length === model.migrations.length;
  };
  const written = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const altered = (from: string | RegExp, to: string) =>
    gzipSync(gunzipSync(readFileSync(path)).toString().replace(from, to));

  it('counts what it holds, and is let through whole', async () => {
    expect(whole.tables).toMatchObject({ territory: { rows: 2_696 }, hub_state: { rows: 1 } });
    expect(whole.tables.batch_change?.rows).toBeGreaterThan(0);
    expect(await checkBackup(path)).toEqual(whole);
    expect(existsSync(`${path}.unfinished`)).toBe(false);
  });

  it.each([
    ['is cut', () => readFileSync(path).subarray(0, 100_000), 'BACKUP_UNREADABLE'],
    ['lacks its end', () => altered(/#end .*\n$/, ''), 'BACKUP_UNREADABLE'],
    ['lost a row', () => altered(/\{"id": "commune:49018".*\n/, ''), 'BACKUP_UNREADABLE'],
    ['has another figure', () => altered('"amount_cents": ', '"amount_cents": 1'), 'BACKUP_UNREADABLE'],
    ['is a text', () => Buffer.from('Madame, Monsieur\n'), 'BACKUP_UNREADABLE'],
    ['is something else, compressed', () => gzipSync('{"a": 1}\n'), 'BACKUP_UNREADABLE'],
    ['is empty', () => Buffer.of(), 'BACKUP_UNREADABLE'],
    [
      'is of a newer hub',
      () => altered('"20261123-initial"', '"20261123-initial","29990101-later"'),
      'BACKUP_TOO_NEW',
    ],
    [
      'is of the other content',
      () => altered('"content":"FACTS"', '"content":"DEMONSTRATION"'),
      'CONTENT_MISMATCH',
    ],
  ])('that %s is refused', async (name, make, code) => {
    const file = written(`${name}.gz`, make());
    await expect(restore(file)).rejects.toMatchObject({ code });
  });

  it('that is refused leaves the base as it was', async () => {
    expect(await isUntouched()).toBe(true);
  });

  it('of an older hub gives back every row and every figure, brought up to date, with which one goes on', async () => {
    await restore(older);
    expect(await backupOf(target.location)).toEqual(dataOf(whole.tables));
    const restored = await hubOver(await openDatabase(target.location, model));
    expect(await lastVerdict(restored.database.fork())).toMatchObject({ wrong: {}, checkedBy: 'REQUEST' });
    const { data } = await restored.ask(figures);
    expect(data).toEqual((await source.ask(figures)).data);
    expect(data.hub.revision).toBe(whole.heading.revision);
    const amount = ['code insee;exercice;nature;montant', '49018;2023;réel;16'];
    expect(await restored.load(subsidies, amount)).toMatchObject({ changed: 1, isAccepted: true });
    await restored.close();
  });

  it('takes the place of data only if it is told to', async () => {
    const before = await backupOf(target.location);
    expect(before).not.toEqual(dataOf(whole.tables));
    await expect(restore()).rejects.toMatchObject({ code: 'RESTORE_OVER_DATA' });
    expect(await backupOf(target.location)).toEqual(before);
    await restore(path, { isForced: true });
    expect(await backupOf(target.location)).toEqual(dataOf(whole.tables));
    // On a server the line of the restore before this one is kept; a folder is set aside with its own.
    expect(await journalled()).toEqual(
      target.location.kind === 'folder' ? ['restore'] : ['restore', 'restore'],
    );
    if (target.location.kind === 'folder')
      expect(existsSync(join(target.location.directory, 'pgdata-before-restore', 'PG_VERSION'))).toBe(true);
  });

  // The other engine needs no server.
  if (engine === 'postgresql') {
    it('of a server is restored into the embedded engine', async () => {
      const directory = join(folder, 'embedded');
      await restore(path, {}, { kind: 'folder', directory });
      expect(await backupOf({ kind: 'folder', directory })).toEqual(dataOf(whole.tables));
    });
  }
});
