import { join } from 'node:path';
import type { Config } from '../config.js';
import type { Location } from '../db/open.js';

/** Real facts and demonstration data have a folder each, so that trying one never touches the other. */
export function locationOf({ databaseUrl, dataDirectory, content }: Config): Location {
  if (databaseUrl !== null) return { kind: 'server', url: databaseUrl };
  return { kind: 'folder', directory: join(dataDirectory, content.toLowerCase()) };
}
