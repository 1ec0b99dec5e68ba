import type { SheetRow } from '../../files/sheet.js';
import { foldName } from '../../territory/territory.rules.js';
import type { Columns } from '../columns/column.js';
import type { RowPlace } from '../report/problem.js';
import type { ColumnPlace } from '../report/report.js';

/** Where the columns of a data set stand in a sheet. */
export interface Header {
  readonly at: RowPlace;
  /** Position of each column found, by its name in the declaration. */
  readonly positions: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, ColumnPlace>;
  /** Number of cells of the header: a row with more or fewer may be broken. */
  readonly width: number;
  readonly cells: readonly string[];
}

/** A title, a date, a blank line: a header comes within so many rows. */
export const headerSearchDepth = 30;

/** `A`, `B` … `Z`, `AA`: how a spreadsheet names a column. */
export function letterOf(position: number): string {
  const rest = Math.floor(position / 26);
  return (rest === 0 ? '' : letterOf(rest - 1)) + String.fromCharCode(65 + (position % 26));
}

/** The row that names the most columns of the data set, and at least two (or its only one); null when none does. */
export function findHeader(columns: Columns, sheet: string | null, rows: readonly SheetRow[]): Header | null {
  const names = namesOf(columns);
  let best: Header | null = null;
  for (const row of rows.slice(0, headerSearchDepth)) {
    const header = headerOf(names, { sheet, line: row.line }, row.cells);
    if (header.positions.size > (best?.positions.size ?? 0)) best = header;
  }
  const enough = Math.min(2, Object.keys(columns).length);
  return best !== null && best.positions.size >= enough ? best : null;
}

/** The header that a format itself gives, such as the names of JSON values. */
export const statedHeader = (columns: Columns, sheet: string | null, cells: readonly string[]): Header =>
  headerOf(namesOf(columns), { sheet, line: 1 }, cells);

/** A header without what its author may write otherwise. "Avancement" and "Avancement (%)" stay two columns. */
export const foldHeader = (header: string): string => foldName(header.replaceAll('%', ' pourcent '));

/** Column of a declaration by each of the names that a header may give it, folded. */
export function namesOf(columns: Columns): Map<string, string> {
  return new Map(
    Object.entries(columns).flatMap(([name, { headers }]) =>
      [name, ...headers].map((header) => [foldHeader(header), name] as const),
    ),
  );
}

/** The column of a declaration that a cell of a header names. */
// "Montant (en €)" is "Montant": what stands in brackets explains, and a star marks what is required.
export const nameOf = (names: ReadonlyMap<string, string>, cell: string): string | undefined =>
  names.get(foldHeader(cell)) ?? names.get(foldHeader(cell.replace(/\([^)]{0,300}\)/g, ' ')));

function headerOf(names: ReadonlyMap<string, string>, at: RowPlace, cells: readonly string[]): Header {
  const positions = new Map<string, number>();
  const places = new Map<string, ColumnPlace>();
  cells.forEach((cell, position) => {
    const name = cell === '' ? undefined : nameOf(names, cell);
    if (name === undefined || positions.has(name)) return;
    positions.set(name, position);
    places.set(name, { header: cell, letter: letterOf(position) });
  });
  return { at, positions, places, width: widthOf(cells), cells };
}

/** Columns to the last that is named: a spreadsheet trails empty ones. */
const widthOf = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell !== '') + 1;
