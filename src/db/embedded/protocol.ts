/** Messages between the hub and the worker thread that holds the embedded engine. */

export interface EmbeddedOptions {
  /** Folder of the base; null keeps it in memory. */
  readonly directory: string | null;
  /** A dump of another base to start from, made by `dump`. */
  readonly template: string | null;
}

/** What the thread of an engine is given, beside its options: it would take longer to make there. */
export interface EngineData extends EmbeddedOptions {
  readonly compiled: object;
  readonly readings: Readings;
}

/** Types that the ORM reads otherwise than the engine does, by their number. */
export interface Readings {
  readonly asText: readonly number[];
  readonly asList: readonly number[];
}

export type Command =
  | {
      readonly kind: 'query';
      readonly sql: string;
      readonly parameters: unknown[];
      readonly transaction: number | null;
    }
  | { readonly kind: 'script'; readonly sql: string }
  | { readonly kind: 'begin' }
  | { readonly kind: 'commit'; readonly transaction: number }
  | { readonly kind: 'rollback'; readonly transaction: number }
  | { readonly kind: 'dump'; readonly file: string }
  | { readonly kind: 'close' };

export interface Request {
  readonly id: number;
  readonly command: Command;
}

export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: Record<string, unknown> };

/** Said unasked, when a transaction that changed the base has committed. */
export interface Announcement {
  readonly announcement: 'changed';
}
