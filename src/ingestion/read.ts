import { foldName } from '../territory/territory.rules.js';
import type { Column, Columns, RowOf } from './column.js';
import type { Sheet, SheetRow } from './csv.js';
import { type Problem, problemOf, Refusal } from './problem.js';

/** A row that every column could read. */
export interface ReadRow<C extends Columns> {
  readonly line: number;
  readonly values: RowOf<C>;
}

export interface Reading<C extends Columns> {
  readonly rows: readonly ReadRow<C>[];
  readonly problems: readonly Problem[];
}

/** Reads a sheet by a data set's columns: headers in any order and by any of their names, all problems at once. */
export function readRows<C extends Columns>(
  columns: C,
  { headers, rows, problems: unreadable }: Sheet,
): Reading<C> {
  if (unreadable.length > 0) return { rows: [], problems: unreadable };
  const places = placeColumns(columns, headers);
  const problems: Problem[] = [...places.problems];
  if (problems.some(({ rejects }) => rejects)) return { rows: [], problems };

  const read: ReadRow<C>[] = [];
  for (const row of rows) {
    const found = readRow(columns, places.positions, row, headers.length);
    problems.push(...found.problems);
    if (!found.problems.some(({ rejects }) => rejects))
      read.push({ line: row.line, values: found.values as RowOf<C> });
  }
  return { rows: read, problems };
}

function placeColumns(columns: Columns, headers: readonly string[]) {
  const names = new Map(
    Object.entries(columns).flatMap(([name, column]) =>
      column.headers.map((header) => [foldName(header), name]),
    ),
  );
  const positions = new Map<string, number>();
  const problems: Problem[] = [];
  headers.forEach((header, position) => {
    const name = names.get(foldName(header));
    if (name === undefined) problems.push(problemOf(1, header, new Refusal('UNKNOWN_COLUMN', header)));
    else positions.set(name, position);
  });
  for (const [name, column] of Object.entries(columns)) {
    if (column.isRequired && !positions.has(name)) {
      const shown = column.headers[0] ?? name;
      problems.push(problemOf(1, shown, new Refusal('MISSING_COLUMN', shown)));
    }
  }
  return { positions, problems };
}

function readRow(columns: Columns, positions: ReadonlyMap<string, number>, row: SheetRow, width: number) {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  if (row.cells.length !== width) {
    problems.push(
      problemOf(row.line, null, new Refusal('BROKEN_ROW', `${row.cells.length} au lieu de ${width}`)),
    );
  }
  for (const [name, column] of Object.entries(columns)) {
    try {
      values[name] = readCell(column, row.cells[positions.get(name) ?? -1] ?? '');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(problemOf(row.line, column.headers[0] ?? name, error));
    }
  }
  return { values, problems };
}

function readCell<T>(column: Column<T>, text: string): T {
  if (text.includes('\0') || !text.isWellFormed()) throw new Refusal('INVALID_TEXT', '');
  if (column.isRequired && text === '') throw new Refusal('MISSING_VALUE', text);
  return column.parse(text);
}
