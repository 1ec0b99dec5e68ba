import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Dataset } from './dataset.js';
import { amendments } from './datasets/amendments.dataset.js';
import { conventions } from './datasets/conventions.dataset.js';
import { planNodes } from './datasets/plan-nodes.dataset.js';
import { subsidies } from './datasets/subsidies.dataset.js';
import { type LoadReport, loadFile } from './load.js';

/** The real facts that the hub ships, in the order in which they refer to each other. */
const factFiles: readonly (readonly [Dataset, string])[] = [
  [conventions, 'ctg_conventions.csv'],
  [amendments, 'ctg_amendments.csv'],
  [planNodes, 'ctg_objectives.csv'],
  [subsidies, 'ctg_subsidies.csv'],
];

/** Loads the real facts, each file as one batch, through the same code as anybody's file. */
export async function loadFacts(
  em: SqlEntityManager,
  directory: string,
  author: string,
): Promise<Map<string, LoadReport>> {
  const reports = new Map<string, LoadReport>();
  for (const [dataset, fileName] of factFiles) {
    const content = readFileSync(join(directory, fileName), 'utf8');
    reports.set(fileName, await loadFile(em, dataset, { fileName, content, author, demonstration: false }));
  }
  return reports;
}
