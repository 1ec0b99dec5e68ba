import type { Dataset } from '../dataset.js';
import { amendments } from './amendments.dataset.js';
import { conventions } from './conventions.dataset.js';
import { indicators } from './indicators.dataset.js';
import { planNodes } from './plan-nodes.dataset.js';
import { progress } from './progress.dataset.js';
import { subsidies } from './subsidies.dataset.js';

/** Every data set, each after those that its rows refer to. */
export const datasets: readonly Dataset[] = [
  conventions,
  amendments,
  planNodes,
  progress,
  subsidies,
  indicators,
];
