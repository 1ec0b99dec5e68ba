import type { RawBuilder } from 'kysely';
import type { SortKey } from '../../graphql/page.js';
import type { Columns, RowOf } from '../columns/column.js';

/** Whose records are written, and of which fiscal year if a data set has years. */
export interface ExportScope {
  readonly territoryId: string;
  readonly fiscalYear: number | null;
}

/**
 * What every record is selected with, whatever its data set. A data set's own record is typed by the columns of the
 * base, never by the values of the file: these change with the declaration, and the compiler sees nothing of the base.
 */
export interface StoredRecord {
  /** Primary key, its parts joined by `/`. */
  readonly key: string;
  readonly revision: number;
  readonly sourceUrl: string | null;
  readonly sourceTitle: string | null;
}

/** What a data set says of its own columns; those that all data sets share are filled from the stored record. */
export type OwnValues<V> = Omit<V, 'sourceUrl' | 'sourceTitle' | 'hubKey' | 'hubRevision'>;

/** How the records of a data set are found, and written again as rows of its file. */
export interface Exporter<V = RowOf<Columns>, R extends StoredRecord = StoredRecord> {
  /** Order of the rows: columns of the select, unique together, which no load changes. */
  readonly keys: readonly SortKey[];
  readonly select: (scope: ExportScope) => RawBuilder<R>;
  readonly valuesOf: (record: R) => OwnValues<V>;
}

/** An exporter as the registry holds it: only its own select makes the records that it reads. */
// biome-ignore lint/suspicious/noExplicitAny: values and records of any data set
export type AnyExporter = Exporter<any, any>;
