import 'reflect-metadata';
import closeWithGrace from 'close-with-grace';
import { readConfig } from './config.js';
import { HubError } from './errors.js';
import { createSchema } from './graphql/schema.js';
import { model, resolvers } from './hub.js';
import { startHub } from './server/start.js';
import { welcome } from './server/welcome.js';

const say = (line: string) => console.log(line);

try {
  const config = readConfig();
  const hub = await startHub(config, model, await createSchema([...resolvers]), say);
  say(welcome(hub.address, config));
  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) console.error(err);
    say('Arrêt du hub : les requêtes en cours se terminent…');
    await hub.close();
  });
} catch (error) {
  // A message that its reader can act on needs no stack.
  console.error(error instanceof HubError ? `\n${error.message}\n` : error);
  process.exit(1);
}
