import { amendments } from '../../../src/ingestion/datasets/amendments.dataset.js';
import { conventions as dataset } from '../../../src/ingestion/datasets/conventions.dataset.js';
import type { Theme } from '../sample.js';

export const conventions: Theme = {
  name: 'conventions',
  about: 'Conventions of every shape, and their amendments.',
  samples: [
    {
      file: 'shapes.csv',
      shows: 'One commune, one EPCI, several EPCI, a group of communes, part of an EPCI.',
      dataset,
    },
    { file: 'unknown-scale.csv', shows: 'A shape that is none, with the nearest.', dataset },
    {
      file: 'lists-of-codes.csv',
      shows: 'Codes of communes separated by bars, commas, semicolons or line breaks.',
      dataset,
    },
    {
      file: 'wrong-members.csv',
      shows: 'Unknown, former and spoilt codes in a perimeter: each is named.',
      dataset,
    },
    {
      file: 'fewer-than-announced.csv',
      shows: 'Thirteen communes announced, two listed: loaded, said to be incomplete.',
      dataset,
    },
    { file: 'missing-values.csv', shows: 'Rows without a reference, a name, a département.', dataset },
    { file: 'wrong-numbers.csv', shows: 'Counts and durations that are no numbers.', dataset },
    { file: 'changed-dates.csv', shows: 'A date of signature that changes.', dataset },
    {
      file: 'amendments.csv',
      shows: 'Amendments that prolong, add a commune, bring content.',
      dataset: amendments,
    },
    {
      file: 'amendments-wrong.csv',
      shows: 'Amendments of an unknown convention, with an unknown kind, commune or number.',
      dataset: amendments,
    },
  ],
};
