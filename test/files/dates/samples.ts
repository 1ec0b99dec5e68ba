import { conventions } from '../../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../../src/ingestion/datasets/plan-nodes.dataset.js';
import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

const dataset = conventions;

export const dates: Theme = {
  name: 'dates',
  about: 'Days, months and years. A day that does not exist is refused with the nearest that does.',
  samples: [
    {
      file: 'written-ways.csv',
      shows: 'French, ISO, points, hyphens, words, short months, a weekday, midnight.',
      dataset,
    },
    {
      file: 'impossible.csv',
      shows: '31 February, month 13 with day and month exchanged, 29 February of a common year.',
      dataset,
    },
    {
      file: 'future-year.csv',
      shows:
        'A real amount of a year to come, with everything else that is wrong in the file; a forecast may be.',
      dataset: subsidies,
    },
    { file: 'two-digit-years.csv', shows: 'Two-digit years: the century is not guessed.', dataset },
    { file: 'spreadsheet-serials.csv', shows: 'Day numbers of a spreadsheet, left as text.', dataset },
    { file: 'incomplete.csv', shows: 'A year, a month, a quarter where a day is asked.', dataset },
    { file: 'end-before-start.csv', shows: 'An end before its start, by days and by years.', dataset },
    {
      file: 'fiscal-years.csv',
      shows: 'Years out of range, of two digits, school years, periods, words around a year.',
      dataset: subsidies,
    },
    { file: 'years-reversed.csv', shows: 'A last year before the first.', dataset: subsidies },
    {
      file: 'multi-year.csv',
      shows: 'A decision over several years is kept as one amount of several years.',
      dataset: subsidies,
    },
    {
      file: 'due-dates.csv',
      shows: 'Due dates: a day, a month, a year; words that are no firm date are kept without one.',
      dataset: planNodes,
    },
  ],
};
