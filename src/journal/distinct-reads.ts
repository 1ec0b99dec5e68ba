import { askedOf } from './asked.js';
import { hourOf, JournalKind } from './journal.rules.js';
import { type Event, nameOfViewer } from './journal-line.js';

/** More than a person or a dashboard asks in an hour: whoever asks more cannot fill the disk by it. */
export const mostDistinctReads = 500;

const words = `autres lectures, au-delà de ${mostDistinctReads} différentes dans l’heure`;
const others = [false, true].map((readsContacts) =>
  askedOf(JournalKind.READ, { fields: [words], readsContacts }),
);

/** How many different reads each viewer has had noted in the hour, by this process. */
export class DistinctReads {
  readonly #noted = new Map<string, Set<string>>();
  #hour = 0;

  /** An event as it is noted: beyond so many different reads, what was asked is not told any more. No act is ever told so. */
  told(event: Event, now: number): Event {
    const { viewer, origin, outcome, asked } = event;
    if (asked.kind !== JournalKind.READ) return event;
    this.#begin(hourOf(now));
    const name = viewer === null ? '' : nameOfViewer(viewer);
    const noted = this.#noted.get(name) ?? new Set();
    this.#noted.set(name, noted);
    const id = `${origin} ${outcome} ${asked.id}`;
    if (noted.size >= mostDistinctReads && !noted.has(id))
      return { ...event, asked: others[Number(asked.readsContacts)] ?? asked };
    noted.add(id);
    return event;
  }

  #begin(hour: number): void {
    if (hour === this.#hour) return;
    this.#hour = hour;
    this.#noted.clear();
  }
}
