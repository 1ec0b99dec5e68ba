import { type ColumnDef, colToLetter, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Column, Columns } from '../ingestion/columns/column.js';
import { hiddenColumns } from '../ingestion/columns/source-columns.js';
import type { Dataset } from '../ingestion/dataset.js';
import { listSheet } from '../ingestion/reading/own-sheets.js';
import { guideOf } from './guide.js';
import { headerStyle } from './styles.js';
import { numberFormats, typedCell } from './typed-cell.js';

/** What a template is made for. */
export interface TemplateRequest {
  readonly dataset: Dataset;
  /** Name of the territory whose current values it holds; null for a blank one. */
  readonly territoryName: string | null;
  /** Current records, as texts in the order of the declaration's columns. */
  readonly rows: readonly (readonly string[])[];
  /** Values that a column proposes besides those of its declaration, such as the references of known conventions. */
  readonly known?: Readonly<Record<string, readonly string[]>>;
}

/** Rows ready to be typed in, below those that are filled. */
const blankRows = 500;

/** A workbook to fill in: the data set's columns with their formats and drop-downs, the current values, and a guide. */
export function templateOf({
  dataset,
  territoryName,
  rows,
  known = {},
}: TemplateRequest): Promise<Uint8Array> {
  const columns = Object.entries(dataset.columns as Columns);
  const last = 1 + rows.length + blankRows;
  const lists = columns.map(([name, column]) => proposalsOf(column, known[name] ?? []));
  const data: WriteSheet = {
    name: dataset.title,
    columns: columns.map(([name, column]) => definitionOf(name, column)),
    rows: [
      columns.map(([, column]) => headerOf(column)),
      ...rows.map((cells) => cells.map((text, index) => typedCell(kindAt(columns, index), text))),
      // Empty cells have a format too: a code typed below keeps its leading zero.
      ...Array.from({ length: blankRows }, () => columns.map(() => null)),
    ],
    cells: new Map(
      columns.map(([, column], index) => [
        `0,${index}`,
        {
          value: headerOf(column),
          type: 'string',
          style: headerStyle,
          comment: { text: column.description },
        },
      ]),
    ),
    dataValidations: columns.flatMap(([, column], index) =>
      validationOf(column, index, lists[index] ?? [], last),
    ),
    freezePane: { rows: 1 },
    pageSetup: { orientation: 'landscape', printTitlesRow: '$1:$1' },
    autoFilter: { range: `A1:${colToLetter(columns.length - 1)}${last}` },
    a11y: { summary: dataset.description },
  };
  return writeXlsx({
    sheets: [data, guideOf(dataset, territoryName, rows.length), listsOf(lists)],
    properties: { title: dataset.title },
  });
}

const kindAt = (columns: readonly (readonly [string, Column<unknown>])[], index: number) =>
  columns[index]?.[1].kind ?? 'TEXT';

/** A star marks what is required. */
const headerOf = ({ headers, isRequired }: Column<unknown>): string =>
  `${headers[1].charAt(0).toUpperCase()}${headers[1].slice(1)}${isRequired ? ' *' : ''}`;

function definitionOf(name: string, column: Column<unknown>): ColumnDef {
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

/** A drop-down from the list sheet. Only a closed list refuses anything else; the others propose. */
function validationOf(
  { kind, headers, description }: Column<unknown>,
  index: number,
  proposals: readonly string[],
  last: number,
): DataValidation[] {
  if (proposals.length === 0) return [];
  const letter = colToLetter(index);
  const isClosed = kind === 'CHOICE';
  return [
    {
      type: 'list',
      formula1: `${listSheet}!$${letter}$1:$${letter}$${proposals.length}`,
      range: `${letter}2:${letter}${last}`,
      allowBlank: true,
      showInputMessage: true,
      inputTitle: headers[1].slice(0, 32),
      inputMessage: description.slice(0, 255),
      showErrorMessage: isClosed,
      errorStyle: isClosed ? 'warning' : 'information',
      errorTitle: 'Valeur inattendue',
      errorMessage: 'Choisissez dans la liste : le hub ne connaît pas d’autre valeur.',
    },
  ];
}

/** Each column's proposals under its own letter, so that a drop-down is easy to find. */
function listsOf(lists: readonly (readonly string[])[]): WriteSheet {
  const depth = Math.max(0, ...lists.map(({ length }) => length));
  const rows = Array.from({ length: depth }, (_, row) => lists.map((list) => list[row] ?? null));
  return { name: listSheet, rows, hidden: true };
}
