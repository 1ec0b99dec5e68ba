import { FileError } from '../file-error.js';
import type { CellNote, FileLimits, SheetRow } from '../sheet.js';
import { type CellContext, type CellValue, cellValue } from './cell-value.js';
import { Merges } from './merges.js';
import { columnOf } from './reference.js';
import { TextCollector, unescaped } from './shared-texts.js';
import type { Attributes, XmlHandler } from './xml-scanner.js';

/** Rows of a whole file that its sheets have given, or skipped as blank. */
export interface RowCount {
  rows: number;
}

/** Gathers the rows of a sheet while its XML goes by. */
export class SheetHandler implements XmlHandler {
  /** Rows that are complete: whoever takes them empties it. */
  rows: SheetRow[] = [];
  /** Row being read, as the spreadsheet numbers it. */
  line = 0;

  /** Ranges of the sheet: known before its rows. */
  merges = new Merges([]);

  private values: (CellValue | undefined)[] = [];
  private column = -1;
  private type = 'n';
  private style = 0;
  private hasFormula = false;
  private isInCell = false;
  private isInValue = false;
  private written = '';
  private readonly inline: TextCollector;

  constructor(
    private readonly context: CellContext,
    private readonly limits: FileLimits,
    private readonly count: RowCount,
  ) {
    this.inline = new TextCollector(limits.cellCharacters);
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'row') this.openRow(attributes);
    else if (!this.isInCell) return;
    else if (name === 'v') this.isInValue = true;
    else if (name === 'f') this.hasFormula = true;
    else this.inline.open(name);
  }

  text(piece: string): void {
    if (this.isInValue) {
      this.written += piece;
      if (this.written.length > this.limits.cellCharacters * 7) throw this.tooLong();
    } else if (this.isInCell) this.inline.text(piece);
  }

  close(name: string): void {
    if (name === 'v') this.isInValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (this.isInCell) this.inline.close(name);
  }

  private openRow({ r }: Attributes): void {
    const line = r === undefined ? this.line + 1 : Number(r);
    if (!Number.isInteger(line) || line <= this.line) throw this.malformed('lignes dans le désordre');
    this.line = line;
    this.values = [];
    this.column = -1;
    this.count.rows += 1;
    if (this.count.rows > this.limits.rows) throw new FileError('TOO_MANY_ROWS', this.limits.rows);
  }

  private openCell({ r, t = 'n', s = '0' }: Attributes): void {
    this.column = r === undefined ? this.column + 1 : columnOf(r);
    if (this.column < 0 || this.values[this.column] !== undefined)
      throw this.malformed(`cellule ${r} inattendue`);
    this.type = t;
    this.style = Number(s);
    this.isInCell = true;
    this.hasFormula = false;
    this.written = '';
    this.inline.reset();
  }

  private closeCell(): void {
    this.isInCell = false;
    const written =
      this.type === 'inlineStr'
        ? this.inline.value
        : this.type === 'str'
          ? unescaped(this.written)
          : this.written;
    const value = cellValue(
      { type: this.type, style: this.style, written, hasFormula: this.hasFormula },
      this.context,
    );
    if (value === null) throw this.malformed('texte partagé absent');
    if (value.text === '' && value.note === null) return;
    if (value.text.length > this.limits.cellCharacters) throw this.tooLong();
    if (this.column >= this.limits.columns) throw new FileError('TOO_MANY_COLUMNS', this.limits.columns);
    this.values[this.column] = value;
  }

  /** A row that shows nothing of its own is blank, even under a merged cell: a record over two rows stays one record. */
  private closeRow(): void {
    const { values } = this;
    const covered = this.merges.isEmpty ? null : this.merges.cover(this.line - 1, values);
    if (values.length === 0) return;
    const cells: string[] = [];
    const notes = new Map<number, CellNote>();
    let characters = 0;
    const width = Math.max(values.length, ...[...(covered?.keys() ?? [])].map((column) => column + 1));
    for (let column = 0; column < width; column += 1) {
      const under = covered?.get(column);
      const value = under ?? values[column];
      const note = under === undefined ? value?.note : 'MERGED';
      cells.push(value?.text ?? '');
      if (note !== null && note !== undefined) notes.set(column, note);
      characters += value?.text.length ?? 0;
    }
    if (characters > this.limits.rowCharacters)
      throw new FileError('ROW_TOO_LONG', this.limits.rowCharacters);
    this.rows.push(notes.size === 0 ? { line: this.line, cells } : { line: this.line, cells, notes });
  }

  private tooLong = () => new FileError('CELL_TOO_LONG', this.limits.cellCharacters);

  private malformed = (reason: string) => new FileError('MALFORMED_XLSX', reason);
}
