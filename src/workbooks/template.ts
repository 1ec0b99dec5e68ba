import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Column, Columns } from '../ingestion/columns/column.js';
import type { Dataset } from '../ingestion/dataset.js';
import { guideOf } from './guide.js';
import { blankRows, definitionOf, fillingIn, type KnownValues, listsFor } from './template-columns.js';
import { typedCell } from './typed-cell.js';

/** What a template is made for. */
export interface TemplateRequest {
  readonly dataset: Dataset;
  /** Name of the territory whose current values it holds; null for a blank one. */
  readonly territoryName: string | null;
  /** Current records, as texts in the order of the declaration's columns. */
  readonly rows: readonly (readonly string[])[];
  /** Values that a column proposes besides those of its declaration, such as the references of known conventions. */
  readonly known?: KnownValues;
}

/** A workbook to fill in: the data set's columns with their formats and drop-downs, the current values, and a guide. */
export function templateOf({
  dataset,
  territoryName,
  rows,
  known = {},
}: TemplateRequest): Promise<Uint8Array> {
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
    sheets: [data, guideOf(dataset, aboutOf(territoryName, rows.length)), listsFor(dataset, known)],
    properties: { title: dataset.title },
  });
}

const kindAt = (columns: readonly (readonly [string, Column<unknown>])[], index: number) =>
  columns[index]?.[1].kind ?? 'TEXT';

const aboutOf = (territoryName: string | null, filled: number): string =>
  territoryName === null
    ? 'Ce modèle est vide : tapez ou collez vos lignes dans la première feuille, sous l’en-tête.'
    : `Ce modèle contient ce que le hub sait aujourd’hui pour ${territoryName} : ${filled} ligne${filled > 1 ? 's' : ''}. ` +
      'Corrigez-les, ajoutez les vôtres dessous, enregistrez, renvoyez le fichier.';
