import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createSchema, schemaText } from '../graphql/schema.js';
import { resolvers } from '../hub.js';

/** The contract of the API, written where the project keeps it. */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema', { hidden: true })
    .description('Écrit schema.graphql, le contrat de l’API.')
    .action(async () => {
      writeFileSync('schema.graphql', schemaText(await createSchema([...resolvers])));
      process.stdout.write('schema.graphql est à jour.\n');
    });
}
