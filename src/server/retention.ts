import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Retention } from '../config/retention.js';
import type { Database } from '../db/open.js';
import { HubError } from '../errors.js';
import { purgeContacts } from '../ingestion/retention/purge-contacts.js';
import { type Journal, upkeep } from '../journal/journal.js';
import { purgedAtOnce, purgeJournal } from '../journal/write-journal.sql.js';

const hour = 3_600_000;

export interface RetentionWatch {
  readonly stop: () => Promise<void>;
}

/** Removes what has been kept as long as the hub keeps it: when it starts, then every hour, and says so in the journal. */
export function watchRetention(
  { fork }: Pick<Database, 'fork'>,
  retention: Retention,
  journal: Journal | null,
  log: Logger,
): RetentionWatch {
  const stopping = new AbortController();

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await purgeOld({ fork }, retention, journal, stopping.signal);
      } catch (error) {
        // The base is away, or has no room: what is too old waits an hour more.
        if (!(error instanceof HubError)) log.error({ err: error }, 'Unexpected error while purging');
      }
      await delay(hour, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  const looking = look();
  return {
    stop: async () => {
      stopping.abort();
      await looking;
    },
  };
}

/** One round of it. Of a journal that is not kept any more nothing goes: whoever wants it gone says so to the base. */
export async function purgeOld(
  { fork }: Pick<Database, 'fork'>,
  { journalMonths, contactMonths }: Retention,
  journal: Journal | null,
  signal: AbortSignal,
): Promise<void> {
  const note = (words: string, count: number) => {
    if (count > 0) journal?.note(upkeep(words, undefined, count));
  };
  const { texts, conventions, authors } = await purgeContacts({ fork }, contactMonths);
  const ended = conventions === 1 ? 'une convention finie' : `${conventions} conventions finies`;
  note(`contacts : textes de ${ended} depuis plus de ${contactMonths} mois effacés`, texts);
  note(`auteurs : noms de plus de ${contactMonths} mois effacés`, authors);
  if (journal === null) return;
  let lines = 0;
  for (let purged = purgedAtOnce; purged === purgedAtOnce && !signal.aborted; lines += purged)
    purged = await purgeJournal(fork(), journalMonths);
  note(`journal : lignes de plus de ${journalMonths} mois effacées`, lines);
}
