import { localViewer } from '../access/authenticate.js';
import type { Database } from '../db/open.js';
import { askedOf } from '../journal/asked.js';
import { Journal } from '../journal/journal.js';
import { JournalKind, JournalOrigin, success } from '../journal/journal.rules.js';
import type { WholeBackup } from './backup-file.js';
import { hasJournal } from './journal-of-backups.sql.js';

/**
 * Notes in the journal that all of the base has left it, or that a backup has taken its place. A base of before the journal notes nothing.
 *
 * @throws what kept it from being written
 */
export async function noteBackup(
  { fork }: Pick<Database, 'fork'>,
  kind: JournalKind.EXPORT | JournalKind.ADMINISTRATION,
  { heading: { revision, madeAt } }: WholeBackup,
): Promise<void> {
  if (!(await hasJournal(fork()))) return;
  const journal = new Journal({
    fork,
    epoch: () => null,
    touch: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  const verb = kind === JournalKind.EXPORT ? 'backup' : 'restore';
  journal.note({
    viewer: localViewer,
    origin: JournalOrigin.COMMAND,
    asked: askedOf(kind, { fields: [`${verb}(madeAt: "${madeAt}")`] }),
    outcome: success,
    milliseconds: 0,
    revision,
  });
  await journal.close();
}
