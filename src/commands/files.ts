import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { HubError } from '../errors.js';

/** Where the person stands who typed the command: the hub itself runs in its own folder. */
const from = process.cwd();

/**
 * A file that can be read, by its full path.
 * @throws HubError `FILE_NOT_FOUND`, `FILE_IS_DIRECTORY` or `FILE_NOT_READABLE`
 */
export function existingFile(path: string): string {
  const full = resolve(from, path);
  const stat = statSync(full, { throwIfNoEntry: false, bigint: false });
  if (stat === undefined) throw new HubError('FILE_NOT_FOUND', { path });
  if (stat.isDirectory()) throw new HubError('FILE_IS_DIRECTORY', { path });
  try {
    accessSync(full, constants.R_OK);
  } catch {
    throw new HubError('FILE_NOT_READABLE', { path });
  }
  return full;
}

/** @throws HubError `FILE_NOT_WRITABLE` */
export function writeResult(path: string, bytes: Uint8Array | string): void {
  try {
    writeFileSync(resolve(from, path), bytes);
  } catch (error) {
    throw new HubError('FILE_NOT_WRITABLE', { path, reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

export const isSameFile = (one: string, other: string): boolean =>
  resolve(from, one) === resolve(from, other);
