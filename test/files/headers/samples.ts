import { conventions } from '../../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

const dataset = subsidies;

export const headers: Theme = {
  name: 'headers',
  about: 'How people name their columns, and where they put them.',
  samples: [
    {
      file: 'title-lines.csv',
      shows: 'A title, a date and a blank line before the header; line numbers are those of the spreadsheet.',
      dataset,
    },
    {
      file: 'decorated.csv',
      shows: 'Line breaks, brackets, stars, capitals without accents, double spaces.',
      dataset,
    },
    { file: 'reordered.csv', shows: 'Columns in another order.', dataset },
    {
      file: 'synonyms.csv',
      shows: 'French synonyms: “Commune”, “Année”, “Dispositif”, “Montant versé”.',
      dataset,
    },
    { file: 'english.csv', shows: 'English names, as an export of the hub writes them.', dataset },
    { file: 'recognised.csv', shows: 'No data set chosen: the headers tell it.', dataset: null },
    { file: 'unrecognised.csv', shows: 'No data set chosen, and headers of none.', dataset: null },
    {
      file: 'unknown-column.csv',
      shows: 'A column that the hub does not know is said to be left aside.',
      dataset,
    },
    {
      file: 'near-miss.csv',
      shows: '“montan” for “montant”: the required column is missing, and the one to rename is named.',
      dataset,
    },
    {
      file: 'near-miss-optional.csv',
      shows: '“secteure” for “secteur”: ignored with a warning that proposes the right name.',
      dataset,
    },
    { file: 'duplicate-column.csv', shows: 'Two columns that say the same thing.', dataset },
    { file: 'missing-column.csv', shows: 'The required column is nowhere.', dataset },
    {
      file: 'no-territory-column.csv',
      shows: 'No column tells the territory: said once, not on each row.',
      dataset,
    },
    { file: 'two-header-rows.csv', shows: 'A row of groups above the row of names.', dataset },
    {
      file: 'repeated-header.csv',
      shows: 'The header again in the middle, as printed pages have it.',
      dataset,
    },
    {
      file: 'wrong-dataset.csv',
      shows: 'A file of plans sent as subsidies: the right choice is named.',
      dataset,
    },
    {
      file: 'wrong-dataset-conventions.csv',
      shows: 'A file of subsidies sent as conventions.',
      dataset: conventions,
    },
    {
      file: 'years-as-columns.csv',
      shows: 'One column per year, a cross table: what to do instead.',
      dataset,
    },
    { file: 'sectors-as-columns.csv', shows: 'One column per sector, a cross table.', dataset },
    {
      file: 'personal-data.csv',
      shows: 'A column of social security numbers is named and never read.',
      dataset,
    },
  ],
};
