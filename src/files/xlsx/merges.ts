import { FileError } from '../file-error.js';
import type { CellValue } from './cell-value.js';
import { columnOf } from './reference.js';

/** A merged range; rows and columns from 0, the last ones included. */
interface Merge {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

const maximumMerges = 500_000;

/**
 * Finds the merged ranges of a sheet. The format names them after the rows, so the part is read once for them alone:
 * not as XML, which costs ten times more, but by the look of the one tag.
 */
export async function findMerges(blocks: AsyncIterable<Buffer>, columns: number): Promise<Merges> {
  const merges: Merge[] = [];
  let tail = '';
  for await (const block of blocks) {
    const text = tail + block.toString('latin1');
    if (text.includes('mergeCell'))
      for (const [, reference = ''] of text.matchAll(
        /<(?:\w+:)?mergeCell\s[^<>]{0,200}?ref\s*=\s*["']([^"'<>]{1,50})["'][^<>]{0,200}>/g,
      )) {
        const merge = mergeOf(reference, columns);
        if (merge !== null) merges.push(merge);
        if (merges.length > maximumMerges)
          throw new FileError('MALFORMED_XLSX', 'trop de cellules fusionnées');
      }
    // What is kept is shorter than a whole tag, or ends before one: none is found twice.
    tail = text.slice(Math.max(text.lastIndexOf('>') + 1, text.length - 1000));
  }
  return new Merges(merges.sort((one, other) => one.firstRow - other.firstRow));
}

function mergeOf(reference: string, columns: number): Merge | null {
  const [, firstLetters, firstRow, lastLetters, lastRow] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (firstLetters === undefined || lastLetters === undefined) return null;
  const firstColumn = columnOf(firstLetters);
  if (firstColumn >= columns) return null;
  return {
    firstRow: Number(firstRow) - 1,
    lastRow: Number(lastRow) - 1,
    firstColumn,
    lastColumn: Math.min(columnOf(lastLetters), columns - 1),
  };
}

interface Cover {
  readonly merge: Merge;
  value: CellValue | null;
}

/** Follows the merged ranges down the rows of a sheet. */
export class Merges {
  private next = 0;
  /** By column, the range that covers it. */
  private readonly covers: (Cover | undefined)[] = [];

  constructor(private readonly merges: readonly Merge[]) {}

  get isEmpty(): boolean {
    return this.merges.length === 0;
  }

  /** The cells of a row that lie under the first cell of a range, with what that cell shows. Rows come in order. */
  cover(row: number, values: readonly (CellValue | undefined)[]): Map<number, CellValue> {
    this.advance(row);
    const covered = new Map<number, CellValue>();
    for (const [column, cover] of this.covers.entries()) {
      if (cover === undefined) continue;
      const { merge } = cover;
      if (row > merge.lastRow) this.covers[column] = undefined;
      else if (row === merge.firstRow && column === merge.firstColumn) cover.value = values[column] ?? null;
      else if (cover.value !== null) covered.set(column, cover.value);
    }
    return covered;
  }

  private advance(row: number): void {
    for (let merge = this.merges[this.next]; merge !== undefined && merge.firstRow <= row; ) {
      // A range whose first row is not in the sheet has nothing to show.
      const cover: Cover = { merge, value: null };
      for (let column = merge.firstColumn; column <= merge.lastColumn; column += 1)
        this.covers[column] = cover;
      this.next += 1;
      merge = this.merges[this.next];
    }
  }
}
