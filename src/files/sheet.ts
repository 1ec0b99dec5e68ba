/** Where the bytes of a file are: on disk, or already in memory. */
export type FileBytes =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'memory'; readonly bytes: Uint8Array };

/** A file and the name that its sender gave it. The name decides nothing: only the bytes do. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: FileBytes;
}

/** What a spreadsheet says of a cell beside its text. */
export type CellNote = 'NUMBER' | 'PERCENT' | 'DATE' | 'BOOLEAN' | 'ERROR' | 'UNCOMPUTED' | 'MERGED';

export interface SheetRow {
  /**
   * Row as a spreadsheet numbers it: blank rows count, a CSV cell with a line break is one row, and Excel's `sep=` line is
   * none. JSON Lines: the line of the text, from 1. JSON: the rank of the object, from 1.
   */
  readonly line: number;
  /**
   * Trimmed of every kind of space around. As short or as long as the row is.
   * A cell may be a slice of the text around it, which it keeps in memory: who keeps cells of many rows must copy them.
   */
  readonly cells: readonly string[];
  /** By index of the cell, only where there is something to say; absent for CSV and JSON. */
  readonly notes?: ReadonlyMap<number, CellNote>;
}

export interface Sheet {
  /** Null where the format has no named sheets. */
  readonly name: string | null;
  readonly isHidden: boolean;
  /** Names of the values, complete before the first row (JSON); null where a row of the sheet holds them. */
  readonly headers: readonly string[] | null;
  /** Batches of up to 1 000 rows, in order. Wholly blank rows are left out; their numbers still count. */
  rows(): AsyncIterable<readonly SheetRow[]>;
}

/** Something of the file that is worth saying, though it could be read. */
export interface FileRemark {
  readonly code: 'WRONG_EXTENSION' | 'ENCODING_GUESSED';
  readonly detail: string;
}

export type FileFormat = 'CSV' | 'XLSX' | 'JSON' | 'JSON_LINES';

/** A file whose kind is known. `close` must be called, also after an error; sheets and rows are read one at a time. */
export interface OpenedFile {
  readonly format: FileFormat;
  /** Null where the format has only one. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly remarks: readonly FileRemark[];
  sheets(): AsyncIterable<Sheet>;
  /** Bytes of the file read so far, and its size: the progress of a long load. */
  progress(): { readonly read: number; readonly size: number };
  close(): Promise<void>;
}

/** What a file may weigh at most. Characters are UTF-16 units. */
export interface FileLimits {
  readonly fileBytes: number;
  /** Of all parts that are read of a compressed file together. */
  readonly inflatedBytes: number;
  /** Of the distinct texts that a workbook's cells share. */
  readonly sharedTextBytes: number;
  /** Of the whole file, blank rows with them. */
  readonly rows: number;
  readonly columns: number;
  readonly cellCharacters: number;
  readonly rowCharacters: number;
  readonly sheets: number;
}

export const defaultLimits: FileLimits = {
  fileBytes: 2 ** 30,
  inflatedBytes: 4 * 2 ** 30,
  sharedTextBytes: 128 * 2 ** 20,
  rows: 5_000_000,
  columns: 500,
  // What a cell of a spreadsheet holds.
  cellCharacters: 32_767,
  rowCharacters: 262_144,
  sheets: 50,
};

/** Rows of one batch at most. */
export const batchRows = 1_000;
