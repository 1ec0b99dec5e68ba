import type { SqlEntityManager } from '@mikro-orm/sql';
import { currentRevision } from '../provenance/totals-verdict.sql.js';
import { askedOf } from './asked.js';
import { DistinctReads } from './distinct-reads.js';
import { JournalKind, JournalOrigin, success } from './journal.rules.js';
import {
  addEvent,
  addLine,
  type DatedLine,
  type Event,
  type Line,
  nameOf,
  newLine,
  recordsOf,
} from './journal-line.js';
import { Revisions } from './revisions.js';
import { writeJournal } from './write-journal.sql.js';

export interface JournalOptions {
  readonly fork: () => SqlEntityManager;
  /** Of the base: grows with each change; null while none would be heard of. */
  readonly epoch: () => number | null;
  /** Begins another one, after a change of this process's own. */
  readonly touch: () => void;
  /** Hears that lines wait, and how many events are lost for ever. */
  readonly onFault: (error: unknown, lost: number) => void;
  readonly pauseMilliseconds?: number;
  readonly maximumLines?: number;
}

const usualPause = 2_000;
const mostLines = 5_000;

/** What an auditor reads in place of events that could not be written. */
export const lostOutcome = 'JOURNAL_LINES_LOST';

/**
 * Notes who asked for what, in memory, and writes it to the base a few seconds later, in one statement, out of the way of those who ask.
 * While the base is away lines wait; beyond a bound, events are only counted, and the journal says how many it lacks.
 */
export class Journal {
  #waiting = new Map<string | symbol, Line>();
  #lost = 0;
  #firstLostAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #revisions: Revisions;
  readonly #reads = new DistinctReads();

  constructor(private readonly options: JournalOptions) {
    this.#revisions = new Revisions(options.epoch, () => currentRevision(options.fork()));
  }

  /** What an event that begins now is of: see `Event.epoch`. */
  epoch(): number | null {
    return this.#revisions.now();
  }

  /** What was made of the base by what has just been done. */
  epochAfterChange(): number | null {
    this.options.touch();
    return this.#revisions.now();
  }

  /** Costs a look-up in memory. */
  note(happened: Event): void {
    const now = Date.now();
    const event = this.#reads.told(happened, now);
    const epoch = event.epoch === undefined ? this.#revisions.now() : event.epoch;
    const name = nameOf(event, now, epoch) ?? Symbol('alone');
    const line = this.#waiting.get(name) ?? this.#begin(name, newLine(event, now, epoch));
    if (line) addEvent(line, event, now);
    else this.#lose(event.count ?? 1, now);
    this.#writeSoon();
  }

  #writeSoon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), this.options.pauseMilliseconds ?? usualPause).unref();
  }

  #begin(name: string | symbol, line: Line): Line | null {
    if (this.#waiting.size >= (this.options.maximumLines ?? mostLines)) return null;
    this.#waiting.set(name, line);
    return line;
  }

  #lose(count: number, now: number): void {
    if (this.#lost === 0) this.#firstLostAt = now;
    this.#lost += count;
  }

  /** Writes what waits; one writing follows another. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Writes all that can be written, and says what could not. */
  async close(): Promise<void> {
    await this.flush();
    clearTimeout(this.#timer);
    const left = [...this.#waiting.values()].reduce((sum, { count }) => sum + count, this.#lost);
    if (left > 0) this.options.onFault(new Error('The journal could not be written before the end'), left);
  }

  async #write(): Promise<void> {
    const [lines, lost] = [this.#waiting, this.#lost];
    if (lines.size === 0 && lost === 0) return;
    this.#waiting = new Map();
    this.#lost = 0;
    try {
      const dated: DatedLine[] = [];
      for (const line of lines.values()) dated.push({ line, revision: await this.#revisions.of(line.epoch) });
      if (lost > 0) dated.push({ line: lossLine(lost, this.#firstLostAt), revision: null });
      await writeJournal(this.options.fork(), recordsOf(dated));
    } catch (error) {
      this.#takeBack(lines, lost);
      this.options.onFault(error, this.#lost);
      this.#writeSoon();
    }
  }

  /** Lines that could not be written wait again, before those that have come since. */
  #takeBack(lines: Map<string | symbol, Line>, lost: number): void {
    const since = this.#waiting;
    this.#waiting = lines;
    this.#lost += lost;
    for (const [name, line] of since) {
      const known = lines.get(name);
      if (known) addLine(known, line);
      else if (!this.#begin(name, line)) this.#lose(line.count, line.firstAt);
    }
  }
}

/** Something that the hub did by itself. */
export const upkeep = (words: string, outcome: string = success, count = 1): Event => ({
  viewer: null,
  origin: JournalOrigin.HUB,
  asked: askedOf(JournalKind.UPKEEP, { fields: [words] }),
  outcome,
  milliseconds: 0,
  count,
});

function lossLine(lost: number, since: number): Line {
  const event = upkeep('journal : demandes que le hub n’a pas pu noter', lostOutcome, lost);
  const line = newLine(event, since, null);
  addEvent(line, event, Date.now());
  return line;
}
