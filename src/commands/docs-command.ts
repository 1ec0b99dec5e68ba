import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { datasetDocs } from '../ingestion/documentation/dataset-docs.js';

const path = 'docs/jeux-de-donnees.md';

/** The reference of the data sets, written where the project keeps it. */
export function addDocsCommand(program: Command): void {
  program
    .command('docs', { hidden: true })
    .description(`Écrit ${path}, la référence des jeux de données.`)
    .action(() => {
      writeFileSync(path, datasetDocs());
      process.stdout.write(`${path} est à jour.\n`);
    });
}
