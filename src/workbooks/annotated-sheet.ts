import type { Cell, CellStyle, ColumnDef, WriteSheet } from 'hucre/xlsx';
import type { CellNote, Sheet, SheetRow } from '../files/sheet.js';
import { columnOf } from '../files/xlsx/reference.js';
import type { Columns } from '../ingestion/columns/column.js';
import { hiddenColumns } from '../ingestion/columns/source-columns.js';
import type { Dataset } from '../ingestion/dataset.js';
import { findHeader, type Header, statedHeader } from '../ingestion/reading/header.js';
import { ownSheets, remarkHeader } from '../ingestion/reading/own-sheets.js';
import type { Problem } from '../ingestion/report/problem.js';
import { headerStyle, printed, proseStyle, severityLabels, severityStyles } from './styles.js';

/** Rows of a sheet that are written back: beyond, the report alone speaks of them. */
const maximumRows = 20_000;
/** A spreadsheet has no more lines. */
const maximumLine = 1_000_000;

/** Every cell is a text: a code that is typed again keeps its zero, and nothing becomes a formula. */
const textFormat = '@';

type Cells = Map<string, Partial<Cell>>;

export const rowKey = (sheet: string | null, line: number): string => `${sheet ?? ''}\n${line}`;

/** A sheet with its remarks, and whether all of its rows are there; null for one that the hub itself had added. */
export async function annotateSheet(
  sheet: Sheet,
  dataset: Dataset | null,
  problems: ReadonlyMap<string, readonly Problem[]>,
): Promise<{ readonly sheet: WriteSheet; readonly isWhole: boolean } | null> {
  const { read, isWhole } = await firstRows(sheet);
  const header = headerOf(sheet, dataset, read);
  if (header === null && ownSheets.has(sheet.name ?? '')) return null;

  // Rows stay where they were, so that the lines of the report are those of the sheet.
  const offset = sheet.headers === null ? 0 : 1;
  const amounts = amountPositions(dataset, header);
  const rows: string[][] = sheet.headers === null ? [] : [[...sheet.headers]];
  for (const { line, cells, notes } of read) {
    rows[line - 1 + offset] = cells.map((text, at) => writtenBack(text, notes?.get(at), amounts.has(at)));
  }
  for (let index = 0; index < rows.length; index += 1) rows[index] ??= [];

  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 1);
  const cells: Cells = new Map();
  rows.forEach((row, index) => {
    annotateRow(cells, index, row, width, problems.get(rowKey(sheet.name, index + 1 - offset)) ?? []);
  });
  const headerAt = header === null || sheet.headers !== null ? 0 : header.at.line - 1;
  const said = cells.get(`${headerAt},${width}`)?.value;
  cells.set(`${headerAt},${width}`, {
    value: remarkHeader,
    type: 'string',
    style: headerStyle,
    // What is said of a column stands where the rows' remarks are named.
    ...(typeof said === 'string' && { comment: { author: 'ctg-hub', text: said } }),
  });
  return {
    isWhole,
    sheet: {
      name: sheet.name ?? 'Données',
      rows,
      cells,
      columns: columnsOf(width, header),
      hidden: sheet.isHidden,
      pageSetup: printed,
    },
  };
}

async function firstRows(sheet: Sheet): Promise<{ read: SheetRow[]; isWhole: boolean }> {
  const read: SheetRow[] = [];
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      if (read.length === maximumRows || row.line > maximumLine) return { read, isWhole: false };
      read.push(row);
    }
  }
  return { read, isWhole: true };
}

function headerOf(
  { headers, name }: Sheet,
  dataset: Dataset | null,
  rows: readonly SheetRow[],
): Header | null {
  if (dataset === null) return null;
  return headers === null
    ? findHeader(dataset.columns, name, rows)
    : statedHeader(dataset.columns, name, headers);
}

function amountPositions(dataset: Dataset | null, header: Header | null): ReadonlySet<number> {
  const columns: Columns = dataset?.columns ?? {};
  const positions = Object.entries(columns)
    .filter(([, { kind }]) => kind === 'AMOUNT')
    .map(([name]) => header?.positions.get(name) ?? -1);
  return new Set(positions);
}

/**
 * What a cell says, as text. Where the text alone would pass, though the cell was refused, it is written so that it is
 * refused again until somebody corrects it: an amount under a merged cell would be counted once more for each row.
 */
function writtenBack(text: string, note: CellNote | undefined, isAmount: boolean): string {
  if (note === 'UNCOMPUTED') return '=(formule jamais calculée)';
  if (note === 'ERROR') return `=${text}`;
  return note === 'MERGED' && isAmount ? `cellule fusionnée (${text})` : text;
}

function annotateRow(
  cells: Cells,
  index: number,
  row: readonly string[],
  width: number,
  problems: readonly Problem[],
): void {
  if (problems.length === 0) return;
  for (const problem of problems) mark(cells, index, row, problem);
  const words = problems
    .map(({ severity, message }) => `${severityLabels[severity]} : ${message}`)
    .join('\n');
  cells.set(`${index},${width}`, { value: words, type: 'string', style: proseStyle });
}

/** Colours a cell and comments it; two remarks on one cell share its comment, and an error's colour wins. */
function mark(
  cells: Cells,
  index: number,
  row: readonly string[],
  { letter, message, severity }: Problem,
): void {
  if (letter === null) return;
  // May be past the end of the row: a cell that is missing is there to be filled in.
  const at = columnOf(letter);
  const key = `${index},${at}`;
  const before = cells.get(key);
  const words = [before?.comment?.text, message].filter((each) => each !== undefined).join('\n');
  cells.set(key, {
    value: row[at] ?? '',
    type: 'string',
    style: before?.style && severity !== 'ERROR' ? before.style : marked(severityStyles[severity]),
    comment: { author: 'ctg-hub', text: words },
  });
}

const marked = (style: CellStyle): CellStyle => ({ ...style, numFmt: textFormat });

function columnsOf(width: number, header: Header | null): ColumnDef[] {
  const hidden = new Set([...hiddenColumns].map((name) => header?.positions.get(name) ?? -1));
  return Array.from({ length: width + 1 }, (_, index) =>
    index === width
      ? { width: 80 }
      : { width: 20, style: { numFmt: textFormat }, ...(hidden.has(index) && { hidden: true }) },
  );
}
