import { HubError } from '../errors.js';
import { notesOf } from '../notes.js';
import { maximumPageSize } from './page.js';

export const maximumOffset = 100_000;

/** Cells that the tables of one request may have together: more than a reader, or a spreadsheet, makes anything of. */
export const maximumCells = 400_000;

const claimed = notesOf<object, number>();

/**
 * Counts the cells that a table may have, of all those that a request asks, before any of them is worked out.
 * @throws HubError `TABLE_TOO_LARGE`
 */
export function claimCells(context: object, cells: number): void {
  const total = (claimed.get(context) ?? 0) + cells;
  claimed.set(context, total);
  if (total > maximumCells) throw new HubError('TABLE_TOO_LARGE', { cells: total, maximum: maximumCells });
}

/** May a table still have so many cells, beside those that are counted? */
export const fitsCells = (context: object, cells: number): boolean =>
  (claimed.get(context) ?? 0) + cells <= maximumCells;

/**
 * What every table asks of its dimensions and its page, before any work.
 * @throws HubError `DUPLICATE_DIMENSION`, `INVALID_PAGE_SIZE`, `INVALID_OFFSET`
 */
export function checkTable({ by, first, offset }: { by: readonly string[]; first: number; offset: number }) {
  const twice = by.find((dimension, at) => by.indexOf(dimension) !== at);
  if (twice !== undefined) throw new HubError('DUPLICATE_DIMENSION', { dimension: twice });
  if (first < 1 || first > maximumPageSize) {
    throw new HubError('INVALID_PAGE_SIZE', { value: first, maximum: maximumPageSize, next: 'offset' });
  }
  if (offset < 0 || offset > maximumOffset) {
    throw new HubError('INVALID_OFFSET', { value: offset, maximum: maximumOffset });
  }
}
