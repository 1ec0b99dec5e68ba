import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { rightsDocs } from '../access/matrix/rights-docs.js';
import { createSchema } from '../graphql/schema.js';
import { resolvers } from '../hub.js';
import { datasetDocs } from '../ingestion/documentation/dataset-docs.js';

const datasetsPath = 'docs/jeux-de-donnees.md';
const rightsPath = 'docs/droits.md';

/** The references that the code itself tells, written where the project keeps them. */
export function addDocsCommand(program: Command): void {
  program
    .command('docs', { hidden: true })
    .description(`Écrit ${datasetsPath} et ${rightsPath}.`)
    .action(async () => {
      writeFileSync(datasetsPath, datasetDocs());
      writeFileSync(rightsPath, rightsDocs(await createSchema([...resolvers])));
      process.stdout.write(`${datasetsPath} et ${rightsPath} sont à jour.\n`);
    });
}
