import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Location } from '../db/open.js';

/**
 * An embedded base belongs to one process. While a hub holds it, a file beside it says where that hub answers, so that
 * commands can go through it. A base on a server needs none: everyone opens it.
 */
export interface PublishedAddress {
  readonly publish: (address: string) => void;
  readonly withdraw: () => void;
  /** Null when no hub says that it runs there; one that was killed may still say so. */
  readonly read: () => string | null;
}

export function publishedAddress(location: Location): PublishedAddress {
  if (location.kind !== 'folder') {
    return { publish: () => undefined, withdraw: () => undefined, read: () => null };
  }
  const file = join(location.directory, 'hub-address');
  return {
    publish: (address) => writeFileSync(file, `${address}\n`, { mode: 0o600 }),
    withdraw: () => rmSync(file, { force: true }),
    read: () => {
      try {
        const address = readFileSync(file, 'utf8').trim();
        return URL.canParse(address) ? address : null;
      } catch {
        return null;
      }
    },
  };
}
