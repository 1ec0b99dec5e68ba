/** One record of the hub as a row of its data set's file: reading it back changes nothing. */
export interface ExportedRow {
  /** Primary key of the record, its parts joined by `/`: what `hubKey` holds. */
  readonly key: string;
  /** Revision at which the record was last changed: what `hubRevision` holds. */
  readonly revision: number;
  /** Texts of the cells, in the order of the data set's columns. */
  readonly cells: readonly string[];
}

/** Which rows to write, a page at a time, in the order of their keys. */
export interface ExportPage {
  /** How many rows: 1000 at most. */
  readonly first: number;
  /** `endCursor` of the page before; null for the first page. */
  readonly after: string | null;
  /** Only rows of this fiscal year; data sets without years have none to leave out. */
  readonly fiscalYear?: number | null;
}

export interface ExportedPage {
  readonly rows: readonly ExportedRow[];
  /** All rows of the territory, of every page. */
  readonly totalCount: number;
  /** The hub's revision when the page was read: pages of different revisions do not make one table. */
  readonly revision: number;
  readonly hasNextPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}
