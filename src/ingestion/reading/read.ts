import { ownText } from '../../files/own-text.js';
import type { CellNote, SheetRow } from '../../files/sheet.js';
import type { Column, ColumnKind, Columns, RowOf } from '../columns/column.js';
import type { Dataset, ReadRow } from '../dataset.js';
import { Refusal, type RowPlace } from '../report/problem.js';
import type { Report } from '../report/report.js';
import type { Header } from './header.js';

/** A row that a cell keeps out; that cell is undefined. */
export interface RefusedRow {
  readonly at: RowPlace;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Reads the rows of a sheet by a data set's columns, under a header. */
export class RowReader<C extends Columns> {
  readonly #cells: readonly CellReader[];
  /** Every column, in the order of the declaration; those that the sheet has not are empty in each of its rows. */
  readonly #blank: Readonly<Record<string, unknown>>;

  constructor(
    columns: C,
    private readonly header: Header,
    private readonly report: Report,
  ) {
    const cells = Object.entries(columns).map(
      ([name, column]) => new CellReader(name, column, header.positions.get(name) ?? -1),
    );
    this.#cells = cells.filter(({ isThere }) => isThere);
    this.#blank = Object.fromEntries(cells.map((cell) => [cell.name, cell.isThere ? null : cell.empty()]));
  }

  /** True when the row is the header once more, as each printed page has it. */
  repeatsHeader({ line, cells }: SheetRow): boolean {
    const first = this.header.cells.findIndex((cell) => cell !== '');
    if (cells[first] !== this.header.cells[first] || cells[first] === undefined) return false;
    if (this.header.cells.some((cell, position) => cell !== (cells[position] ?? ''))) return false;
    return !this.report.say({ sheet: this.header.at.sheet, line }, null, 'HEADER_REPEATED', '');
  }

  /** True when the row is not for the hub, which the report then says. */
  leavesOut(row: SheetRow, leftOut: Dataset['leftOut']): boolean {
    const why = leftOut?.((column) => row.cells[this.header.positions.get(column) ?? -1] ?? '');
    if (!why) return false;
    return !this.report.say({ sheet: this.header.at.sheet, line: row.line }, why.column, why.code, why.value);
  }

  /**
   * The values of a row; null when a cell keeps it out, which the report then says of every such cell.
   *
   * @param alsoCheck what is still to be checked of a row that is kept out
   */
  read(row: SheetRow, alsoCheck?: (row: RefusedRow) => void): ReadRow<C> | null {
    const at: RowPlace = { sheet: this.header.at.sheet, line: row.line };
    let isRight = this.#hasItsCells(row, at);
    // Copied whole, then overwritten: rows of one shape are made several times faster than value by value.
    const values = { ...this.#blank };
    for (const cell of this.#cells) {
      try {
        values[cell.name] = cell.read(row);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        values[cell.name] = undefined;
        isRight = this.report.refuse(at, cell.label, error) && isRight;
      }
    }
    if (isRight) return { at, values: values as RowOf<C> };
    alsoCheck?.({ at, values });
    return null;
  }

  /** Cells beyond the header are lost values; missing ones at the end are empty, as a spreadsheet writes them. */
  #hasItsCells({ cells }: SheetRow, at: RowPlace): boolean {
    const { width } = this.header;
    if (cells.length <= width || cells.findIndex((cell, index) => index >= width && cell !== '') < 0)
      return true;
    const count = cells.findLastIndex((cell) => cell !== '') + 1;
    return this.report.say(at, null, 'BROKEN_ROW', '', {
      detail: `${count} cellules, et l’en-tête ${width}`,
    });
  }
}

// Control characters; those that cut records and fields on their way to the base are among them. Marks that turn the
// direction of a text make it show something else than it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/;

const refusedNotes: Partial<Record<CellNote, 'CELL_ERROR' | 'FORMULA_WITHOUT_VALUE'>> = {
  ERROR: 'CELL_ERROR',
  UNCOMPUTED: 'FORMULA_WITHOUT_VALUE',
};

/** Kinds of columns whose values count something. */
export const multiplied: ReadonlySet<ColumnKind> = new Set(['AMOUNT', 'NUMBER', 'PERCENT']);

/** Values that repeat down a column are read once: codes, years, sectors. */
const rememberedValues = 2_000;

class CellReader {
  readonly label: string;
  readonly #known = new Map<string, unknown>();
  #repeats = 0;
  #isWorthIt = true;

  constructor(
    readonly name: string,
    private readonly column: Column<unknown>,
    private readonly position: number,
  ) {
    this.label = name;
  }

  get isThere(): boolean {
    return this.position >= 0;
  }

  empty(): unknown {
    return this.column.parse('');
  }

  /** @throws Refusal */
  read(row: SheetRow): unknown {
    const text = row.cells[this.position] ?? '';
    const note = row.notes?.get(this.position);
    if (note !== undefined) return this.#readNoted(text, note);
    if (!this.#isWorthIt) return this.#parse(text);
    const known = this.#known.get(text);
    if (known === undefined) return this.#remember(ownText(text));
    this.#repeats += 1;
    return known;
  }

  #remember(text: string): unknown {
    const value = this.#parse(text);
    if (this.#known.size === rememberedValues) {
      // A column whose values hardly repeat, such as identifiers or amounts, is not worth remembering.
      this.#isWorthIt = this.#repeats > rememberedValues;
      this.#repeats = 0;
      this.#known.clear();
    }
    this.#known.set(text, value);
    return value;
  }

  #readNoted(text: string, note: CellNote): unknown {
    const refused = refusedNotes[note];
    if (refused) throw new Refusal(refused, text);
    // The same amount on each line that the cell covers would be counted as many times.
    if (note === 'MERGED' && multiplied.has(this.column.kind)) throw new Refusal('MERGED_AMOUNT', text);
    return this.#parse(text, note);
  }

  #missing(): Refusal {
    const isAmount = this.column.kind === 'AMOUNT';
    const detail = 'tant que le montant n’est pas connu, retirez la ligne ; s’il est nul, écrivez 0';
    return new Refusal('MISSING_VALUE', '', null, isAmount ? detail : '');
  }

  #parse(text: string, note?: CellNote): unknown {
    if (controls.test(text) || !text.isWellFormed())
      throw new Refusal('INVALID_TEXT', text.replace(/\0/g, ''));
    if (this.column.isRequired && text === '') throw this.#missing();
    return this.column.parse(text, note);
  }
}
