/** Why a file, or the rest of it, could not be read. Stable: the caller says each in French, with what to do. */
export type FileErrorCode =
  | 'EMPTY_FILE'
  | 'FILE_TOO_LARGE'
  | 'UNSUPPORTED_FORMAT'
  | 'ENCRYPTED_FILE'
  | 'TRUNCATED_FILE'
  | 'MALFORMED_CSV'
  | 'MALFORMED_JSON'
  | 'MALFORMED_XLSX'
  | 'INFLATED_TOO_LARGE'
  | 'XML_ENTITY'
  | 'CELL_TOO_LONG'
  | 'ROW_TOO_LONG'
  | 'TOO_MANY_ROWS'
  | 'TOO_MANY_COLUMNS'
  | 'TOO_MANY_TEXTS'
  | 'UNKNOWN_ENCODING';

/** Where in the file; null where the whole file is meant. */
export interface FilePlace {
  readonly sheet?: string | null;
  readonly line?: number | null;
}

/**
 * A file that cannot be read, or not further. Rows given before it are good rows.
 * `detail` is a fragment in French, or a bare number of a limit: never a whole message.
 */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly detail: string;
  readonly sheet: string | null;
  readonly line: number | null;

  constructor(
    code: FileErrorCode,
    detail: string | number = '',
    { sheet = null, line = null }: FilePlace = {},
  ) {
    super(`${code}${detail === '' ? '' : `: ${detail}`}`);
    this.name = 'FileError';
    this.code = code;
    this.detail = String(detail);
    this.sheet = sheet;
    this.line = line;
  }

  /** The same error, at a place that its thrower did not know. What it knew stays. */
  at({ sheet = null, line = null }: FilePlace): FileError {
    return new FileError(this.code, this.detail, { sheet: this.sheet ?? sheet, line: this.line ?? line });
  }
}
