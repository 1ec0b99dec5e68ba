import { type Cell, type ColumnDef, colToLetter, type DataValidation, type WriteSheet } from 'hucre/xlsx';
import type { Column, Columns } from '../ingestion/columns/column.js';
import { hiddenColumns } from '../ingestion/columns/source-columns.js';
import type { Dataset } from '../ingestion/dataset.js';
import { type Need, needOf } from '../ingestion/needs.js';
import { listSheet } from '../ingestion/reading/own-sheets.js';
import { headerStyle } from './styles.js';
import { numberFormats } from './typed-cell.js';

/** Rows ready to be typed in, below those that are filled. */
export const blankRows = 500;

/** Values that a column proposes besides those of its declaration, by its name. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** Where a sheet has its header (a line as a spreadsheet numbers it), each column by its name, and its last line. */
export interface SheetPlaces {
  readonly header: number;
  readonly positions: ReadonlyMap<string, number>;
  readonly last: number;
}

/** What makes a sheet one to fill in: drop-downs, a header that explains itself and stays in view, a filter. */
export function fillingIn(
  dataset: Dataset,
  known: KnownValues,
  { header, positions, last }: SheetPlaces,
): Partial<WriteSheet> & { readonly headers: ReadonlyMap<number, Partial<Cell>> } {
  const columns = Object.entries(dataset.columns as Columns).map(([name, column], list) => ({
    column,
    need: needOf(dataset, name),
    list,
    proposals: proposalsOf(column, known[name] ?? []),
    position: positions.get(name) ?? -1,
  }));
  const there = columns.filter(({ position }) => position >= 0);
  const rightmost = Math.max(0, ...positions.values());
  return {
    headers: new Map(there.map(({ column, need, position }) => [position, headerCellOf(column, need)])),
    dataValidations: there.flatMap((each) => validationOf(each.column, { ...each, first: header + 1, last })),
    freezePane: { rows: header },
    autoFilter: { range: `A${header}:${colToLetter(rightmost)}${last}` },
    a11y: { summary: dataset.description },
  };
}

/** The hidden sheet of what the drop-downs propose. */
export function listsFor(dataset: Dataset, known: KnownValues): WriteSheet {
  const columns = Object.entries(dataset.columns as Columns);
  return listsOf(columns.map(([name, column]) => proposalsOf(column, known[name] ?? [])));
}

/** What the list sheet of a template proposed for columns that have no list of their own. */
export function knownOf(dataset: Dataset, lists: readonly (readonly string[])[]): KnownValues {
  const columns = Object.entries(dataset.columns as Columns);
  return Object.fromEntries(
    columns.map(([name, { choices }], list) => [
      name,
      choices.length > 0 ? [] : lists.map((cells) => cells[list] ?? '').filter((text) => text !== ''),
    ]),
  );
}

/** A star marks what each row needs; one in brackets, what it needs one of. */
const stars: Readonly<Record<Need, string>> = { ALWAYS: ' *', ONE_OF: ' (*)', NEVER: '' };

const headerOf = ({ headers }: Column<unknown>, need: Need): string =>
  `${headers[1].charAt(0).toUpperCase()}${headers[1].slice(1)}${stars[need]}`;

/** Width and format of a column's cells; what people have no use for is hidden. */
export function definitionOf(name: string, column: Column<unknown>): ColumnDef {
  return {
    width: widthOf(column),
    style: { numFmt: numberFormats[column.kind] },
    ...(hiddenColumns.has(name) && { hidden: true }),
  };
}

const widths: Partial<Record<Column<unknown>['kind'], number>> = {
  YEAR: 11,
  INTEGER: 12,
  DATE: 13,
  PERCENT: 12,
  AMOUNT: 16,
};
const widthOf = ({ kind, headers }: Column<unknown>): number =>
  Math.max(widths[kind] ?? 22, Math.min(30, headers[1].length + 4));

const proposalsOf = ({ choices }: Column<unknown>, known: readonly string[]): readonly string[] => [
  ...new Set([...choices.map(({ label }) => label), ...known]),
];

/** The header of a column: white on blue, with what the column holds as a comment. */
const headerCellOf = (column: Column<unknown>, need: Need): Partial<Cell> => ({
  value: headerOf(column, need),
  type: 'string',
  style: headerStyle,
  comment: { text: column.description },
});

/** Where the cells of a column stand in a sheet, and its proposals in the list sheet; rows as a spreadsheet numbers them. */
interface DropDown {
  readonly proposals: readonly string[];
  readonly list: number;
  readonly position: number;
  readonly first: number;
  readonly last: number;
}

/** Words close to those of a closed list are read too: a warning lets them pass, and a list that is open gives none. */
const warning: Partial<DataValidation> = {
  showErrorMessage: true,
  errorStyle: 'warning',
  errorTitle: 'Ce mot n’est pas dans la liste',
  errorMessage:
    'Le hub comprend aussi d’autres mots de même sens, et dit au contrôle ceux qu’il ne comprend pas. Dans le doute, choisissez dans la liste.',
};

/** A drop-down from the list sheet. */
function validationOf(
  { kind, headers, description }: Column<unknown>,
  { proposals, list, position, first, last }: DropDown,
): DataValidation[] {
  if (proposals.length === 0) return [];
  const [letter, listed] = [colToLetter(position), colToLetter(list)];
  return [
    {
      type: 'list',
      formula1: `${listSheet}!$${listed}$1:$${listed}$${proposals.length}`,
      range: `${letter}${first}:${letter}${last}`,
      allowBlank: true,
      showInputMessage: true,
      inputTitle: headers[1].slice(0, 32),
      inputMessage: description.slice(0, 255),
      ...(kind === 'CHOICE' ? warning : { showErrorMessage: false }),
    },
  ];
}

/** Each column's proposals under its own letter, so that a drop-down is easy to find. */
function listsOf(lists: readonly (readonly string[])[]): WriteSheet {
  const depth = Math.max(0, ...lists.map(({ length }) => length));
  const rows = Array.from({ length: depth }, (_, row) => lists.map((list) => list[row] ?? null));
  return { name: listSheet, rows, hidden: true };
}
