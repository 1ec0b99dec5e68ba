import { planNodes } from '../../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../../src/ingestion/datasets/progress.dataset.js';
import type { Theme } from '../sample.js';

export const plans: Theme = {
  name: 'plans',
  about: 'Plans of actions, and how far the actions are.',
  samples: [
    {
      file: 'new-nodes.csv',
      shows: 'New objectives and actions under known ones, by code or by title.',
      dataset: planNodes,
    },
    { file: 'cycle.csv', shows: 'Two actions, each below the other.', dataset: planNodes },
    { file: 'unknown-parent.csv', shows: 'Parents that no node is, near one or not.', dataset: planNodes },
    { file: 'unknown-level.csv', shows: 'Levels that are none, with the nearest.', dataset: planNodes },
    {
      file: 'unknown-convention.csv',
      shows: 'Conventions that the hub does not know, near one or not.',
      dataset: planNodes,
    },
    { file: 'duplicated-code.csv', shows: 'A code twice in one plan.', dataset: planNodes },
    {
      file: 'hierarchy-by-columns.csv',
      shows: 'Enjeu, objectif and action in three columns of one row.',
      dataset: planNodes,
    },
    {
      file: 'progress.csv',
      shows: 'Statuses in words of all kinds, with percentages in whole numbers.',
      dataset: progress,
    },
    {
      file: 'avancement-in-words.csv',
      shows: '“Avancement” holds words and “Avancement (%)” a number: two columns.',
      dataset: progress,
    },
    { file: 'percentages.csv', shows: '120 %, 0,45, “la moitié”, -5 %, 33,3 %.', dataset: progress },
    { file: 'unknown-status.csv', shows: 'Statuses near a known one, and far from any.', dataset: progress },
    {
      file: 'undated-status.csv',
      shows: 'A status without a date is kept, and enters no rate.',
      dataset: progress,
    },
    { file: 'future-status.csv', shows: 'A status observed on a day that has not come.', dataset: progress },
    {
      file: 'unknown-action.csv',
      shows: 'Codes that no action bears: near one, an objective’s, of an unknown convention.',
      dataset: progress,
    },
    { file: 'same-day-twice.csv', shows: 'Two statuses of one action on one day.', dataset: progress },
    { file: 'no-status.csv', shows: 'A percentage without a status.', dataset: progress },
  ],
};
