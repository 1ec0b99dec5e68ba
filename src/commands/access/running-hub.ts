import { openAsBlob } from 'node:fs';
import { HubError } from '../../errors.js';
import type { Published } from '../../server/published-address.js';
import { ownName } from '../own-name.js';
import type { Transport } from './transport.js';

/** A hub that runs in another process, at an address; null when none answers there. */
export async function reachHub({ address, secret }: Published): Promise<Transport | null> {
  try {
    const answer = await fetch(`${address}/health/live`, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) return null;
  } catch {
    return null;
  }
  const authorization = secret === null ? {} : { authorization: `Bearer ${secret}` };
  return {
    send: async ({ method, path, headers, body }) => {
      const payload = body?.kind === 'file' ? await openAsBlob(body.path) : body?.text;
      try {
        return await fetch(`${address}${path}`, {
          method,
          headers: { ...headers, ...authorization },
          body: payload ?? null,
        });
      } catch {
        throw new HubError('HUB_GONE', { address, command: `${ownName} batches` });
      }
    },
    close: async () => undefined,
  };
}
