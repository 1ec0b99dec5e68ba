import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Column, Columns } from '../ingestion/columns/column.js';
import type { Dataset } from '../ingestion/dataset.js';
import { guideOf } from './guide.js';
import { blankRows, definitionOf, fillingIn, type KnownValues, listsFor } from './template-columns.js';
import { typedCell } from './typed-cell.js';

/** What a template is made for. */
export interface TemplateRequest {
  readonly dataset: Dataset;
  /** The sentence of the guide that says what it holds. */
  readonly about: string;
  /** Rows that are filled already, as texts in the order of the declaration's columns. */
  readonly rows: readonly (readonly string[])[];
  /** Values that a column proposes besides those of its declaration, such as the references of known conventions. */
  readonly known?: KnownValues;
}

/** A workbook to fill in: the data set's columns with their formats and drop-downs, the rows given, and a guide. */
export function templateOf({ dataset, about, rows, known = {} }: TemplateRequest): Promise<Uint8Array> {
  const columns = Object.entries(dataset.columns as Columns);
  const last = 1 + rows.length + blankRows;
  const positions = new Map(columns.map(([name], index) => [name, index]));
  const { headers, ...frame } = fillingIn(dataset, known, { header: 1, positions, last });
  const data: WriteSheet = {
    ...frame,
    name: dataset.title,
    columns: columns.map(([name, column]) => definitionOf(name, column)),
    rows: [
      [],
      ...rows.map((cells) => cells.map((text, index) => typedCell(kindAt(columns, index), text))),
      // Empty cells have a format too: a code typed below keeps its leading zero.
      ...Array.from({ length: blankRows }, () => columns.map(() => null)),
    ],
    cells: new Map([...headers].map(([index, cell]) => [`0,${index}`, cell])),
    pageSetup: { orientation: 'landscape', printTitlesRow: '$1:$1' },
  };
  return writeXlsx({
    sheets: [data, guideOf(dataset, about), listsFor(dataset, known)],
    properties: { title: dataset.title },
  });
}

const kindAt = (columns: readonly (readonly [string, Column<unknown>])[], index: number) =>
  columns[index]?.[1].kind ?? 'TEXT';
