import type { ByteSource } from '../byte-source.js';
import { FileError } from '../file-error.js';
import {
  batchRows,
  type FileLimits,
  type FileRemark,
  type OpenedFile,
  type Sheet,
  type SheetRow,
} from '../sheet.js';
import type { CellContext } from './cell-value.js';
import { findMerges } from './merges.js';
import { readSharedTexts } from './shared-texts.js';
import { type RowCount, SheetHandler } from './sheet-handler.js';
import { readNumberLooks } from './styles.js';
import { readWorkbook, type Workbook, type WorkbookSheet } from './workbook.js';
import { xmlSteps } from './xml.js';
import type { Zip } from './zip.js';

/** Opens a workbook: what its directory says is judged before anything is inflated. */
export async function openXlsx(
  source: ByteSource,
  zip: Zip,
  part: string,
  remarks: readonly FileRemark[],
  limits: FileLimits,
): Promise<OpenedFile> {
  const workbook = await readWorkbook(zip, part, limits.sheets);
  const { sharedTexts, styles, sheets } = workbook;
  zip.judge([sharedTexts, styles, ...sheets.map((sheet) => sheet.part)].filter((each) => each !== null));
  const reading = new WorkbookReading(source.size, zip, workbook, limits);
  return {
    format: 'XLSX',
    encoding: null,
    delimiter: null,
    remarks,
    sheets: () => reading.sheets(),
    progress: () => ({ read: reading.read, size: source.size }),
    close: () => source.close(),
  };
}

class WorkbookReading {
  /** Compressed bytes read. */
  read = 0;
  private readonly count: RowCount = { rows: 0 };

  constructor(
    private readonly size: number,
    private readonly zip: Zip,
    private readonly workbook: Workbook,
    private readonly limits: FileLimits,
  ) {}

  async *sheets(): AsyncGenerator<Sheet> {
    this.read = 0;
    this.count.rows = 0;
    const context = await this.context();
    for (const sheet of this.workbook.sheets) {
      const { name, isHidden } = sheet;
      yield { name, isHidden, headers: null, rows: () => this.rows(sheet, context) };
    }
    // The parts that nobody needs are done with too.
    this.read = this.size;
  }

  private async context(): Promise<CellContext> {
    const { sharedTexts, styles, is1904 } = this.workbook;
    return {
      is1904,
      looks: styles === null ? [] : await readNumberLooks(styles, this.zip.read(styles, this.onRead)),
      sharedTexts:
        sharedTexts === null
          ? null
          : await readSharedTexts(sharedTexts, this.zip.read(sharedTexts, this.onRead), this.limits),
    };
  }

  private async *rows(
    { name, part }: WorkbookSheet,
    context: CellContext,
  ): AsyncGenerator<readonly SheetRow[]> {
    const handler = new SheetHandler(context, this.limits, this.count);
    try {
      handler.merges = await findMerges(this.zip.read(part), this.limits.columns);
      for await (const _ of xmlSteps(part, this.zip.read(part, this.onRead), handler))
        while (handler.rows.length >= batchRows) yield handler.rows.splice(0, batchRows);
    } catch (error) {
      throw error instanceof FileError ? error.at({ sheet: name, line: handler.line || null }) : error;
    }
    if (handler.rows.length > 0) yield handler.rows;
  }

  private readonly onRead = (bytes: number) => {
    this.read += bytes;
  };
}
