import type { WriteSheet } from 'hucre/xlsx';
import type { Column, Columns } from '../ingestion/columns/column.js';
import { howToWrite } from '../ingestion/columns/kind-words.js';
import { hiddenColumns } from '../ingestion/columns/source-columns.js';
import type { Dataset } from '../ingestion/dataset.js';
import { needWords } from '../ingestion/needs.js';
import { guideSheet } from '../ingestion/reading/own-sheets.js';
import { guideTitle } from './own-sheet.js';
import { headerStyle, introCells, printed, proseStyle, strongStyle, wrappedHeights } from './styles.js';

const widths = [26, 24, 60, 40, 60];

/**
 * The sheet that explains how to fill in the other one.
 *
 * @param about a sentence that says what the workbook holds
 */
export function guideOf(dataset: Dataset, about: string): WriteSheet {
  const intro = [
    [guideTitle(dataset.title)],
    [`Une ligne : ${lowerFirst(dataset.description)}`],
    [about],
    [
      'Une ligne effacée ici n’est pas retirée du hub. Les colonnes masquées servent au hub : n’y touchez pas.',
    ],
    [
      'L’ordre des colonnes est libre. Étoile : à remplir à chaque ligne. Étoile entre parenthèses : l’une au moins de ces colonnes. ' +
        'Les autres peuvent rester vides : une cellule vide n’est pas un zéro.',
    ],
    [],
  ];
  const columns = Object.entries(dataset.columns as Columns).filter(([name]) => !hiddenColumns.has(name));
  const header = ['Colonne', 'Obligatoire', 'Ce qu’elle contient', 'Comment l’écrire', 'Valeurs proposées'];
  const at = intro.length;
  const table = [header, ...columns.map(([name, column]) => guideRow(dataset, name, column))];
  return {
    name: guideSheet,
    columns: widths.map((width) => ({ width, style: proseStyle })),
    rows: [...intro, ...table],
    cells: new Map([
      ...introCells(intro),
      ...header.map(
        (text, index) => [`${at},${index}`, { value: text, type: 'string', style: headerStyle }] as const,
      ),
      ...columns.map(
        ([, { headers }], index) =>
          [`${at + 1 + index},0`, { value: headers[1], type: 'string', style: strongStyle }] as const,
      ),
    ]),
    freezePane: { rows: at + 1 },
    pageSetup: printed,
    // The sentences above do not wrap.
    rowDefs: wrappedHeights([...intro.map(() => []), ...table], widths),
  };
}

function guideRow(dataset: Dataset, name: string, column: Column<unknown>): string[] {
  const { headers, description, choices } = column;
  const values = choices.map(({ label }) => label).join(' ; ');
  return [headers[1], needWords(dataset, name), description, howToWrite(column), values];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
