import { planNodes } from '../../../src/ingestion/datasets/plan-nodes.dataset.js';
import { subsidies as dataset } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

export const json: Theme = {
  name: 'json',
  about: 'JSON and JSON Lines, as exports of other tools write them.',
  samples: [
    { file: 'array.json', shows: 'An array of objects; numbers as numbers.', dataset },
    { file: 'under-a-key.json', shows: 'Records under a key, as open data portals give them.', dataset },
    { file: 'lines.jsonl', shows: 'One object per line, with different keys.', dataset },
    { file: 'broken-line.jsonl', shows: 'A line that is no JSON: the rows before it are checked.', dataset },
    { file: 'nested.json', shows: 'Objects and arrays inside records.', dataset },
    {
      file: 'precise-numbers.json',
      shows: 'Numbers as they are written: no cent is lost; codes as numbers lose their zero.',
      dataset,
    },
    { file: 'plan.json', shows: 'A plan, with an array of themes.', dataset: planNodes },
    {
      file: 'truncated.json',
      shows:
        'A file cut in the middle, of which only the valid rows were asked for: none enters, the others are unknown.',
      dataset,
      options: { acceptance: 'VALID_ROWS' },
    },
    { file: 'lone-surrogate.json', shows: 'A lone surrogate, which is no text.', dataset },
    { file: 'empty-array.json', shows: 'No record.', dataset },
    { file: 'not-records.json', shows: 'An array of numbers.', dataset },
    { file: 'scalar.json', shows: 'Valid JSON that is no table.', dataset },
    { file: 'duplicate-key.json', shows: 'A key twice in one record.', dataset },
    {
      file: 'deep.json',
      shows: 'Arrays a thousand deep.',
      dataset,
      make: () => Buffer.from('['.repeat(1000) + ']'.repeat(1000)),
    },
  ],
};
