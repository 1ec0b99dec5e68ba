import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { heldContent } from '../content/fill.js';
import type { Database } from '../db/open.js';
import { migrationsDone } from '../db/open.js';
import { HubError } from '../errors.js';
import { currentRevision } from '../provenance/totals-verdict.sql.js';
import { type BackupHeading, Summing, type WholeBackup } from './backup-file.js';
import { baseTables, readAsOfNow, rowsOf } from './backup-tables.sql.js';

/**
 * Writes everything that a base holds to a file, as of one moment: loads go on meanwhile on a server, and wait on the embedded engine.
 * The file has its name once it is whole; only its owner may read it.
 *
 * @param path where nothing is yet
 * @throws HubError `BACKUP_OF_NOTHING`, or `FILE_NOT_WRITABLE`
 */
export async function writeBackup(database: Pick<Database, 'fork'>, path: string): Promise<WholeBackup> {
  const unfinished = `${path}.unfinished`;
  try {
    const whole = await database.fork().transactional(async (em) => {
      await readAsOfNow(em as SqlEntityManager);
      const heading = await headingOf(em as SqlEntityManager);
      const summing = new Summing();
      const lines = Readable.from(linesFor(em as SqlEntityManager, heading, summing));
      await pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600, flush: true }));
      return { heading, tables: summing.end() };
    });
    renameSync(unfinished, path);
    return whole;
  } catch (error) {
    rmSync(unfinished, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new HubError('FILE_NOT_WRITABLE', { path, reason: code ?? '' });
  }
}

async function headingOf(em: SqlEntityManager): Promise<BackupHeading> {
  const migrations = await migrationsDone(em);
  const content = migrations.length === 0 ? null : await heldContent(em);
  if (content === null) throw new HubError('BACKUP_OF_NOTHING', undefined);
  const revision = await currentRevision(em);
  const madeAt = new Date().toISOString();
  return { format: 'ctg-hub-backup', version: 1, content, revision, madeAt, migrations };
}

async function* linesFor(em: SqlEntityManager, heading: BackupHeading, summing: Summing) {
  yield `#backup ${JSON.stringify(heading)}\n`;
  for (const { name } of await baseTables(em)) {
    yield `#table ${JSON.stringify({ name })}\n`;
    summing.begin(name);
    for await (const rows of rowsOf(em, name)) {
      for (const row of rows) summing.add(name, row);
      yield `${rows.join('\n')}\n`;
    }
  }
  yield `#end ${JSON.stringify({ tables: summing.end() })}\n`;
}
