import 'reflect-metadata';
import closeWithGrace from 'close-with-grace';
import { readConfig } from './config.js';
import { HubError } from './errors.js';
import { createSchema } from './graphql/schema.js';
import { model, resolvers } from './hub.js';
import { startHub } from './server/start.js';
import { toldError } from './server/told-error.js';
import { farewell, tooLate, welcome } from './server/welcome.js';

/** Below what service managers leave before they kill: thirty seconds in docker-compose.yml. */
const patienceMilliseconds = 25_000;
const say = (line: string) => console.log(line);

try {
  const config = readConfig();
  const hub = await startHub(config, model, await createSchema([...resolvers]), say);
  say(welcome(hub.address, config));
  closeWithGrace(
    { delay: patienceMilliseconds, onTimeout: () => say(tooLate(hub.underWay())) },
    async ({ err }) => {
      if (err) console.error(toldError(err));
      say(farewell(hub.underWay()));
      const started = performance.now();
      await hub.close();
      say(
        `Hub arrêté en ${((performance.now() - started) / 1_000).toFixed(1)} s : tout ce qui était en cours est fini.`,
      );
    },
  );
} catch (error) {
  // A message that its reader can act on needs no stack.
  console.error(error instanceof HubError ? `\n${error.message}\n` : toldError(error));
  process.exit(1);
}
