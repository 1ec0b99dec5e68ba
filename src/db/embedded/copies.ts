import { constants, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../../errors.js';

const prefix = 'pgdata-before-';
/** A base is large: the copies of the last migrations are kept, not those of all. */
const kept = 2;

/** Copies of the base of a folder that were made before something was done to it, the oldest first. */
export const copiesIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.startsWith(prefix) && !name.endsWith(unfinished))
    .map((name) => ({ name, at: statSync(join(directory, name)).mtimeMs }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ name }) => name);

const unfinished = '.unfinished';

/**
 * Copies the files of a base beside it, under a name that says before what. A copy has its name once it is whole.
 * @throws HubError `BASE_NOT_COPIED`
 */
export async function copyBase(directory: string, data: string, before: string): Promise<void> {
  const name = `${prefix}${before}`;
  const copy = join(directory, name);
  const begun = `${copy}${unfinished}`;
  try {
    rmSync(begun, { recursive: true, force: true });
    // Where the file system can share blocks, the copy takes none of its own.
    await cp(data, begun, { recursive: true, mode: constants.COPYFILE_FICLONE });
  } catch (error) {
    rmSync(begun, { recursive: true, force: true });
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new HubError('BASE_NOT_COPIED', { copy, reason });
  }
  // One of the same name is of an earlier try, and may know less.
  rmSync(copy, { recursive: true, force: true });
  renameSync(begun, copy);
  for (const old of copiesIn(directory)
    .filter((each) => each !== name)
    .slice(0, 1 - kept))
    rmSync(join(directory, old), { recursive: true, force: true });
}

/** Puts a base in the place of that of a folder, which becomes a copy. Nothing may open the folder meanwhile. */
export function replaceBase(directory: string, data: string, from: string, before: string): void {
  const copy = join(directory, `${prefix}${before}`);
  if (existsSync(data)) {
    rmSync(copy, { recursive: true, force: true });
    renameSync(data, copy);
  }
  renameSync(from, data);
}
