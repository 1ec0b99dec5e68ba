import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
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
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat === undefined) throw new HubError('FILE_NOT_FOUND', { path });
  if (stat.isDirectory()) throw new HubError('FILE_IS_DIRECTORY', { path });
  try {
    accessSync(full, constants.R_OK);
  } catch {
    throw new HubError('FILE_NOT_READABLE', { path });
  }
  return full;
}

/**
 * Refuses a place where something is: what a person has typed into a workbook is never written over.
 * @throws HubError `FILE_EXISTS`
 */
export function assertFree(path: string): void {
  if (existsSync(resolve(from, path))) throw new HubError('FILE_EXISTS', { path });
}

/**
 * A place where nothing is yet, by its full path.
 * @throws HubError `FILE_EXISTS`
 */
export function freePath(path: string): string {
  assertFree(path);
  return resolve(from, path);
}

/** @throws HubError `FILE_EXISTS` or `FILE_NOT_WRITABLE` */
export function writeResult(path: string, bytes: Uint8Array): void {
  assertFree(path);
  try {
    writeFileSync(resolve(from, path), bytes, { flag: 'wx' });
  } catch (error) {
    throw new HubError('FILE_NOT_WRITABLE', { path, reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}
