import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Content } from '../config.js';
import { contentNames } from '../content/fill.js';
import { replaceFolder } from '../db/embedded/folder.js';
import { type Database, type Location, type Model, migrationsDone, openDatabase } from '../db/open.js';
import { HubError } from '../errors.js';
import { lockLoads } from '../ingestion/landing/batch.js';
import { keepIfMissing, wrongKept } from '../ingestion/landing/kept.js';
import { JournalKind } from '../journal/journal.rules.js';
import { currentRevision, keepVerdict } from '../provenance/totals-verdict.sql.js';
import { forgetReach } from '../reach/keep-reach.sql.js';
import { checkBackup, type WholeBackup } from './backup-file.js';
import { baseTables, emptyTables, holdsData, tidyAll } from './backup-tables.sql.js';
import { fillTables } from './fill-tables.js';
import { addJournalAside, hasJournal, putJournalAside } from './journal-of-backups.sql.js';
import { noteBackup } from './note-backup.js';

export interface RestoreRequest {
  readonly path: string;
  /** What the base is to hold. */
  readonly content: Content;
  /** Whether it may take the place of data that are there. */
  readonly isForced: boolean;
}

/**
 * Makes a base what it was when a backup was made of it, then brings it up to date. The file is read whole before the base is touched,
 * and the base is filled in one transaction: it holds all of the backup in the end, or what it held before.
 *
 * @throws HubError `BACKUP_UNREADABLE`, `BACKUP_TOO_NEW`, `CONTENT_MISMATCH`, `RESTORE_OVER_DATA`, `RESTORE_OTHER_TABLES`,
 * `RESTORE_NOT_EQUAL`, and what opening the base throws
 */
export async function restoreBackup(
  location: Location,
  model: Model,
  request: RestoreRequest,
): Promise<WholeBackup> {
  const backup = await checkBackup(request.path);
  const { content, migrations } = backup.heading;
  const known = model.migrations.map(({ name }) => name);
  const unknown = migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new HubError('BACKUP_TOO_NEW', { path: request.path, unknown });
  if (content !== request.content) {
    throw new HubError('CONTENT_MISMATCH', {
      held: contentNames[content],
      asked: contentNames[request.content],
    });
  }
  const restore = async (to: Location) => {
    await withBase(to, modelOf(model, migrations), (database) => refill(database, request, backup));
    await withBase(to, model, async (database) => {
      await bringUpToDate(database);
      await noteBackup(database, JournalKind.ADMINISTRATION, backup);
    });
  };
  if (location.kind === 'folder') {
    await replaceFolder(location.directory, request.isForced, (directory) =>
      restore({ kind: 'folder', directory }),
    );
  } else await restore(location);
  return backup;
}

/** The hub as it was when its tables had these migrations. */
const modelOf = (model: Model, migrations: readonly string[]): Model => ({
  ...model,
  migrations: model.migrations.filter(({ name }) => migrations.includes(name)),
});

async function withBase(
  location: Location,
  model: Model,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(location, model);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function refill(
  database: Database,
  { path, isForced }: RestoreRequest,
  { heading, tables }: WholeBackup,
): Promise<void> {
  const done = await migrationsDone(database.fork());
  if (done.length === 0) await database.migrate();
  else {
    if (!isForced && (await holdsData(database.fork()))) throw new HubError('RESTORE_OVER_DATA', undefined);
    if (done.toSorted().join() !== heading.migrations.toSorted().join())
      throw new HubError('RESTORE_OTHER_TABLES', undefined);
  }
  await database.fork().transactional(async (em) => {
    await lockLoads(em as SqlEntityManager);
    if (!isForced && (await holdsData(em as SqlEntityManager)))
      throw new HubError('RESTORE_OVER_DATA', undefined);
    const isJournalled = await hasJournal(em as SqlEntityManager);
    if (isJournalled) await putJournalAside(em as SqlEntityManager);
    await emptyTables(em as SqlEntityManager, await baseTables(em as SqlEntityManager));
    await fillTables(em as SqlEntityManager, path, tables);
    if (isJournalled) await addJournalAside(em as SqlEntityManager);
  });
  database.markComplete();
}

/** As a start does; then whether the figures are those of the data is known from the beginning. */
async function bringUpToDate(database: Database): Promise<void> {
  await database.migrate();
  await database.fork().transactional(async (em) => {
    await keepIfMissing(em as SqlEntityManager);
    // A revision of another base may bear the same number.
    await forgetReach(em as SqlEntityManager);
  });
  await tidyAll(database.fork());
  await database.fork().transactional(async (forked) => {
    const em = forked as SqlEntityManager;
    await keepVerdict(em, 'REQUEST', await currentRevision(em), await wrongKept(em));
  });
}
