import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { createSchema, schemaText } from './graphql/schema.js';
import { resolvers } from './hub.js';

const [command] = process.argv.slice(2);

if (command === 'schema') {
  writeFileSync('schema.graphql', schemaText(await createSchema([...resolvers])));
  console.log('schema.graphql est à jour.');
} else {
  console.error('Usage : npm run schema');
  process.exit(2);
}
