import type { Columns } from '../columns/column.js';
import type { Dataset } from '../dataset.js';
import type { Report } from '../report/report.js';
import { checkHeader, isWhole, missingOf } from './check-header.js';
import type { Header } from './header.js';
import { ownSheets } from './own-sheets.js';
import { recognise, type SheetStart } from './table.js';

/** A sheet that is not read unless the file turns out to have no other. */
interface Doubtful {
  readonly start: SheetStart;
  readonly header: Header;
  readonly other: Dataset | null;
}

/** Chooses the sheets of a file that are tables of its data set, and says of the others why they are not. */
export class SheetChoice {
  readonly #doubtful: Doubtful[] = [];
  readonly #ignored: SheetStart[] = [];

  constructor(
    private readonly report: Report,
    private readonly datasets: readonly Dataset[],
  ) {}

  /** The header of a sheet that is to be read, or refused; null when the sheet is left aside. */
  headerOf(start: SheetStart, dataset: Dataset | null): Header | null {
    const header = dataset && start.headerOf(dataset);
    if (!dataset || !header) {
      // What the hub itself added to a workbook is not the author's.
      const isOwn = ownSheets.has(start.sheet.name ?? '');
      if (!isOwn && !start.sheet.isHidden && start.first.length > 0) this.#ignored.push(start);
      return null;
    }
    const missing = missingOf(dataset, header);
    // What nobody sees is not meant to be loaded; lists of a template are hidden too.
    if (start.sheet.isHidden) {
      if (isWhole(missing)) this.#sayLeftOut('SHEET_LEFT_OUT', start, 'elle est masquée');
      return null;
    }
    if (isWhole(missing)) return header;
    const other = recognise(start, this.datasets);
    // A table without the column of an amount may be misnamed: refused. One without territories holds nothing to load.
    if (other === null && missing.oneOf.length === 0 && !this.#isForeign(header)) return header;
    this.#doubtful.push({ start, header, other });
    return null;
  }

  /** Says why sheets were left aside; when none was read, why the file is refused. */
  end(tables: number, dataset: Dataset | null): void {
    const [first] = this.#doubtful;
    if (tables === 0 && dataset && first) {
      if (first.other)
        this.report.sayOfFile('WRONG_DATASET', first.other.title, dataset.title, first.header.at);
      else checkHeader(dataset, first.header, this.report);
      return;
    }
    if (tables === 0) {
      this.#sayNoTable(dataset);
      return;
    }
    for (const { start, header, other } of this.#doubtful) {
      const lacks = dataset ? missingOf(dataset, header) : { required: [], oneOf: [] };
      if (other) this.#sayLeftOut('SHEET_IGNORED', start, `ses colonnes sont celles de « ${other.title} »`);
      else if (this.#isForeign(header)) this.#sayLeftOut('SHEET_IGNORED', start, '');
      else this.#sayLeftOut('SHEET_LEFT_OUT', start, `il lui manque une colonne « ${lacks.oneOf[0] ?? ''} »`);
    }
    for (const start of this.#ignored) this.#sayLeftOut('SHEET_IGNORED', start, '');
  }

  /** Most of what the header names is of something else. */
  #isForeign({ cells, positions }: Header): boolean {
    return positions.size * 2 < cells.filter((cell) => cell !== '').length;
  }

  #sayLeftOut(code: 'SHEET_IGNORED' | 'SHEET_LEFT_OUT', { sheet: { name } }: SheetStart, why: string): void {
    if (name !== null) this.report.sayOfFile(code, name, why, { sheet: name, line: 1 });
  }

  #sayNoTable(dataset: Dataset | null): void {
    if (dataset === null) {
      this.report.sayOfFile('UNKNOWN_DATASET', '', this.datasets.map(({ title }) => title).join(', '));
      return;
    }
    const columns: Columns = dataset.columns;
    const named = (names: readonly string[]) => names.map((name) => `« ${columns[name]?.headers[1]} »`);
    const required = named(Object.keys(columns).filter((name) => columns[name]?.isRequired));
    const oneOf = named(dataset.oneOf ?? []).join(' ou ');
    this.report.sayOfFile('NO_TABLE', '', [oneOf, ...required].filter((each) => each !== '').join(' et '));
  }
}
