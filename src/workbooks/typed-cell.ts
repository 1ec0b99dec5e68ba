import type { CellValue } from 'hucre/xlsx';
import type { ColumnKind } from '../ingestion/columns/column.js';

/** Number format of each kind of column. A code is text, so that a spreadsheet keeps its leading zero. */
export const numberFormats: Readonly<Record<ColumnKind, string>> = {
  TEXT: '@',
  IDENTIFIER: '@',
  CODE: '@',
  CHOICE: '@',
  LIST: '@',
  MONTH: '@',
  INTEGER: '0',
  YEAR: '0',
  DATE: 'dd/mm/yyyy',
  AMOUNT: '#,##0.00 "€"',
  NUMBER: 'General',
  PERCENT: '0 %',
};

/**
 * The value of a cell from its text, as the column's `format` wrote it: real dates and numbers, so that a spreadsheet can
 * sort and add them. A text stays a text, whatever it looks like: a string cell is never taken for a formula.
 */
export function typedCell(kind: ColumnKind, text: string): CellValue {
  if (text === '') return null;
  switch (kind) {
    case 'DATE':
      return dayOrText(text);
    case 'AMOUNT':
    case 'NUMBER':
    case 'INTEGER':
    case 'YEAR':
      return numberOf(text);
    case 'PERCENT':
      return Number(text.replace(/[^\d]/g, '')) / 100;
    default:
      return text;
  }
}

/** Before it, a spreadsheet counts days otherwise, or has none. */
const firstDay = '1900-03-01';

/** A day (`AAAA-MM-JJ`), with a time or not; the text itself where a spreadsheet has no such day. */
export function dayOrText(day: string, time?: string): CellValue {
  const moment = new Date(`${day}T${time ?? '00:00:00'}Z`);
  if (day >= firstDay && !Number.isNaN(moment.getTime())) return moment;
  return time === undefined ? day : `${day} ${time}`;
}

/** A text that is not a number, such as "secret", stays as it is. */
const numberOf = (text: string): CellValue => {
  const value = Number(text.replace(/\s/g, '').replace(',', '.'));
  return Number.isNaN(value) ? text : value;
};
