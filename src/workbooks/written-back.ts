import type { CellValue } from 'hucre/xlsx';
import type { CellNote } from '../files/sheet.js';
import type { Column, ColumnKind } from '../ingestion/columns/column.js';
import { multiplied } from '../ingestion/reading/read.js';
import { Refusal } from '../ingestion/report/problem.js';
import { dayOrText, numberFormats, typedCell } from './typed-cell.js';

/** A cell of the file as it goes back to its author. */
export interface CellBack {
  readonly value: CellValue;
  readonly format: string;
}

/** Column of the cell; undefined for one that is none of the data set's, or that stands above its header. */
type ItsColumn = Column<unknown> | undefined;

/** Format of a column's texts and of its empty cells: a code that is typed there keeps its zero. */
export const formatOf = (column: ItsColumn): string => numberFormats[column?.kind ?? 'TEXT'];

/**
 * A cell as it was in the file: a number, a day, a percentage or a text, so that the author's sums go on; a formula is its
 * value. A file of texts alone (CSV, JSON) does not say which: there, what its column reads as a number or a day is one.
 *
 * Where the value alone would pass, though the cell was refused, it is written so that it is refused again until somebody
 * corrects it: an amount under a merged cell would be counted once more for each row.
 */
export function writtenBack(
  text: string,
  note: CellNote | undefined,
  column: ItsColumn,
  hasNotes: boolean,
): CellBack {
  const format = formatOf(column);
  switch (note) {
    case 'NUMBER':
      return { value: Number(text), format: numberFormat(Number(text), column?.kind) };
    case 'PERCENT':
      return { value: Number(text), format: Number.isInteger(Number(text) * 100) ? '0 %' : '0.00 %' };
    case 'DATE':
      return momentOf(text);
    case 'BOOLEAN':
      return { value: text === 'VRAI', format };
    case 'UNCOMPUTED':
      return { value: '=(formule jamais calculée)', format };
    case 'ERROR':
      // The writer makes errors of the spreadsheet's own codes.
      return { value: text.startsWith('#') ? text : `=${text}`, format };
    case 'MERGED':
      if (column && multiplied.has(column.kind)) return { value: `cellule fusionnée (${text})`, format };
      // The range hides what its cell was.
      return { value: valueRead(text, column), format };
    default:
      return { value: hasNotes ? textOrNull(text) : valueRead(text, column), format };
  }
}

const textOrNull = (text: string): CellValue => (text === '' ? null : text);

/** Decimals that the format of a column's numbers shows: a number that has more would look like another. */
const shownDecimals: Partial<Record<ColumnKind, number>> = { AMOUNT: 2, NUMBER: 15, INTEGER: 0, YEAR: 0 };

/** A number keeps its own look where its column's would make another value of it: a day of 45 000, a percentage of 0.45. */
function numberFormat(value: number, kind: ColumnKind | undefined): string {
  if (kind === 'CODE' || kind === 'IDENTIFIER') return numberFormats[kind];
  const decimals = kind && shownDecimals[kind];
  const isShown = decimals !== undefined && Number(value.toFixed(decimals)) === value;
  return isShown ? numberFormats[kind as ColumnKind] : numberFormats.NUMBER;
}

function momentOf(text: string): CellBack {
  const [day = '', time] = text.split(' ');
  const format = time === undefined ? numberFormats.DATE : `${numberFormats.DATE} hh:mm`;
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d):(\d\d)$/.exec(text) ?? [];
  if (hours === undefined) return { value: dayOrText(day, time), format };
  const fraction = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  return { value: fraction, format: 'hh:mm:ss' };
}

/** Kinds whose values a spreadsheet adds up or sorts; all others stay the texts that they are. */
const valued: ReadonlySet<ColumnKind> = new Set(['AMOUNT', 'NUMBER', 'INTEGER', 'YEAR', 'DATE', 'PERCENT']);

/** The value of a text as its column reads it; the text itself where the column refuses it. */
function valueRead(text: string, column: ItsColumn): CellValue {
  if (text === '' || column === undefined || !valued.has(column.kind)) return textOrNull(text);
  try {
    return typedCell(column.kind, column.format(column.parse(text)));
  } catch (error) {
    if (error instanceof Refusal) return text;
    throw error;
  }
}
