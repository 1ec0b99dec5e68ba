import { indicators as dataset } from '../../../src/ingestion/datasets/indicators.dataset.js';
import type { Theme } from '../sample.js';

export const indicators: Theme = {
  name: 'indicators',
  about: 'Dated numbers about territories.',
  samples: [
    { file: 'good.csv', shows: 'Children, places and rates, with thousands and a decimal comma.', dataset },
    {
      file: 'secret-and-unknown.csv',
      shows: 'Statistical secrecy, a number that was not given, an empty cell: three things.',
      dataset,
    },
    {
      file: 'outside-the-list.csv',
      shows: 'Indicators of no list are kept under their name; a misspelt one is recognised as near.',
      dataset,
    },
    {
      file: 'wrong-values.csv',
      shows: 'Words, an ambiguous number, five decimals, a percent sign.',
      dataset,
    },
    { file: 'undated.csv', shows: 'A number without a year or day.', dataset },
    { file: 'empty-code.csv', shows: 'Allocataires with no located commune, under an empty code.', dataset },
    { file: 'same-number-twice.csv', shows: 'One number twice for one territory and year.', dataset },
  ],
};
