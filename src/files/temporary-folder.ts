import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What temporary folders of the hub are for. */
export type Purpose = 'uploads' | 'source';

const prefixOf = (purpose: Purpose): string => `ctg-hub-${purpose}-`;

/** Makes a folder that nobody else may read. Its name says which process is to remove it. */
export const makeTemporaryFolder = (purpose: Purpose, parent = tmpdir()): string =>
  mkdtempSync(join(parent, `${prefixOf(purpose)}${process.pid}-`));

export function removeTemporaryFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Removes what processes that were killed have left. */
export function removeOrphans(purpose: Purpose, parent = tmpdir()): void {
  const prefix = prefixOf(purpose);
  for (const name of readdirSync(parent)) {
    const pid = Number(name.startsWith(prefix) && name.slice(prefix.length).split('-')[0]);
    if (pid > 0 && isOrphan(join(parent, name), pid)) removeTemporaryFolder(join(parent, name));
  }
}

/** In a container a process and the one before it often have the same number: then the age of the folder tells. */
const isOrphan = (folder: string, pid: number): boolean =>
  pid === process.pid ? changedAt(folder) < Date.now() - process.uptime() * 1_000 : !isAlive(pid);

const changedAt = (folder: string): number =>
  statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Someone else's process is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
