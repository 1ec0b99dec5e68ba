import { amendments } from '../../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../../src/ingestion/datasets/subsidies.dataset.js';
import type { Theme } from '../sample.js';

const again = 'Loaded before all others; once more, it says nothing new.';

export const base: Theme = {
  name: 'base',
  about: 'Good files that the others are rehearsed on.',
  samples: [
    { file: 'conventions.csv', shows: again, dataset: conventions },
    { file: 'amendments.csv', shows: again, dataset: amendments },
    { file: 'plan-nodes.csv', shows: again, dataset: planNodes },
    { file: 'progress.csv', shows: again, dataset: progress },
    { file: 'subsidies.csv', shows: again, dataset: subsidies },
  ],
};
