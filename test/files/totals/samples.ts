import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

const dataset = subsidies;

export const totals: Theme = {
  name: 'totals',
  about: 'Lines that add up the others: recognised, checked against their detail, never loaded.',
  samples: [
    { file: 'right.csv', shows: 'A total that is right.', dataset },
    { file: 'wrong.csv', shows: 'A total that announces more than its detail.', dataset },
    { file: 'subtotals.csv', shows: 'A subtotal per territory, then a grand total.', dataset },
    { file: 'per-sector.csv', shows: 'Totals per sector at the bottom.', dataset },
    {
      file: 'in-another-column.csv',
      shows: '“Total” in the column of remarks, and in no cell at all.',
      dataset,
    },
    {
      file: 'unread-detail.csv',
      shows: 'A total over an amount that could not be read is not said to be wrong.',
      dataset,
    },
    {
      file: 'with-benefits.csv',
      shows: 'A total that counts the benefits which the hub leaves out.',
      dataset,
    },
    {
      file: 'without-amount.csv',
      shows: 'A total line without an amount, and a project named “Ensemble pour les familles”.',
      dataset,
    },
    { file: 'above.csv', shows: 'A total above its detail.', dataset },
    { file: 'above-wrong.csv', shows: 'A total above its detail, which announces more.', dataset },
    { file: 'above-each.csv', shows: 'A total above the detail of each territory.', dataset },
    { file: 'of-rounded-amounts.csv', shows: 'A total that differs by a cent.', dataset },
  ],
};
