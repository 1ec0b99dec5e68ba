import type { ConstructorOptions } from 'pg-boss';
import type { EmbeddedClient } from './embedded/client.js';

/** How the job queue reaches a base. Its tables live in a schema of their own, which it migrates by itself. */
export type QueueConnection = Pick<
  ConstructorOptions,
  'connectionString' | 'max' | 'db' | 'backend' | 'reindex' | 'schema'
>;

export const queueSchema = 'pgboss';

/** On a server the queue has a small pool of its own: it never waits for the hub's readers. */
export const serverQueue = (url: string): QueueConnection => ({
  connectionString: url,
  max: 3,
  schema: queueSchema,
});

/**
 * The embedded engine's one session, shared with everyone, a statement at a time. Rebuilding indexes concurrently is
 * for bases with other sessions.
 */
export async function embeddedQueue(client: EmbeddedClient): Promise<QueueConnection> {
  const { fromPglite } = await import('pg-boss');
  return {
    db: fromPglite({
      query: (sql, parameters = []) => client.query(sql, parameters) as Promise<{ rows: never[] }>,
      exec: async (sql) => [(await client.script(sql)) as { rows: never[] }],
    }),
    backend: 'pglite',
    reindex: false,
    schema: queueSchema,
  };
}
