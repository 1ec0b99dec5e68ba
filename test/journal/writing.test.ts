import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { askedOf } from '../../src/journal/asked.js';
import { Journal } from '../../src/journal/journal.js';
import { JournalKind, JournalOrigin } from '../../src/journal/journal.rules.js';
import type { Event } from '../../src/journal/journal-line.js';
import { purgeOld } from '../../src/server/retention.js';
import { openViewer } from '../../src/viewer.js';
import { openHub, type TestHub } from '../hub.js';

const read = (words: string, more: Partial<Event> = {}): Event => ({
  viewer: openViewer,
  origin: JournalOrigin.API,
  asked: askedOf(JournalKind.READ, { fields: [words] }),
  outcome: 'OK',
  milliseconds: 10,
  ...more,
});

describe('what is written of the journal', () => {
  let hub: TestHub;
  let isAway = false;
  const faults: [string, number][] = [];

  const open = (maximumLines = 5_000) =>
    new Journal({
      fork: () => {
        if (isAway) throw new Error('away');
        return hub.database.fork();
      },
      epoch: () => 1,
      touch: () => undefined,
      onFault: (error, lost) => faults.push([(error as Error).message, lost]),
      pauseMilliseconds: 1_000_000,
      maximumLines,
    });
  const lines = () =>
    rows(
      hub.database.fork(),
      'test',
      sql<{
        asked: string[];
        count: number;
        total: number;
        longest: number;
        outcome: string;
        revision: number;
      }>`
        select asked, count, total_milliseconds as total, longest_milliseconds as longest, outcome, revision
        from journal_entry order by id`,
    );

  beforeAll(async () => {
    hub = await openHub('france');
  });
  beforeEach(async () => {
    isAway = false;
    faults.length = 0;
    await rows(hub.database.fork(), 'test', sql`delete from journal_entry`);
  });
  afterAll(() => hub.close());

  it('adds to the line that is there, from whichever process', async () => {
    const [one, other] = [open(), open()];
    one.note(read('a'));
    one.note(read('a', { milliseconds: 30 }));
    one.note(read('b'));
    await one.flush();
    one.note(read('a'));
    other.note(read('a', { milliseconds: 50 }));
    await Promise.all([one.flush(), other.flush()]);
    const common = { outcome: 'OK', revision: 1 };
    expect(await lines()).toEqual([
      { asked: ['a'], count: 4, total: 100, longest: 50, ...common },
      { asked: ['b'], count: 1, total: 10, longest: 10, ...common },
    ]);
  });

  it('waits for a base that is away, and loses nothing', async () => {
    const journal = open();
    isAway = true;
    journal.note(read('a'));
    await journal.flush();
    journal.note(read('a'));
    journal.note(read('b'));
    await journal.flush();
    isAway = false;
    await journal.close();
    expect(faults).toEqual([
      ['away', 0],
      ['away', 0],
    ]);
    expect((await lines()).map(({ asked, count }) => [asked[0], count])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('says how many requests it could not hold', async () => {
    const journal = open(2);
    isAway = true;
    for (const words of ['a', 'b', 'c', 'd', 'a', 'c']) journal.note(read(words));
    await journal.flush();
    expect(faults).toEqual([['away', 3]]);
    isAway = false;
    await journal.flush();
    expect((await lines()).map(({ asked, count, outcome }) => [asked[0], count, outcome])).toEqual([
      ['a', 2, 'OK'],
      ['b', 1, 'OK'],
      ['journal : demandes que le hub n’a pas pu noter', 3, 'JOURNAL_LINES_LOST'],
    ]);
  });

  it('counts together what one viewer reads beyond five hundred different questions in an hour, and no act', async () => {
    const journal = open();
    const act = (kind: JournalKind, words: string) => read('', { asked: askedOf(kind, { fields: [words] }) });
    for (let each = 0; each < 500; each += 1) journal.note(read(`a${each}`));
    for (const words of ['b', 'c', 'd', 'a0']) journal.note(read(words));
    journal.note(read('', { asked: askedOf(JournalKind.READ, { fields: ['e'], readsContacts: true }) }));
    journal.note(read('f', { viewer: { ...openViewer, name: 'Ana' } }));
    journal.note(act(JournalKind.EXPORT, 'export'));
    journal.note(act(JournalKind.LOAD, 'load'));
    journal.note(act(JournalKind.ADMINISTRATION, 'key'));
    await journal.flush();
    const all = (await lines()).map(({ asked, count }) => [asked[0], count]);
    expect(all).toHaveLength(506);
    expect(all[0]).toEqual(['a0', 2]);
    const others = 'autres lectures, au-delà de 500 différentes dans l’heure';
    expect(all.slice(500).toSorted()).toEqual([
      [others, 1],
      [others, 3],
      ['export', 1],
      ['f', 1],
      ['key', 1],
      ['load', 1],
    ]);
  });

  it('says at the end what it could not write', async () => {
    const journal = open(2);
    isAway = true;
    for (const words of ['a', 'a', 'b', 'c']) journal.note(read(words));
    await journal.close();
    expect(faults.at(-1)).toEqual(['The journal could not be written before the end', 4]);
  });

  it('goes when it has been kept as long as it is, and the journal says so', async () => {
    const journal = open();
    for (const words of ['old', 'young']) journal.note(read(words));
    await journal.flush();
    await rows(
      hub.database.fork(),
      'test',
      sql`update journal_entry set last_at = now() - interval '12 months 1 day' where asked = '{old}'`,
    );
    const never = new AbortController().signal;
    const retention = { journalMonths: 12, contactMonths: 12 };
    await purgeOld(hub.database, retention, journal, never);
    await purgeOld(hub.database, retention, journal, never);
    await journal.flush();
    expect((await lines()).map(({ asked, count }) => [asked[0], count])).toEqual([
      ['young', 1],
      ['journal : lignes de plus de 12 mois effacées', 1],
    ]);
  });
});
