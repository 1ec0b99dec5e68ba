import { conventions } from '../../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

const dataset = subsidies;

export const territories: Theme = {
  name: 'territories',
  about:
    'Codes and names of communes and EPCI: those of today, those of yesterday, and those that a spreadsheet spoilt.',
  samples: [
    {
      file: 'unknown-code.csv',
      shows: 'A code that is no commune’s, with and without a name that tells the right one.',
      dataset,
    },
    { file: 'exchanged-digits.csv', shows: 'Two digits exchanged: 40918 for 49018.', dataset },
    { file: 'leading-zero-lost.csv', shows: '1004 for 01004: a spreadsheet dropped the zero.', dataset },
    { file: 'rounded-siren.csv', shows: 'A SIREN as 2.449E+08.', dataset },
    {
      file: 'spaced-codes.csv',
      shows: 'SIREN and codes with spaces of any kind, and lower-case letters, are read.',
      dataset,
    },
    {
      file: 'decorated-codes.csv',
      shows: 'Codes as `49018.0`, `\'49018` and `="01004"`: the right ones are proposed.',
      dataset,
    },
    { file: 'siret.csv', shows: 'A SIRET in place of a SIREN.', dataset },
    { file: 'postal-code.csv', shows: 'A postal code in place of an INSEE code.', dataset },
    {
      file: 'yesterday.csv',
      shows: 'Déléguées and former communes: 49018 is the commune, 79224 lies in 49, 49003 is Tuffalun.',
      dataset,
    },
    { file: 'split-commune.csv', shows: 'A commune that was split has no one successor.', dataset },
    { file: 'corsica-overseas.csv', shows: 'Corsica (2A004), La Réunion (974) and Mayotte (976).', dataset },
    {
      file: 'code-name-differs.csv',
      shows:
        'The code of one commune, and a name that is nobody’s: misspelt, it is passed; another one, it is said.',
      dataset,
    },
    { file: 'code-name-conflict.csv', shows: 'The code of one commune, the name of another.', dataset },
    {
      file: 'by-name.csv',
      shows: 'No code: communes and EPCI found by their names, abbreviated or not.',
      dataset,
    },
    {
      file: 'by-unknown-name.csv',
      shows: 'No code, and names that are nobody’s: the nearest ones.',
      dataset,
    },
    {
      file: 'by-name-without-department.csv',
      shows: 'No code and no département: a name alone is not enough.',
      dataset,
    },
    {
      file: 'old-names.csv',
      shows: 'No code: the names of a commune déléguée and of a former commune.',
      dataset,
    },
    { file: 'several-in-a-cell.csv', shows: 'One amount for several communes is not split.', dataset },
    { file: 'unknown-kind.csv', shows: 'A kind of territory that the hub does not hold.', dataset },
    {
      file: 'outside-source.csv',
      shows: 'A source of Maine-et-Loire that speaks of Nantes.',
      dataset,
      options: { within: 'department:49' },
    },
    { file: 'no-territory.csv', shows: 'Neither code nor name.', dataset },
    {
      file: 'departments.csv',
      shows: 'Départements of conventions: 1 for 01, a name, an unknown one.',
      dataset: conventions,
    },
  ],
};
