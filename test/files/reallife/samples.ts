import { conventions } from '../../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import { sheetOf } from '../../reading/workbook.js';
import { type Cell, csvIn, formula, merged, sheetRows, styles } from '../make.js';
import type { Theme } from '../sample.js';

const notification: (readonly Cell[])[] = [
  ['CAF DE MAINE-ET-LOIRE', null, null, null, null, null],
  ['Notification des droits 2024 – action sociale'],
  [],
  [
    'Code INSEE',
    'Commune',
    'Exercice',
    'Secteur *',
    'Dispositif',
    'Gestionnaire',
    'Montant versé (en €)',
    'Observations',
  ],
  [
    '49018',
    'Baugé-en-Anjou',
    2024,
    'Petite enfance',
    'PSU',
    'Crèche Les Lutins',
    210345.67,
    'solde en avril N+1',
  ],
  [null, null, 2024, 'Petite enfance', 'Bonus territoire CTG (Eaje)', 'Crèche Les Lutins', 35400, null],
  [null, null, 2024, 'Enfance', 'PS ALSH périscolaire', 'Familles rurales', 58210.4, null],
  ['Total Baugé-en-Anjou', null, null, null, null, null, formula('SUM(G5:G7)', 303956.07), null],
  ['49328', 'Saumur', 2024, 'Jeunesse', 'PS jeunes', 'MJC', -1250.5, 'indu 2023'],
  ['Total Saumur', null, null, null, null, null, formula('SUM(G9)', -1250.5), null],
  ['TOTAL GÉNÉRAL', null, null, null, null, null, formula('G8+G10', 302705.57), null],
];

export const reallife: Theme = {
  name: 'reallife',
  about: 'Whole files with several habits at once, as collectivités and Caf send them.',
  samples: [
    {
      file: 'caf-notification.xlsx',
      shows: 'A letterhead, merged communes, computed subtotals and a grand total, an indu.',
      dataset: subsidies,
      make: () => sheetOf(sheetRows(notification), { styles, after: merged('A1:F1', 'A5:A7', 'B5:B7') }),
    },
    {
      file: 'town-hall-export.csv',
      shows: 'Windows-1252, title lines, capitals, amounts with € and non-breaking spaces, a total.',
      dataset: subsidies,
      make: () =>
        csvIn('windows-1252', [
          'MAIRIE DE BAUGÉ-EN-ANJOU;;;;;',
          'État des participations « Caf » ;;;;;',
          ';;;;;',
          'CODE INSEE;ANNEE;DOMAINE;PRESTATION;NATURE DU MONTANT;MONTANT',
          '49018;2024;Petite enfance;PSU;Réel;210\u00a0345,67\u00a0€',
          '49018;2024;Enfance;Plan mercredi;Prévisionnel;12\u00a0000,00\u00a0€',
          'Total;;;;;222\u00a0345,67\u00a0€',
        ]),
    },
    {
      file: 'forecast-and-real.csv',
      shows: 'The forecast and the real amount of one line are two amounts.',
      dataset: subsidies,
    },
    {
      file: 'advance-and-balance.csv',
      shows: 'An advance and a balance of one line: to be added up, or told apart.',
      dataset: subsidies,
    },
    {
      file: 'old-city-names.csv',
      shows: 'Communes named as before the mergers, with the département alone.',
      dataset: subsidies,
    },
    {
      file: 'paris-lyon.csv',
      shows: 'Arrondissements of Paris and Lyon stand for their commune.',
      dataset: subsidies,
    },
    {
      file: 'epci-across-departments.csv',
      shows: 'An EPCI of the neighbouring département, with one commune in this one.',
      dataset: subsidies,
    },
    {
      file: 'cedex-and-typography.csv',
      shows: 'CEDEX, œ, straight and curly apostrophes, capitals and hyphens in names.',
      dataset: subsidies,
    },
    {
      file: 'action-sheets.csv',
      shows: 'A table of fiches-actions with lead, themes, status and due date.',
      dataset: planNodes,
    },
    {
      file: 'review.csv',
      shows: 'A yearly review: statuses of all actions, one date for all, percentages.',
      dataset: progress,
    },
    {
      file: 'signed-late.csv',
      shows: 'A convention signed after its start, and one that starts in July.',
      dataset: conventions,
    },
    {
      file: 'renewal.csv',
      shows:
        'A second generation under the reference of the first, changed by mistake: the report tells one change.',
      dataset: conventions,
    },
    {
      file: 'empty-template.csv',
      shows: 'A template of which nothing was filled in but the codes.',
      dataset: subsidies,
    },
    {
      file: 'numbered-rows.csv',
      shows: 'A first column that numbers the rows is no identifier: two communes number theirs from 1.',
      dataset: subsidies,
    },
  ],
};
