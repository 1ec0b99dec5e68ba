import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../../config.js';
import { HubError } from '../../errors.js';
import { locationOf } from '../../server/location.js';
import { publishedAddress } from '../../server/published-address.js';
import { HubClient } from './hub-client.js';
import { openOwnHub } from './own-hub.js';
import { reachHub } from './running-hub.js';
import type { Transport } from './transport.js';

const patienceMilliseconds = 60_000;
const pauseMilliseconds = 500;

/**
 * The hub of the settings: in this process, or through the one that holds its embedded base. A base that another command
 * holds is waited for.
 *
 * @param say tells what takes time, in French
 */
export async function openHub(config: Config, say: (line: string) => void): Promise<HubClient> {
  return new HubClient(await openTransport(config, say));
}

async function openTransport(config: Config, say: (line: string) => void): Promise<Transport> {
  const { read } = publishedAddress(locationOf(config));
  const deadline = Date.now() + patienceMilliseconds;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await openOwnHub(config, say);
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'DATABASE_BUSY') throw error;
      const published = read();
      const running = published && (await reachHub(published));
      if (running !== null) return running;
      if (Date.now() > deadline) throw error;
      if (attempt === 0) say('Une autre commande utilise la base : attente…');
      await wait(pauseMilliseconds);
    }
  }
}
