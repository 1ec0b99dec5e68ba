import { conventions } from '../../../src/ingestion/datasets/conventions.dataset.js';
import { progress } from '../../../src/ingestion/datasets/progress.dataset.js';
import { subsidies as dataset } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { sheetOf } from '../../reading/workbook.js';
import { type Cell, failed, formula, logical, merged, sheetRows, styled, styles } from '../make.js';
import type { Theme } from '../sample.js';

const header: Cell[] = ['code insee', 'territoire', 'exercice', 'secteur', 'nature', 'montant'];
const amount = (
  cents: Cell,
  sector = 'petite enfance',
  code: Cell = '49018',
  name: Cell = 'Baugé-en-Anjou',
): Cell[] => [code, name, 2024, sector, 'réel', cents];
const book = (rows: readonly (readonly Cell[])[], after = '') => sheetOf(sheetRows(rows), { styles, after });
export const workbooks: Theme = {
  name: 'workbooks',
  about: 'Excel workbooks: what a cell shows is not always what it holds.',
  samples: [
    {
      file: 'plain.xlsx',
      shows: 'One sheet, amounts as numbers.',
      dataset,
      make: () => book([header, amount(410000), amount(18500.5, 'enfance')]),
    },
    {
      file: 'header-on-line-5.xlsx',
      shows: 'Titles above the header, which stands on line 5.',
      dataset,
      make: () =>
        book([
          ['Caf de Maine-et-Loire'],
          ['Subventions 2024'],
          [],
          [],
          header,
          amount(410000),
          amount('dix', 'enfance'),
        ]),
    },
    {
      file: 'merged-territory.xlsx',
      shows: 'A commune written once over its three lines is each line’s.',
      dataset,
      make: () =>
        book(
          [
            header,
            amount(410000),
            amount(120000, 'enfance', null, null),
            amount(50000, 'jeunesse', null, null),
          ],
          merged('A2:A4', 'B2:B4'),
        ),
    },
    {
      file: 'merged-amount.xlsx',
      shows: 'An amount over three lines would count three times: refused.',
      dataset,
      make: () =>
        book([header, amount(580000), amount(null, 'enfance'), amount(null, 'jeunesse')], merged('F2:F4')),
    },
    {
      file: 'fill-down-territory.xlsx',
      shows: 'A commune written on its first line only, without merging: not filled by guessing.',
      dataset,
      make: () => book([header, amount(410000), amount(120000, 'enfance', null, null)]),
    },
    {
      file: 'formulas.xlsx',
      shows: 'Formulas with their values; a total by SUM that is right.',
      dataset,
      make: () =>
        book([
          header,
          amount(formula('200000+210000', 410000)),
          amount(formula('F2*0.1', 41000), 'enfance'),
          ['Total', null, null, null, null, formula('SUM(F2:F3)', 451000)],
        ]),
    },
    {
      file: 'formulas-never-computed.xlsx',
      shows: 'Formulas that no spreadsheet computed.',
      dataset,
      make: () => book([header, amount(formula('200000+210000')), amount(formula('F2*0.1'), 'enfance')]),
    },
    {
      file: 'cell-errors.xlsx',
      shows: '#REF!, #N/A and #DIV/0! in cells.',
      dataset,
      make: () =>
        book([
          header,
          amount(failed('#REF!')),
          amount(10, 'enfance', failed('#N/A')),
          amount(failed('#DIV/0!'), 'jeunesse'),
        ]),
    },
    {
      file: 'float-noise.xlsx',
      shows: 'Binary noise of computed amounts is none; a third of a cent is.',
      dataset,
      make: () =>
        book([
          header,
          amount(780552.0000000001),
          amount(0.1 + 0.2, 'enfance'),
          amount(1234.5678, 'jeunesse'),
          amount(18500.005, 'pilotage'),
        ]),
    },
    {
      file: 'numbers-as-codes.xlsx',
      shows: 'Codes as numbers: 49018 is whole, 1004 has lost its zero.',
      dataset,
      make: () =>
        book([
          header,
          amount(10, 'enfance', 49018),
          amount(10, 'enfance', 1004, 'Ambérieu-en-Bugey'),
          amount(10, 'enfance', 244900882, 'CC Baugeois Vallée'),
        ]),
    },
    {
      file: 'amounts-as-text.xlsx',
      shows: 'Amounts typed as texts, with spaces and €.',
      dataset,
      make: () => book([header, amount('410 000,00 €'), amount('18\u202f500,50', 'enfance')]),
    },
    {
      file: 'booleans.xlsx',
      shows: 'VRAI where an amount is asked.',
      dataset,
      make: () => book([header, amount(logical(true))]),
    },
    {
      file: 'date-as-amount.xlsx',
      shows: 'An amount whose cell was given a date’s format.',
      dataset,
      make: () => book([header, amount(styled(1, 45292))]),
    },
    {
      file: 'dates-1900.xlsx',
      shows: 'Real dates, and a day number without the format of a date.',
      dataset: conventions,
      make: () =>
        book([
          ['référence', 'territoire', 'forme', 'code insee', 'département', 'date de début', 'date de fin'],
          ['XD-1', 'Baugé', 'commune', '49018', 49, styled(1, 45292), styled(1, 47118)],
          ['XD-2', 'Baugé', 'commune', '49018', 49, 45292, styled(1, 47118.5)],
        ]),
    },
    {
      file: 'dates-1904.xlsx',
      shows: 'A workbook of the Macintosh, whose days are counted from 1904.',
      dataset: conventions,
      make: () =>
        sheetOf(
          sheetRows([
            ['référence', 'territoire', 'forme', 'code insee', 'département', 'date de début', 'date de fin'],
            ['XM-1', 'Baugé', 'commune', '49018', 49, styled(1, 43830), styled(1, 45656)],
          ]),
          { styles, is1904: true },
        ),
    },
    {
      file: 'percent-cells.xlsx',
      shows: 'Cells formatted as percentages hold 0,45 for 45 %; 1,2 is 120 %.',
      dataset: progress,
      make: () =>
        book([
          ['référence', 'code', 'état', "date de l'état", 'avancement en %'],
          ['49-BAUGE-2', 'A1', 'en cours', styled(1, 46023), styled(2, 0.45)],
          ['49-BAUGE-2', 'A2', 'en cours', styled(1, 46023), styled(2, 1.2)],
          ['49-BAUGE-2', 'A3', 'en cours', styled(1, 46023), 0.45],
        ]),
    },
    {
      file: 'trailing-formats.xlsx',
      shows: 'Formatted but empty rows and columns, as Excel leaves them.',
      dataset,
      make: () =>
        sheetOf(
          `${sheetRows([header, amount(410000)])}<row r="3"><c r="A3" s="1"/></row><row r="900"><c r="Z900" s="3"/></row>`,
          { styles },
        ),
    },
  ],
};
