import type { Pool, PoolClient } from 'pg';
import { endSlowReads, prepareReads } from './prepared.js';
import { inWords } from './trouble.js';

/**
 * Twelve loads may wait for their turn, each in a transaction of its own: four connections are left to readers. Who waits longer than
 * a slow statement may last is told that all are taken.
 */
export const poolSize = 16;
export const longestWait = 10_000;

export function preparePool(pool: Pool): void {
  prepareAndRelease(pool);
  const connect = pool.connect.bind(pool);
  // With a callback it tells by that; the hub's own driver waits for the promise.
  const telling = (callback?: Parameters<Pool['connect']>[0]) =>
    callback ? connect(callback) : connect().catch(tell);
  pool.connect = telling as Pool['connect'];
}

function tell(error: unknown): never {
  throw inWords(error);
}

/**
 * Settings of a new connection. The server would compile what it guesses to be long: up to a second for a statement that takes a
 * tenth of one. And it would plan prepared statements again and again, which takes five times as long as most of them: they are
 * written so that one plan serves. What a policy hides from the user of the hub is an error: a figure without it would look whole.
 */
const settings = `set jit = off; set plan_cache_mode = force_generic_plan; set row_security = off; ${endSlowReads}`;

/**
 * Prepares statements, and gives connections that died in a transaction back to the pool. The server has rolled them back by
 * itself, but Kysely waits for its own `rollback` to be answered, and would hold the connection for ever when that fails.
 */
export function prepareAndRelease(pool: Pool): void {
  pool.on('connect', (client: PoolClient & { pipeline?: boolean }) => {
    // What is asked while another answer is awaited is sent at once.
    client.pipeline = true;
    const query = client.query.bind(client) as (text: unknown, ...rest: unknown[]) => unknown;
    // Before whatever the connection is asked first. One that fails here fails again, and tells, with that.
    void (query(settings) as Promise<unknown>).catch(() => undefined);
    const prepared = prepareReads(client, query);
    const guarded = (text: unknown, ...rest: unknown[]) => {
      const answer = prepared(text, ...rest);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch(text === 'rollback' ? () => leave(client) : tell);
    };
    client.query = guarded as PoolClient['query'];
  });
}

/** The pool drops a connection that was left when it is given back. */
function leave(client: PoolClient) {
  // A pooled client is a whole one; its type hides the end of it.
  void (client as PoolClient & { end(): Promise<void> }).end().catch(() => undefined);
  return { command: 'ROLLBACK', rowCount: 0, rows: [] };
}
