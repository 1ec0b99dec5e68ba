import type { Cell, CellStyle, CellValue, ColumnDef, WriteSheet } from 'hucre/xlsx';
import type { Sheet, SheetRow } from '../files/sheet.js';
import { columnOf } from '../files/xlsx/reference.js';
import type { Column, Columns } from '../ingestion/columns/column.js';
import type { Dataset } from '../ingestion/dataset.js';
import { findHeader, type Header, statedHeader } from '../ingestion/reading/header.js';
import { remarkHeader } from '../ingestion/reading/own-sheets.js';
import type { Problem } from '../ingestion/report/problem.js';
import { headerStyle, printed, proseStyle, severityLabels, severityStyles } from './styles.js';
import { definitionOf } from './template-columns.js';
import { formatOf, writtenBack } from './written-back.js';

/** What a sheet is annotated with. */
export interface Annotation {
  readonly dataset: Dataset | null;
  /** By `rowKey`. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** False for a format of texts alone, which does not tell a number from a text. */
  readonly hasNotes: boolean;
}

/** A sheet with its remarks. */
export interface AnnotatedSheet {
  readonly sheet: WriteSheet;
  readonly rows: CellValue[][];
  readonly cells: Cells;
  /** Null where the sheet has no table of the data set. */
  readonly header: Header | null;
  /** Index of the row that the rows' remarks are named in: the header, if there is one. */
  readonly headerAt: number;
}

type Cells = Map<string, Partial<Cell>>;

export const rowKey = (sheet: string | null, line: number): string => `${sheet ?? ''}\n${line}`;

export function annotateSheet(
  sheet: Sheet,
  read: readonly SheetRow[],
  { dataset, problems, hasNotes }: Annotation,
): AnnotatedSheet {
  const header = headerOf(sheet, dataset, read);
  // Rows stay where they were, so that the lines of the report are those of the sheet.
  const offset = sheet.headers === null ? 0 : 1;
  const headerAt = header === null || offset === 1 ? 0 : header.at.line - 1;
  const columns = columnsByPosition(dataset, header);
  const kept = keptWidth(header);

  const cells: Cells = new Map();
  const rows: CellValue[][] = sheet.headers === null ? [] : [[...sheet.headers]];
  for (const { line, cells: texts, notes } of read) {
    const index = line - 1 + offset;
    const isBelow = header !== null && index > headerAt;
    const length = Math.min(kept, Math.max(texts.length, isBelow ? header.width : 0));
    rows[index] = Array.from({ length }, (_, at) => {
      const column = isBelow ? columns.get(at)?.[1] : undefined;
      const { value, format } = writtenBack(texts[at] ?? '', notes?.get(at), column, hasNotes);
      if (format !== formatOf(columns.get(at)?.[1]))
        cells.set(`${index},${at}`, { style: { numFmt: format } });
      return value;
    });
  }
  for (let index = 0; index < rows.length; index += 1) rows[index] ??= [];

  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 1);
  let hasRemarks = header !== null;
  rows.forEach((_, index) => {
    const ofRow = problems.get(rowKey(sheet.name, index + 1 - offset)) ?? [];
    hasRemarks ||= ofRow.length > 0;
    annotateRow(cells, index, columns, width, ofRow);
  });
  if (hasRemarks) nameRemarks(cells, `${headerAt},${width}`);
  return {
    rows,
    cells,
    header,
    headerAt,
    sheet: {
      name: sheet.name ?? 'Données',
      rows,
      cells,
      columns: definitionsOf(width, columns),
      hidden: sheet.isHidden,
      pageSetup: printed,
    },
  };
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

/** The declared column that stands at each position. */
type PlacedColumns = ReadonlyMap<number, readonly [name: string, Column<unknown>]>;

function columnsByPosition(dataset: Dataset | null, header: Header | null): PlacedColumns {
  const columns: Columns = dataset?.columns ?? {};
  return new Map(
    [...(header?.positions ?? [])].flatMap(([name, position]) => {
      const column = columns[name];
      return column ? [[position, [name, column] as const] as const] : [];
    }),
  );
}

/** Cells of a row that are its author's: remarks of an earlier round make room for those of this one. */
function keptWidth(header: Header | null): number {
  const earlier = header?.cells.lastIndexOf(remarkHeader) ?? -1;
  return header !== null && earlier >= 0 && earlier === header.width - 1 ? earlier : Number.POSITIVE_INFINITY;
}

function annotateRow(
  cells: Cells,
  index: number,
  columns: PlacedColumns,
  width: number,
  problems: readonly Problem[],
): void {
  if (problems.length === 0) return;
  for (const problem of problems) mark(cells, index, columns, problem);
  const words = problems
    .map(({ severity, message }) => `${severityLabels[severity]} : ${message}`)
    .join('\n');
  cells.set(`${index},${width}`, { value: words, type: 'string', style: proseStyle });
}

function nameRemarks(cells: Cells, key: string): void {
  const said = cells.get(key)?.value;
  cells.set(key, {
    value: remarkHeader,
    type: 'string',
    style: headerStyle,
    // What is said of a column stands where the rows' remarks are named.
    ...(typeof said === 'string' && { comment: { author: 'ctg-hub', text: said } }),
  });
}

/** Colours a cell and comments it; two remarks on one cell share its comment, and an error's colour wins. */
function mark(
  cells: Cells,
  index: number,
  columns: PlacedColumns,
  { letter, message, severity }: Problem,
): void {
  if (letter === null) return;
  // May be past the end of the row: a cell that is missing is there to be filled in.
  const at = columnOf(letter);
  const key = `${index},${at}`;
  const before = cells.get(key);
  const words = [before?.comment?.text, message].filter((each) => each !== undefined).join('\n');
  const numFmt = before?.style?.numFmt ?? formatOf(columns.get(at)?.[1]);
  const isGraver = severity === 'ERROR' || before?.comment === undefined;
  const style: CellStyle | undefined = isGraver ? { ...severityStyles[severity], numFmt } : before?.style;
  cells.set(key, { ...(style && { style }), comment: { author: 'ctg-hub', text: words } });
}

function definitionsOf(width: number, columns: PlacedColumns): ColumnDef[] {
  const definitions = Array.from({ length: width }, (_, position): ColumnDef => {
    const placed = columns.get(position);
    return placed ? definitionOf(...placed) : { width: 20, style: { numFmt: formatOf(undefined) } };
  });
  return [...definitions, { width: 80 }];
}
