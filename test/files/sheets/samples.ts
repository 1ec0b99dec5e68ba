import { subsidies as dataset } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { workbookOf } from '../../reading/workbook.js';
import { type Cell, sheetRows } from '../make.js';
import type { Theme } from '../sample.js';

const header: Cell[] = ['code insee', 'territoire', 'exercice', 'secteur', 'nature', 'montant'];
const amount = (
  cents: Cell,
  sector = 'petite enfance',
  code: Cell = '49018',
  name: Cell = 'Baugé-en-Anjou',
): Cell[] => [code, name, 2024, sector, 'réel', cents];
const plan: Cell[][] = [
  ['code', 'référence', 'niveau', 'intitulé'],
  ['Z1', '49-BAUGE-2', 'action', 'Une action'],
];

export const sheets: Theme = {
  name: 'sheets',
  about: 'Workbooks of several sheets: which are read, and what is said of the others.',
  samples: [
    {
      file: 'several-sheets.xlsx',
      shows:
        'Two sheets of the data set are read; a sheet of another one and a page of text are left aside, and said.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            {
              name: 'Lisez-moi',
              rows: sheetRows([['Subventions de la Caf'], ['À remplir avant le 31 mars']]),
            },
            { name: 'Baugé', rows: sheetRows([header, amount(410000)]) },
            { name: 'Saumur', rows: sheetRows([header, amount(610000, 'enfanse', '49328', 'Saumur')]) },
            { name: 'Plan', rows: sheetRows(plan) },
            { name: 'Vide', rows: '' },
          ],
        }),
    },
    {
      file: 'other-columns.xlsx',
      shows: 'Each sheet is pointed at by its own header, though the second has other columns.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            { name: 'Détail', rows: sheetRows([header, amount(10, 'enfance', '1004', 'Ambérieu-en-Bugey')]) },
            {
              name: 'Autre',
              rows: sheetRows([
                ['montant', 'nature', 'exercice', 'code insee'],
                [10, 'réel', 2024, '1004'],
              ]),
            },
          ],
        }),
    },
    {
      file: 'recap.xlsx',
      shows: 'A sheet that recapitulates another one is told from one that lacks a column.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            { name: 'Détail', rows: sheetRows([header, amount(10)]) },
            {
              name: 'Récap',
              rows: sheetRows([
                ['code insee', 'exercice', 'nature', 'montant total'],
                ['49018', 2024, 'réel', 10],
              ]),
            },
          ],
        }),
    },
    {
      file: 'hidden-sheet.xlsx',
      shows: 'A hidden sheet that holds a table is not read, and the report says so.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            { name: 'Montants', rows: sheetRows([header, amount(410000)]) },
            {
              name: 'Anciens montants',
              state: 'hidden',
              rows: sheetRows([header, amount(390000, 'enfance')]),
            },
            {
              name: 'Listes',
              state: 'hidden',
              rows: sheetRows([
                ['secteur', 'nature'],
                ['enfance', 'réel'],
              ]),
            },
          ],
        }),
    },
    {
      file: 'summary-sheet.xlsx',
      shows: 'A sheet that sums up by sector has no territory: it is left aside, with a warning.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            {
              name: 'Synthèse',
              rows: sheetRows([
                ['secteur', 'montant'],
                ['petite enfance', 410000],
              ]),
            },
            { name: 'Détail', rows: sheetRows([header, amount(410000)]) },
          ],
        }),
    },
    {
      file: 'misnamed-column-in-one-sheet.xlsx',
      shows: 'One year’s sheet has “montan” for “montant”: refused, not silently left out.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            { name: '2023', rows: sheetRows([header, amount(400000)]) },
            { name: '2024', rows: sheetRows([[...header.slice(0, 5), 'montan'], amount(410000)]) },
          ],
        }),
    },
  ],
};
