/** Where a source's rows come from. */
export enum SourceKind {
  HTTPS_FILE = 'HTTPS_FILE',
  OPENDATASOFT = 'OPENDATASOFT',
  CTG_HUB = 'CTG_HUB',
}

/**
 * What a pull does with what the hub already holds. It never removes what a file no longer has, unless told so; of another
 * hub, it always removes what that hub took back.
 */
export enum SourceStrategy {
  ADD_AND_UPDATE = 'ADD_AND_UPDATE',
  REPLACE_YEAR = 'REPLACE_YEAR',
}

/** What may be thought of a source's data today. */
export enum SourceState {
  FRESH = 'FRESH',
  STALE = 'STALE',
  FAILING = 'FAILING',
  REFUSED = 'REFUSED',
  NEVER_PULLED = 'NEVER_PULLED',
  PAUSED = 'PAUSED',
}

/** How a data set of an Opendatasoft portal is asked for, and how its fields become columns of the hub. */
export interface OpendatasoftOptions {
  readonly datasetId: string;
  /** A condition in the portal's language, such as `annee >= 2020`. */
  readonly where: string | null;
  /** Facets to keep, such as `annee:"2023"`. */
  readonly refine: readonly string[];
  /** Fields to take, and under which column; empty takes all of them under their own names. */
  readonly mapping: readonly { readonly field: string; readonly column: string }[];
  /** Columns with the same value on every row. */
  readonly constants: readonly { readonly column: string; readonly value: string }[];
}

/** What a state is made of. Instants are ISO text or what a `Date` reads. */
export interface Standing {
  readonly enabled: boolean;
  readonly intervalMinutes: number;
  readonly registeredAt: string;
  readonly lastSuccessAt: string | null;
  readonly failingSince: string | null;
  readonly lastErrorCode: string | null;
}

/** The rows came, and were not taken. */
const refusals: ReadonlySet<string | null> = new Set(['SOURCE_REFUSED', 'SOURCE_EMPTY']);

/** Two missed turns make data stale; one may be a matter of minutes. */
const missedTurns = 2;

/** The state of a source at an instant, and since when it has lasted; null when nothing dates it. */
export function stateOf(
  source: Standing,
  now: Date,
): { readonly state: SourceState; readonly since: string | null } {
  const { enabled, failingSince, lastSuccessAt, intervalMinutes, lastErrorCode, registeredAt } = source;
  if (!enabled) return { state: SourceState.PAUSED, since: null };
  if (failingSince !== null) {
    const state = refusals.has(lastErrorCode) ? SourceState.REFUSED : SourceState.FAILING;
    return { state, since: failingSince };
  }
  if (lastSuccessAt === null) return { state: SourceState.NEVER_PULLED, since: registeredAt };
  const staleAt = new Date(lastSuccessAt).getTime() + missedTurns * intervalMinutes * 60_000;
  return now.getTime() > staleAt
    ? { state: SourceState.STALE, since: new Date(staleAt).toISOString() }
    : { state: SourceState.FRESH, since: lastSuccessAt };
}

/** How soon a source that failed is asked again. */
export interface Backoff {
  readonly firstSeconds: number;
  /** Share of the delay that chance takes away, so that sources that fail together do not come back together. */
  readonly jitter: number;
}

export const defaultBackoff: Backoff = { firstSeconds: 60, jitter: 0.25 };

/**
 * Seconds before the next attempt: twice as long after each failure, never longer than the source's own interval,
 * never sooner than the source asks for (a day at most).
 *
 * @param failures failures in a row, this one included
 * @param chance from 0 to 1
 */
export function retryDelay(
  failures: number,
  intervalMinutes: number,
  retryAfter: number | null,
  chance: number,
  { firstSeconds, jitter }: Backoff = defaultBackoff,
): number {
  const doubled = firstSeconds * 2 ** Math.min(failures - 1, 30);
  const longest = Math.max(intervalMinutes * 60, firstSeconds);
  const delay = Math.min(doubled, longest) * (1 - jitter * chance);
  return Math.max(delay, Math.min(retryAfter ?? 0, 86_400));
}

export const defaultIntervalMinutes = 24 * 60;
export const longestIntervalMinutes = 366 * 24 * 60;
/** A source of another organisation is not asked more often than this. */
export const shortestInterval = (allowPrivate: boolean): number => (allowPrivate ? 1 : 15);
