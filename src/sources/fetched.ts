import type { DatasetName } from '../provenance/dataset-name.js';
import type { TerritoryKind } from '../territory/territory.rules.js';
import type { Outgoing } from './outgoing.js';
import type { OpendatasoftOptions, SourceKind, SourceStrategy } from './source.rules.js';

/** A source as an attempt finds it: its definition, and what it last said of its own state. */
export interface SourceDefinition {
  readonly id: string;
  readonly name: string;
  readonly territoryId: string;
  readonly territoryKind: TerritoryKind;
  readonly territoryCode: string;
  readonly kind: SourceKind;
  readonly dataset: DatasetName | null;
  readonly url: string;
  readonly options: OpendatasoftOptions | null;
  readonly keyVariable: string | null;
  readonly strategy: SourceStrategy;
  readonly intervalMinutes: number;
  readonly version: number;
  readonly failures: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly remoteRevision: number | null;
}

/** What a source is given to bring its files. */
export interface FetchContext {
  readonly outgoing: Outgoing;
  /** A folder of the attempt's own, removed after it. */
  readonly folder: string;
  /** Does this hub hold demonstration data? Another hub must hold the same. */
  readonly demonstration: boolean;
  /** What the source asks for of whoever asks it; null where it asks nothing. */
  readonly key: string | null;
}

/** A file that arrived. */
export interface FetchedFile {
  /** Null recognises it by its headers. */
  readonly dataset: DatasetName | null;
  /** As the batch names it. */
  readonly name: string;
  readonly path: string;
}

/** What tells next time that nothing changed. */
export type Marks = Pick<SourceDefinition, 'etag' | 'lastModified' | 'remoteRevision'>;

/** What a source sent. */
export interface Sent {
  /** The files in the order in which they are loaded. */
  readonly files: readonly FetchedFile[];
  readonly marks: Marks;
  /** The files are all that the source has: what it brought before and no longer has is removed. */
  readonly isMirror: boolean;
  /** Data sets of which a mirror has no row at all. */
  readonly without: readonly DatasetName[];
}

/** Null when nothing changed since the last good pull. */
export type Fetched = Sent | null;
