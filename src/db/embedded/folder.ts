import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { HubError } from '../../errors.js';
import { copiesIn, copyBase, replaceBase } from './copies.js';
import { lockDirectory } from './lock.js';

/** A folder that this process alone may open. */
export interface TakenFolder {
  /** Where the engine keeps its files. */
  readonly data: string;
  readonly markComplete: () => void;
  /** Copies the files of a base that nobody writes to, before a migration whose name the copy takes. */
  readonly copyBefore: (migration: string) => Promise<void>;
  readonly release: () => void;
}

/**
 * Locks a folder. A base whose first load was interrupted says so by a file beside it: it has never answered anything,
 * so it is thrown away and begun again. Nothing else is ever deleted.
 *
 * @throws HubError `DATABASE_BUSY`, `DATABASE_DAMAGED`, `BASE_SET_ASIDE` or `DATA_DIRECTORY_UNUSABLE`
 */
export async function takeFolder(directory: string): Promise<TakenFolder> {
  prepareFolder(directory);
  const lock = await lockDirectory(directory);
  const data = join(directory, 'pgdata');
  const unfinished = join(directory, 'first-load-unfinished');
  try {
    if (existsSync(unfinished)) rmSync(data, { recursive: true, force: true });
    if (isEmpty(data)) begin(directory, unfinished);
    else if (!existsSync(join(data, 'PG_VERSION')))
      throw new HubError('DATABASE_DAMAGED', { directory: data });
  } catch (error) {
    lock.close();
    throw error;
  }
  return {
    data,
    markComplete: () => rmSync(unfinished, { force: true }),
    copyBefore: async (migration) => {
      // What has never answered anything is not worth a copy.
      if (!existsSync(unfinished)) await copyBase(directory, data, migration);
    },
    release: () => lock.close(),
  };
}

/** An empty base is never made beside copies of another one, whose files somebody has lost or moved. */
function begin(directory: string, unfinished: string): void {
  const copies = copiesIn(directory);
  if (copies.length > 0 && !existsSync(unfinished))
    throw new HubError('BASE_SET_ASIDE', { directory, copies });
  writeFileSync(unfinished, '');
}

function isEmpty(directory: string): boolean {
  return !existsSync(directory) || (statSync(directory).isDirectory() && readdirSync(directory).length === 0);
}

/**
 * Has a new base made apart, which takes its place in a folder once it is whole. What was there is kept as a copy; until then, nothing
 * of it is touched.
 *
 * @param make fills a base in the folder that it is given, and closes it
 * @throws HubError `DATABASE_BUSY`, and `RESTORE_OVER_DATA` if there is something and `isForced` is false
 */
export async function replaceFolder(
  directory: string,
  isForced: boolean,
  make: (directory: string) => Promise<void>,
): Promise<void> {
  prepareFolder(directory);
  const lock = await lockDirectory(directory);
  const data = join(directory, 'pgdata');
  const unfinished = join(directory, 'first-load-unfinished');
  const apart = join(directory, 'restoring');
  try {
    const isFree = existsSync(unfinished) || isEmpty(data);
    if (!isFree && !isForced) throw new HubError('RESTORE_OVER_DATA', undefined);
    rmSync(apart, { recursive: true, force: true });
    await make(apart);
    if (isFree) rmSync(data, { recursive: true, force: true });
    replaceBase(directory, data, join(apart, 'pgdata'), 'restore');
    rmSync(unfinished, { force: true });
  } finally {
    rmSync(apart, { recursive: true, force: true });
    lock.close();
  }
}

/** What an engine writes before it answers; with less, starting one would only fail. */
const leastRoom = 32 * 2 ** 20;

/** Whether the disk of a folder has room for an engine to start there. */
export function hasRoom(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize >= leastRoom;
}

function prepareFolder(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    throw new HubError('DATA_DIRECTORY_UNUSABLE', { directory, reason });
  }
}
