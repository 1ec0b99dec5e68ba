import { HubError } from '../errors.js';
import { maximumPageSize } from './page.js';

const maximumOffset = 100_000;

/**
 * What every table asks of its dimensions and its page, before any work.
 * @throws HubError `DUPLICATE_DIMENSION`, `INVALID_PAGE_SIZE`, `INVALID_OFFSET`
 */
export function checkTable({ by, first, offset }: { by: readonly string[]; first: number; offset: number }) {
  const twice = by.find((dimension, at) => by.indexOf(dimension) !== at);
  if (twice !== undefined) throw new HubError('DUPLICATE_DIMENSION', { dimension: twice });
  if (first < 1 || first > maximumPageSize) {
    throw new HubError('INVALID_PAGE_SIZE', { value: first, maximum: maximumPageSize });
  }
  if (offset < 0 || offset > maximumOffset) {
    throw new HubError('INVALID_OFFSET', { value: offset, maximum: maximumOffset });
  }
}
