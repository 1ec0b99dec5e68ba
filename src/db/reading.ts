import type { CompiledQuery, Kysely, RawBuilder } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { isStatementKept } from './kept-statement.js';

/** What reads one state of the base, on a connection of its own: a transaction, or one statement. */
export interface Reading {
  readonly ask: <T>(query: RawBuilder<T>) => Promise<{ readonly rows: T[] }>;
  /** Ends what it is being asked, if it can. */
  readonly stop: () => void;
  /** Gives the connection back. Nothing was written: there is nothing to keep. */
  readonly leave: () => Promise<void>;
}

const pools = new WeakMap<Kysely<unknown>, Pool>();

/** Has questions go to a server straight through its driver: what stands in between for any statement of any base costs more than the driver. */
export function readThrough(kysely: Kysely<unknown>, pool: Pool): void {
  pools.set(kysely, pool);
}

/** Fields may ask a server at once; the embedded engine has one session, and answers one statement after the other. */
export const asksAtOnce = (kysely: Kysely<unknown>): boolean => pools.has(kysely);

export interface Manner {
  /** Aborted when nobody waits for the answer any more: a server is told to stop. */
  readonly asker: AbortSignal | null;
  /** One statement needs no transaction. */
  readonly isOneStatement: boolean;
}

export function beginReading(kysely: Kysely<unknown>, manner: Manner): Promise<Reading> {
  const pool = pools.get(kysely);
  return pool ? ServerReading.begin(kysely, pool, manner) : beginEmbedded(kysely, manner);
}

/** Nobody can tell the embedded engine to stop. */
async function beginEmbedded(kysely: Kysely<unknown>, { isOneStatement }: Manner): Promise<Reading> {
  if (isOneStatement)
    return { ask: (query) => query.execute(kysely), stop: nothing, leave: async () => undefined };
  const transaction = await kysely
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  return {
    ask: (query) => query.execute(transaction),
    stop: nothing,
    leave: () => transaction.rollback().execute(),
  };
}

const nothing = (): void => undefined;

const beginning = 'start transaction isolation level repeatable read read only';

class ServerReading implements Reading {
  #asked = 0;
  #isStopped = false;

  private constructor(
    private readonly kysely: Kysely<unknown>,
    private readonly pool: Pool,
    private readonly client: PoolClient & { readonly processID?: number },
    private readonly manner: Manner,
  ) {}

  static async begin(kysely: Kysely<unknown>, pool: Pool, manner: Manner): Promise<ServerReading> {
    const { asker, isOneStatement } = manner;
    const client = await pool.connect();
    // Who waited for a connection may have gone meanwhile.
    if (asker?.aborted) client.release();
    asker?.throwIfAborted();
    const reading = new ServerReading(kysely, pool, client, manner);
    asker?.addEventListener('abort', reading.stop);
    if (!isOneStatement) await client.query(beginning);
    return reading;
  }

  readonly ask = async <T>(query: RawBuilder<T>): Promise<{ readonly rows: T[] }> => {
    const { asker } = this.manner;
    asker?.throwIfAborted();
    const { sql, parameters } = compiled(query, this.kysely);
    this.#asked += 1;
    try {
      return (await this.client.query(sql, parameters as unknown[])) as unknown as { rows: T[] };
    } catch (error) {
      asker?.throwIfAborted();
      throw error;
    } finally {
      this.#asked -= 1;
    }
  };

  readonly leave = async (): Promise<void> => {
    const { asker, isOneStatement } = this.manner;
    asker?.removeEventListener('abort', this.stop);
    // What was to stop its last statement could reach whoever is given the connection next.
    if (this.#isStopped) return this.client.release(true);
    if (!isOneStatement) await this.client.query('rollback');
    this.client.release();
  };

  readonly stop = (): void => {
    if (this.#asked === 0 || this.#isStopped) return;
    this.#isStopped = true;
    void this.pool.query('select pg_cancel_backend($1)', [this.client.processID]).catch(nothing);
  };
}

function compiled(query: RawBuilder<unknown>, kysely: Kysely<unknown>): CompiledQuery {
  if (!isStatementKept(query)) return query.compile(kysely);
  const found = texts.get(query) ?? query.compile(kysely);
  texts.set(query, found);
  return found;
}

const texts = new WeakMap<RawBuilder<unknown>, CompiledQuery>();
