import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Location } from '../db/open.js';

/** Where a hub answers, and what lets this machine's commands in: null where nobody is asked who they are. */
export interface Published {
  readonly address: string;
  readonly secret: string | null;
}

/**
 * An embedded base belongs to one process. While a hub holds it, a file beside it says where that hub answers, so that
 * commands can go through it: whoever may read that file has the base itself. A base on a server needs none: everyone opens it.
 */
export interface PublishedAddress {
  readonly publish: (published: Published) => void;
  readonly withdraw: () => void;
  /** Null when no hub says that it runs there; one that was killed may still say so. */
  readonly read: () => Published | null;
}

export function publishedAddress(location: Location): PublishedAddress {
  if (location.kind !== 'folder') {
    return { publish: () => undefined, withdraw: () => undefined, read: () => null };
  }
  const file = join(location.directory, 'hub-address');
  const withdraw = () => rmSync(file, { force: true });
  return {
    publish: ({ address, secret }) => {
      // A file that was there keeps the mode that it has.
      withdraw();
      writeFileSync(file, `${address}\n${secret === null ? '' : `${secret}\n`}`, { mode: 0o600 });
    },
    withdraw,
    read: () => {
      try {
        const [address = '', secret = ''] = readFileSync(file, 'utf8').split('\n');
        return URL.canParse(address) ? { address, secret: secret || null } : null;
      } catch {
        return null;
      }
    },
  };
}
