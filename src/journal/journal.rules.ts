/** What a line of the journal is of. */
export enum JournalKind {
  /** Figures, lists, whatever is asked. */
  READ = 'READ',
  /** Rows that leave the hub as rows, and workbooks. */
  EXPORT = 'EXPORT',
  LOAD = 'LOAD',
  /** Keys, sources, campaigns, undoings, checks. */
  ADMINISTRATION = 'ADMINISTRATION',
  /** What the hub does by itself: its starts and stops, what it purges, what it could not write. */
  UPKEEP = 'UPKEEP',
}

/** By which door a request came, as its sender says. */
export enum JournalOrigin {
  EXPLORER = 'EXPLORER',
  LOADER = 'LOADER',
  COMMAND = 'COMMAND',
  API = 'API',
  SOURCE = 'SOURCE',
  HUB = 'HUB',
}

/** How an answer was come by: worked out, kept from before, or known to its reader already. */
export type Answered = 'WORKED_OUT' | 'KEPT' | 'UNCHANGED';

/** Outcome of what went well; any other is the code of an error. */
export const success = 'OK';

const doors: Readonly<Record<string, JournalOrigin>> = {
  explorer: JournalOrigin.EXPLORER,
  loader: JournalOrigin.LOADER,
  command: JournalOrigin.COMMAND,
};

/** Header by which the pages and the commands of the hub say that they ask. Whoever sends it may lie: it is no proof. */
export const fromHeader = 'x-ctg-hub-from';
export const originOf = (said: unknown): JournalOrigin => doors[String(said)] ?? JournalOrigin.API;

/** What is asked over and over counts in one line an hour, for everybody who asks it in the same way. */
export const hourOf = (milliseconds: number): number => Math.floor(milliseconds / 3_600_000) * 3_600_000;
