import { conventions } from '../../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

const dataset = subsidies;

export const keys: Theme = {
  name: 'keys',
  about: 'What makes a row itself: loading again finds it, and two rows are never taken for one.',
  samples: [
    {
      file: 'same-amount-twice.csv',
      shows: 'The same territory, year, sector, line and nature twice, without an identifier.',
      dataset,
    },
    { file: 'told-apart.csv', shows: 'The same, told apart by its operator.', dataset },
    { file: 'duplicated-id.csv', shows: 'An identifier twice.', dataset },
    { file: 'duplicated-convention.csv', shows: 'A convention twice.', dataset: conventions },
    { file: 'bad-identifiers.csv', shows: 'Identifiers that are too long, or have a slash.', dataset },
    { file: 'changed-amounts.csv', shows: 'One amount changed, one new, one as it was.', dataset },
    {
      file: 'replace-year.csv',
      shows: 'A territory’s year replaced: what the file no longer has is removed, and counted.',
      dataset,
      options: { strategy: 'REPLACE_YEAR' },
    },
    {
      file: 'replace-year-with-error.csv',
      shows: 'A year replaced by a file with an error: nothing is touched.',
      dataset,
      options: { strategy: 'REPLACE_YEAR' },
    },
    {
      file: 'valid-rows-only.csv',
      shows: 'Only the valid rows are asked for: they are loaded, the others counted.',
      dataset,
      options: { acceptance: 'VALID_ROWS' },
    },
  ],
};
