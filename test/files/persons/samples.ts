import { planNodes } from '../../../src/ingestion/datasets/plan-nodes.dataset.js';
import { subsidies as dataset } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { workbookOf } from '../../reading/workbook.js';
import { type Cell, sheetRows, textOf } from '../make.js';
import type { Theme } from '../sample.js';

const header: Cell[] = ['code insee', 'exercice', 'secteur', 'nature', 'montant'];
const amount: Cell[] = ['49018', 2024, 'petite enfance', 'réel', 410000];
const csvHeader = 'code insee;exercice;secteur;nature;montant';
const csvAmount = '49018;2024;petite enfance;réel;410 000,00';

export const persons: Theme = {
  name: 'persons',
  about: 'What says something of one person: refused whole, and told without a word of it.',
  samples: [
    {
      file: 'number-in-text.csv',
      shows:
        'A social-security number in a remark, and one in a column that is not known; the good line between is not taken.',
      dataset,
      options: { acceptance: 'VALID_ROWS' },
      make: () =>
        textOf(
          `${csvHeader};remarques;suivi`,
          `${csvAmount};dossier 1 85 05 78 006 084 91;`,
          `${csvAmount.replace('petite enfance', 'enfance')};vu;`,
          `${csvAmount};vu;2 69 05 2A 588 157 17`,
        ),
    },
    {
      file: 'number-elsewhere.csv',
      shows: 'One in a column of amounts and one in a list of codes: their own remarks would have shown it.',
      dataset,
      make: () =>
        textOf(
          csvHeader,
          '49018;2024;petite enfance;réel;185057800608491',
          '1850578006084;2024;enfance;réel;10',
        ),
    },
    {
      file: 'headers.csv',
      shows: 'Columns on persons, however their header is written.',
      dataset,
      make: () =>
        textOf(`${csvHeader};N° SS;matricule de l’allocataire;dateNaissance;n°alloc.`, `${csvAmount};;;;`),
    },
    {
      file: 'beneficiary.csv',
      shows: 'Seven digits under « allocataire » number one; under « nombre d’allocataires » they count.',
      dataset,
      make: () => textOf(`${csvHeader};allocataire;nombre d’allocataires`, `${csvAmount};1234567;1234567`),
    },
    {
      file: 'number.xlsx',
      shows: 'Written as a number in a cell of a column that is not known.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            {
              name: 'Montants',
              rows: sheetRows([
                [...header, 'suivi'],
                [...amount, 185057800608491],
              ]),
            },
          ],
        }),
    },
    {
      file: 'hidden-sheet.xlsx',
      shows: 'A hidden sheet of persons beside a good one: it was sent all the same.',
      dataset,
      make: () =>
        workbookOf({
          sheets: [
            { name: 'Montants', rows: sheetRows([header, amount]) },
            {
              name: 'Suivi',
              state: 'hidden',
              rows: sheetRows([
                ['Nom', 'Prénom', 'Né(e) le'],
                ['x', 'y', 'z'],
              ]),
            },
          ],
        }),
    },
    {
      file: 'numbers.json',
      shows: 'JSON: by the names of its values, and in one of them.',
      dataset,
      make: () =>
        textOf(
          '[{"code insee":"49018","exercice":2024,"secteur":"petite enfance","nature":"réel","montant":410000,"numAllocataire":"1"}]',
        ),
    },
    {
      file: 'value.json',
      shows: 'JSON: in a value.',
      dataset,
      make: () =>
        textOf(
          '[{"code insee":"49018","exercice":2024,"secteur":"petite enfance","nature":"réel","montant":410000,"remarques":"Mme Martin née le 12/03/1985"}]',
        ),
    },
    {
      file: 'reached.csv',
      shows: 'An address and a telephone number in free text: taken, with a word of advice.',
      dataset: planNodes,
      make: () =>
        textOf(
          'code;référence;niveau;intitulé;pilote;remarques;lien',
          'A1;49-BAUGE-2;action;Agrandir la crèche;rpe@ville.example;;https://ville.example/0241000000',
          'A2;49-BAUGE-2;action;Soutenir les assistants maternels;RPE;voir au 02 41 00 00 00;',
        ),
    },
    {
      file: 'none.csv',
      shows:
        'Numbers that are of no person: SIREN, SIRET, references, three communes, a commune born in 2016.',
      dataset: planNodes,
      make: () =>
        textOf(
          'code;référence;niveau;intitulé;pilote;remarques;SIRET',
          'A1;49-BAUGE-2;action;Agrandir la crèche;SIREN 244900882;22012 22194 22328;24490088200019',
          'A2;49-BAUGE-2;action;Soutenir les assistants maternels;RPE;Commune nouvelle née le 1er janvier 2016;244 900 882 00019',
        ),
    },
  ],
};
