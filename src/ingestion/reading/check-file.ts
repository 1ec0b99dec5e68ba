import { digestOf } from '../../files/digest.js';
import { FileError } from '../../files/file-error.js';
import { openFile } from '../../files/open.js';
import type { OpenedFile } from '../../files/sheet.js';
import type { Columns } from '../columns/column.js';
import type { CheckContext, Dataset, ReadRow } from '../dataset.js';
import { datasets } from '../datasets/datasets.js';
import type { LoadRequest } from '../load-request.js';
import { Report } from '../report/report.js';
import type { TerritoryIndex } from '../territories/territory-index.js';
import { checkHeader } from './check-header.js';
import { fileProblem, remarkCodes, remarkDetail } from './file-problems.js';
import type { Header } from './header.js';
import { PersonalCells, sayPersonalLines } from './personal-cells.js';
import { RowReader } from './read.js';
import { SheetChoice } from './sheet-choice.js';
import { recognise, SheetStart } from './table.js';
import { TotalLines } from './totals.js';

export type CheckRequest = Pick<LoadRequest, 'dataset' | 'file' | 'within' | 'owner' | 'onProgress'>;

type Rows = readonly ReadRow<Columns>[];

/** Rows read before a transaction is opened: a small file is wholly checked by then. */
const readAhead = 20_000;

/** A file whose rows are read and checked without the base. Whatever is wrong with it, the report says; nothing throws. */
export class CheckedFile {
  readonly report = new Report();
  readonly context: CheckContext;
  dataset: Dataset | null;
  rowsRead = 0;
  sha256 = '';
  fileSize = 0;
  readonly #started = performance.now();
  #opened: OpenedFile | null = null;
  #ahead: Rows[] = [];
  readonly #rows: AsyncGenerator<Rows>;
  readonly #tables: SheetChoice;

  constructor(
    private readonly request: CheckRequest,
    territories: TerritoryIndex,
  ) {
    this.dataset = request.dataset;
    const { within = null, owner = null } = request;
    this.context = { territories, report: this.report, within, isBound: owner !== null };
    this.#tables = new SheetChoice(this.report, datasets);
    this.#rows = this.#read();
  }

  /** Time since the file was opened. */
  get milliseconds(): number {
    return performance.now() - this.#started;
  }

  /** Reads the first rows: the data set is known then, and a small file is wholly read. */
  async begin(): Promise<void> {
    ({ sha256: this.sha256, size: this.fileSize } = await digestOf(this.request.file));
    for (let count = 0; count <= readAhead; ) {
      const { done, value } = await this.#rows.next();
      if (done) return;
      count += value.length;
      this.#ahead.push(value);
    }
  }

  /** Every row that its columns could read, in the order of the file. */
  async *chunks(): AsyncGenerator<Rows> {
    // Let go of one by one: they would stay in memory as long as the rest of the file is read.
    for (let rows = this.#ahead.shift(); rows; rows = this.#ahead.shift()) yield rows;
    yield* this.#rows;
  }

  async close(): Promise<void> {
    await this.#rows.return(undefined);
    await this.#opened?.close();
  }

  async *#read(): AsyncGenerator<Rows> {
    try {
      const opened = await openFile(this.request.file);
      this.#opened = opened;
      for (const remark of opened.remarks)
        this.report.sayOfFile(remarkCodes[remark.code], '', remarkDetail(remark));
      let tables = 0;
      for await (const sheet of opened.sheets()) {
        const start = await SheetStart.read(sheet);
        this.dataset ??= sheet.isHidden ? null : recognise(start, datasets);
        const header = this.#tables.headerOf(start, this.dataset);
        sayPersonalLines(sheet.name, linesAbove(start, header), this.report);
        if (header !== null && this.dataset !== null) {
          tables += 1;
          yield* this.#readTable(start, header, this.dataset, opened);
        } else start.assertReadable();
        await start.leave();
      }
      this.#tables.end(tables, this.dataset);
      if (tables > 0 && this.rowsRead === 0 && !this.report.hasErrors) this.report.sayOfFile('NO_ROWS', '');
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.report.add(fileProblem(error));
    }
  }

  async *#readTable(
    start: SheetStart,
    header: Header,
    dataset: Dataset,
    opened: OpenedFile,
  ): AsyncGenerator<Rows> {
    if (!checkHeader(dataset, header, this.report)) return;
    const reader = new RowReader<Columns>(dataset.columns, header, this.report);
    const totals = new TotalLines(dataset, header, this.report);
    const personal = new PersonalCells(dataset.columns, header, this.report);
    for await (const rows of start.rowsBelow(header)) {
      this.rowsRead += rows.length;
      const read: ReadRow<Columns>[] = [];
      for (const row of rows) {
        // Before any other remark: those may show the cell that they are about.
        if (personal.refuses(row)) continue;
        if (reader.repeatsHeader(row) || totals.take(row, reader.leavesOut(row, dataset.leftOut))) continue;
        const found = reader.read(row, (refused) => dataset.alsoCheck?.(refused, this.context));
        totals.count(row, found);
        if (found !== null) read.push(found);
      }
      yield read;
      const { read: bytes, size } = opened.progress();
      const fraction = size === 0 ? 1 : Math.min(1, bytes / size);
      this.request.onProgress?.({ phase: 'READING', rowsRead: this.rowsRead, fraction });
    }
    totals.end();
  }
}

/** The first lines of a sheet that are no rows of a table. */
const linesAbove = ({ first, sheet: { headers } }: SheetStart, header: Header | null) => {
  if (header === null) return headers === null ? first : [{ line: 1, cells: headers }, ...first];
  return headers === null ? first.filter(({ line }) => line < header.at.line) : [];
};

/** Opens a file and reads its first rows; the rest is read when its rows are asked for. */
export async function checkFile(request: CheckRequest, territories: TerritoryIndex): Promise<CheckedFile> {
  const checked = new CheckedFile(request, territories);
  await checked.begin();
  return checked;
}
