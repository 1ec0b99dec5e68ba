import { FileError } from './file-error.js';
import type { FileLimits, SheetRow } from './sheet.js';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where a row stopped because the text ended inside it. */
const unfinished = -1;

/**
 * Splits CSV text, given piece by piece, into rows. Written by hand because the kept libraries split four to ten times
 * slower than the load needs; a property test holds it against csv-parse.
 *
 * A quote opens a quoted cell only at the cell's beginning; elsewhere it is a character. CR, LF and CRLF end a row.
 */
export class CsvSplitter {
  private rest = '';
  private line = 0;
  private cells: string[] = [];
  private cellStart = 0;
  private failure: unknown = null;
  private readonly delimiter: number;

  constructor(
    delimiter: string,
    private readonly limits: FileLimits,
  ) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that end in `piece`, without the blank ones. */
  push(piece: string): SheetRow[] {
    return this.split(this.rest === '' ? piece : this.rest + piece, false);
  }

  /** The last row, if nothing ended it. */
  end(): SheetRow[] {
    return this.split(this.rest, true);
  }

  private split(text: string, isLast: boolean): SheetRow[] {
    if (this.failure !== null) throw this.failure;
    const rows: SheetRow[] = [];
    let start = 0;
    while (start < text.length) {
      const end = this.rowOrFailure(text, start, isLast, rows.length > 0);
      if (end === unfinished) break;
      this.line += 1;
      if (this.line > this.limits.rows) throw this.refusal('TOO_MANY_ROWS', this.limits.rows);
      if (end - start > this.limits.cellCharacters) this.checkLengths(end - start);
      if (this.cells.some((cell) => cell !== '')) rows.push({ line: this.line, cells: this.cells });
      start = end;
    }
    if (this.failure !== null) return rows;
    this.rest = text.slice(start);
    this.cellStart -= start;
    if (this.rest.length > this.limits.rowCharacters) this.refuseTail();
    return rows;
  }

  /** What fails waits until the rows before it are given: they are good rows. */
  private rowOrFailure(text: string, start: number, isLast: boolean, hasRows: boolean): number {
    try {
      return this.row(text, start, isLast);
    } catch (error) {
      if (!hasRows) throw error;
      this.failure = error;
      return unfinished;
    }
  }

  /** Reads the row at `start` into `cells`; answers where the next one begins. */
  private row(text: string, start: number, isLast: boolean): number {
    const { delimiter } = this;
    const { length } = text;
    const cells: string[] = [];
    this.cells = cells;
    let at = start;
    while (true) {
      this.cellStart = at;
      let code = text.charCodeAt(at);
      if (code <= 0x20 || code >= 0x80) {
        at = this.pastBlanks(text, at);
        code = text.charCodeAt(at);
      }
      if (code === quote) {
        at = this.quoted(text, at, isLast);
        if (at === unfinished) return unfinished;
        code = text.charCodeAt(at);
      } else {
        while (at < length && code !== delimiter && code !== lineFeed && code !== carriageReturn) {
          at += 1;
          code = text.charCodeAt(at);
        }
        cells.push(trimmed(text, this.cellStart, at));
      }
      if (at >= length) return isLast ? at : unfinished;
      at += 1;
      if (code === delimiter) {
        if (cells.length >= this.limits.columns)
          throw this.refusal('TOO_MANY_COLUMNS', this.limits.columns, 1);
      } else if (code === lineFeed) return at;
      // A carriage return at the very end of a piece may be half of a CRLF.
      else if (at >= length && !isLast) return unfinished;
      else return text.charCodeAt(at) === lineFeed ? at + 1 : at;
    }
  }

  /** Reads the quoted cell whose quote is at `at`; answers where what ends it stands. */
  private quoted(text: string, at: number, isLast: boolean): number {
    let close = text.indexOf('"', at + 1);
    while (close !== -1 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
    if (close === -1) {
      if (isLast) throw this.refusal('MALFORMED_CSV', 'guillemet jamais refermé', 1);
      return unfinished;
    }
    const cell = trimmed(text, at + 1, close);
    this.cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
    const after = this.pastBlanks(text, close + 1);
    const code = text.charCodeAt(after);
    if (after < text.length && code !== this.delimiter && code !== lineFeed && code !== carriageReturn)
      throw this.refusal('MALFORMED_CSV', 'texte après un guillemet fermant', 1);
    return after;
  }

  private pastBlanks(text: string, from: number): number {
    let at = from;
    while (at < text.length && text.charCodeAt(at) !== this.delimiter && isBlank(text.charCodeAt(at)))
      at += 1;
    return at;
  }

  private checkLengths(rowLength: number): void {
    const { cellCharacters, rowCharacters } = this.limits;
    if (this.cells.some(({ length }) => length > cellCharacters))
      throw this.refusal('CELL_TOO_LONG', cellCharacters);
    if (rowLength > rowCharacters) throw this.refusal('ROW_TOO_LONG', rowCharacters);
  }

  private refuseTail(): never {
    const { cellCharacters, rowCharacters } = this.limits;
    const isCell = this.rest.length - this.cellStart > cellCharacters;
    throw isCell
      ? this.refusal('CELL_TOO_LONG', cellCharacters, 1)
      : this.refusal('ROW_TOO_LONG', rowCharacters, 1);
  }

  private refusal(code: FileError['code'], detail: string | number, ahead = 0): FileError {
    return new FileError(code, detail, { line: this.line + ahead });
  }
}

function isBlank(code: number): boolean {
  if (code < 0x80) return code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c;
  return code === 0xa0 || code === 0xfeff || (code >= 0x1680 && String.fromCharCode(code).trim() === '');
}

/** `text.slice(start, end).trim()`, without a call where there is nothing to trim. */
function trimmed(text: string, start: number, end: number): string {
  const cell = text.slice(start, end);
  if (cell === '') return cell;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f ? cell : cell.trim();
}
