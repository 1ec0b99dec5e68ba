import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { createSchema, schemaText } from './graphql/schema.js';
import { resolvers } from './hub.js';
import { datasetDocs } from './ingestion/documentation/dataset-docs.js';

const [command] = process.argv.slice(2);

if (command === 'schema') {
  writeFileSync('schema.graphql', schemaText(await createSchema([...resolvers])));
  console.log('schema.graphql est à jour.');
} else if (command === 'docs') {
  writeFileSync('docs/jeux-de-donnees.md', datasetDocs());
  console.log('docs/jeux-de-donnees.md est à jour.');
} else {
  console.error('Usage : npm run schema, npm run docs');
  process.exit(2);
}
