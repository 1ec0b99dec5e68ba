import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { amendments } from '../ingestion/datasets/amendments.dataset.js';
import { conventions } from '../ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../ingestion/datasets/plan-nodes.dataset.js';
import { subsidies } from '../ingestion/datasets/subsidies.dataset.js';
import type { ShippedFile } from './shipped-file.js';

/** The real facts, each row with its source, in the order in which the files refer to each other. */
export function factFiles(directory: string): ShippedFile[] {
  const read = (fileName: string) => ({ fileName, content: readFileSync(join(directory, fileName), 'utf8') });
  return [
    { dataset: conventions, ...read('ctg_conventions.csv') },
    { dataset: amendments, ...read('ctg_amendments.csv') },
    { dataset: planNodes, ...read('ctg_objectives.csv') },
    { dataset: subsidies, ...read('ctg_subsidies.csv') },
  ];
}
