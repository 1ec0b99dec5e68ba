import { FileError } from '../../files/file-error.js';
import type { Sheet, SheetRow } from '../../files/sheet.js';
import type { Dataset } from '../dataset.js';
import { isWhole, missingOf } from './check-header.js';
import { findHeader, type Header, headerSearchDepth, statedHeader } from './header.js';

/** A sheet whose first rows are known: enough to find its header. */
export class SheetStart {
  private constructor(
    readonly sheet: Sheet,
    readonly first: readonly SheetRow[],
    private readonly batches: AsyncIterator<readonly SheetRow[]>,
    /** Why the sheet does not read on after its first rows; null when it does. */
    private readonly failure: FileError | null,
  ) {}

  static async read(sheet: Sheet): Promise<SheetStart> {
    const batches = sheet.rows()[Symbol.asyncIterator]();
    const first: SheetRow[] = [];
    try {
      while (first.length < headerSearchDepth) {
        const { done, value } = await batches.next();
        if (done) break;
        first.push(...value);
      }
      return new SheetStart(sheet, first, batches, null);
    } catch (error) {
      // The rows before are good ones, and may have problems of their own.
      if (!(error instanceof FileError) || first.length === 0) throw error;
      return new SheetStart(sheet, first, batches, error);
    }
  }

  /** The header of a data set in this sheet; null when the sheet is none of its tables. */
  headerOf({ columns }: Dataset): Header | null {
    const { headers, name } = this.sheet;
    if (headers === null) return findHeader(columns, name, this.first);
    const header = statedHeader(columns, name, headers);
    return header.positions.size > 0 ? header : null;
  }

  /** @throws FileError when the sheet does not read to where its header may be */
  assertReadable(): void {
    if (this.failure) throw this.failure;
  }

  /** The rows below the header. */
  async *rowsBelow(header: Header): AsyncGenerator<readonly SheetRow[]> {
    yield this.sheet.headers === null ? this.first.filter(({ line }) => line > header.at.line) : this.first;
    this.assertReadable();
    for (;;) {
      const { done, value } = await this.batches.next();
      if (done) return;
      yield value;
    }
  }

  /** Stops reading the sheet before its end. */
  async leave(): Promise<void> {
    await this.batches.return?.();
  }
}

/** The data set all of whose needed columns a sheet has, and the most of the others; null when none fits. */
export function recognise(start: SheetStart, datasets: readonly Dataset[]): Dataset | null {
  let best: { readonly dataset: Dataset; readonly found: number } | null = null;
  for (const dataset of datasets) {
    const header = start.headerOf(dataset);
    if (header && isWhole(missingOf(dataset, header)) && header.positions.size > (best?.found ?? 0))
      best = { dataset, found: header.positions.size };
  }
  return best?.dataset ?? null;
}
