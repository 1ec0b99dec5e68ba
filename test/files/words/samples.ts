import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

const dataset = subsidies;

export const words: Theme = {
  name: 'words',
  about: 'Sectors, funding lines, natures: the nomenclature, and the words that stand near it.',
  samples: [
    { file: 'unknown-sector.csv', shows: 'Sectors that are none, with the nearest one.', dataset },
    {
      file: 'several-sectors.csv',
      shows:
        'Several sectors in a cell, however separated: the amount stays unallocated, and the report says so.',
      dataset,
    },
    {
      file: 'sector-by-line.csv',
      shows: 'No sector: the funding line tells it, where it pays one alone.',
      dataset,
    },
    {
      file: 'unknown-line.csv',
      shows: 'A funding line outside the nomenclature is kept in its own words.',
      dataset,
    },
    { file: 'natures.csv', shows: 'Natures in full phrases; one that is unknown; none.', dataset },
    { file: 'precision-section.csv', shows: 'Precision, periodicity and section, right and wrong.', dataset },
    {
      file: 'formula-text.csv',
      shows:
        '`=cmd|…`, `@SUM(…)`, `+33 2…`, `- voir annexe`: a text that a spreadsheet would run is refused.',
      dataset,
    },
    {
      file: 'long-text.csv',
      shows: 'A remark of more than ten thousand characters.',
      dataset,
      make: () =>
        Buffer.from(
          `code insee;exercice;secteur;nature;montant;remarques\n49018;2024;petite enfance;réel;10;${'mot '.repeat(2_600)}\n`,
        ),
    },
  ],
};
