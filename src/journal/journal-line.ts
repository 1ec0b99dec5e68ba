import { hash, randomUUID } from 'node:crypto';
import type { Viewer } from '../viewer.js';
import type { Asked } from './asked.js';
import { type Answered, hourOf, JournalKind, type JournalOrigin, success } from './journal.rules.js';

/** Something that was asked or done, once it is over. */
export interface Event {
  /** Null for whoever could not say who they are, and for the hub itself. */
  readonly viewer: Viewer | null;
  readonly origin: JournalOrigin;
  readonly asked: Asked;
  readonly outcome: string;
  readonly milliseconds: number;
  readonly answered?: Answered;
  /** Where it is known; else that of the data at the time. */
  readonly revision?: number | null;
  /** How many of them it is: for what the hub counts by itself. */
  readonly count?: number;
  /** Of the base when it was asked; that of now where nobody says. */
  readonly epoch?: number | null;
}

/** Equal events of an hour, which are one line of the journal. */
export interface Line {
  readonly event: Event;
  readonly firstAt: number;
  lastAt: number;
  readonly epoch: number | null;
  /** Never counted with another. */
  readonly isAlone: boolean;
  count: number;
  kept: number;
  unchanged: number;
  totalMilliseconds: number;
  longestMilliseconds: number;
}

export function newLine(event: Event, now: number, epoch: number | null): Line {
  const line = { event, firstAt: now, lastAt: now, epoch, isAlone: !isCounted(event) };
  return { ...line, count: 0, kept: 0, unchanged: 0, totalMilliseconds: 0, longestMilliseconds: 0 };
}

export function addEvent(line: Line, { milliseconds, answered, count = 1 }: Event, now: number): void {
  line.lastAt = now;
  line.count += count;
  line.kept += answered === 'KEPT' ? count : 0;
  line.unchanged += answered === 'UNCHANGED' ? count : 0;
  line.totalMilliseconds += milliseconds;
  line.longestMilliseconds = Math.max(line.longestMilliseconds, milliseconds);
}

/** Adds a later line of the same events. */
export function addLine(line: Line, later: Line): void {
  line.lastAt = later.lastAt;
  line.count += later.count;
  line.kept += later.kept;
  line.unchanged += later.unchanged;
  line.totalMilliseconds += later.totalMilliseconds;
  line.longestMilliseconds = Math.max(line.longestMilliseconds, later.longestMilliseconds);
}

/** Reads are counted, as are requests that were refused. What was done stands alone. */
const isCounted = ({ asked: { kind }, outcome }: Event): boolean =>
  kind === JournalKind.READ ||
  kind === JournalKind.EXPORT ||
  (outcome !== success && kind !== JournalKind.UPKEEP);

/** What makes two events of a process one line, as a text that costs little to make; null for an event that stands alone. */
export function nameOf(event: Event, now: number, epoch: number | null): string | null {
  if (!isCounted(event)) return null;
  const { viewer, origin, asked, outcome } = event;
  return `${hourOf(now)} ${epoch} ${origin} ${outcome} ${asked.id} ${viewer === null ? '' : nameOfViewer(viewer)}`;
}

const names = new WeakMap<Viewer, string>();
/** Who asks, as one text: their key, rights and name. */
export function nameOfViewer(viewer: Viewer): string {
  const known = names.get(viewer) ?? `${viewer.keyId ?? ''} ${viewer.rights} ${viewer.name}`;
  names.set(viewer, known);
  return known;
}

/** A line as the base holds it. */
export interface JournalRecord {
  readonly digest: string;
  readonly first_at: string;
  readonly last_at: string;
  readonly kind: JournalKind;
  readonly origin: JournalOrigin;
  readonly viewer_name: string | null;
  readonly viewer_role: string | null;
  readonly key_id: string | null;
  readonly operation: string | null;
  readonly asked: readonly string[];
  readonly asked_more: number;
  readonly territory_ids: readonly string[];
  readonly reads_contacts: boolean;
  readonly revision: number | null;
  readonly outcome: string;
  readonly count: number;
  readonly kept: number;
  readonly unchanged: number;
  readonly total_milliseconds: number;
  readonly longest_milliseconds: number;
}

/** A line, and the revision of the data at the time; null where it could not be told. */
export interface DatedLine {
  readonly line: Line;
  readonly revision: number | null;
}

/** Lines as the base holds them: those of one digest as one, such as of epochs of one revision, before and after a key was made. */
export function recordsOf(lines: readonly DatedLine[]): JournalRecord[] {
  const merged = new Map<string, DatedLine>();
  for (const dated of lines) {
    const digest = digestOf(dated);
    const known = merged.get(digest);
    if (known) addLine(known.line, dated.line);
    // A copy: lines that could not be written wait as they were.
    else merged.set(digest, { ...dated, line: { ...dated.line } });
  }
  return [...merged].map(([digest, dated]) => recordOf(digest, dated));
}

const revisionOf = ({ line: { event }, revision }: DatedLine): number | null =>
  event.revision === undefined ? revision : event.revision;

/** Several processes write into one base: what is equal for them is one line there too. */
function digestOf(dated: DatedLine): string {
  const { event, firstAt, isAlone } = dated.line;
  const { viewer, origin, asked, outcome } = event;
  const rights = [viewer?.keyId, viewer?.rights, viewer?.name];
  const same = isAlone
    ? [randomUUID()]
    : [hourOf(firstAt), origin, outcome, asked.id, revisionOf(dated), ...rights];
  return hash('sha256', JSON.stringify(same), 'base64url');
}

function recordOf(digest: string, dated: DatedLine): JournalRecord {
  const { line } = dated;
  const { event, firstAt, lastAt, count, kept, unchanged } = line;
  const { viewer, origin, asked, outcome } = event;
  return {
    digest,
    first_at: new Date(firstAt).toISOString(),
    last_at: new Date(lastAt).toISOString(),
    kind: asked.kind,
    origin,
    viewer_name: viewer && storable(viewer.name, 200),
    viewer_role: viewer?.role ?? null,
    key_id: viewer?.keyId ?? null,
    operation: asked.operation,
    asked: asked.fields.map((field) => storable(field)),
    asked_more: asked.more,
    territory_ids: asked.territories,
    reads_contacts: asked.readsContacts,
    revision: revisionOf(dated),
    outcome: outcome.slice(0, 60),
    count,
    kept,
    unchanged,
    total_milliseconds: line.totalMilliseconds,
    longest_milliseconds: line.longestMilliseconds,
  };
}

const storable = (text: string, longest = text.length): string =>
  text.slice(0, longest).toWellFormed().replaceAll('\0', '');
