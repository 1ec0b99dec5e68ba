import { lastClosedFiscalYear } from '../calendar.js';
import { HubError } from '../errors.js';

const firstFiscalYear = 2000;

/** A fiscal year argument: the last closed one by default. @throws HubError `INVALID_FISCAL_YEAR` */
export function readFiscalYear(year: number | null | undefined): number {
  const closed = lastClosedFiscalYear();
  const [value, last] = [year ?? closed, closed + 10];
  if (value < firstFiscalYear || value > last) {
    throw new HubError('INVALID_FISCAL_YEAR', { value, from: firstFiscalYear, to: last });
  }
  return value;
}
