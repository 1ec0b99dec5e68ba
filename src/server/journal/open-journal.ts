import type { Logger } from 'pino';
import type { Changes } from '../../db/changes.js';
import type { Database } from '../../db/open.js';
import { Journal } from '../../journal/journal.js';

/** The journal of a hub, which says in its log when it cannot be written. */
export const openJournal = (
  { fork }: Pick<Database, 'fork'>,
  changes: Changes | null,
  log: Logger,
): Journal =>
  new Journal({
    fork,
    epoch: () => changes?.epoch() ?? null,
    touch: () => changes?.touch(),
    onFault: (err, lost) => log.error({ err, lost }, 'The journal is not being written'),
  });
