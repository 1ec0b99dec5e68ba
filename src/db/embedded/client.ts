import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inWords } from '../trouble.js';
import { Engine } from './engine.js';
import { hasRoom } from './folder.js';
import type { Command, EmbeddedOptions } from './protocol.js';

interface QueryResult {
  readonly rows: unknown[];
  readonly affectedRows?: number;
}
type Query = (sql: string, parameters?: unknown[]) => Promise<QueryResult>;

const pauseMilliseconds = 1_000;

/**
 * The embedded engine seen from the hub: what the ORM's driver asks of a PGlite instance, over a worker thread. An engine that
 * ends (a full disk ends it) has written what it has committed: another one is started over its folder when it is next asked.
 */
export class EmbeddedClient {
  readonly ready = true;
  readonly waitReady = Promise.resolve();
  closed = false;
  #starting: Promise<Engine> | null = null;
  #lastStart = Date.now();
  /** Called when a transaction that changed the base has committed. */
  onChange: () => void = () => undefined;

  private constructor(
    private readonly options: EmbeddedOptions,
    private engine: Engine,
  ) {
    engine.onChange = () => this.onChange();
  }

  /** Starts the engine, creating the base if its folder is empty. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedClient> {
    return new EmbeddedClient(options, await Engine.start(options));
  }

  query: Query = async (sql, parameters = []) => run(await this.#running(), sql, parameters, null);

  /** Runs several statements at once, without parameters; the rows are those of all of them. */
  script = async (sql: string): Promise<{ rows: unknown[] }> =>
    (await call(await this.#running(), { kind: 'script', sql })) as { rows: unknown[] };

  /**
   * Its statements are all of the engine that began it: another one would not know it. Each of them tells of one that could not begin:
   * whoever asks for a transaction waits for its beginning, and would wait for ever.
   */
  async transaction<T>(work: (transaction: { query: Query }) => Promise<T>): Promise<T> {
    const begun = await this.#begin().catch((failure: unknown) => ({ failure }));
    if ('failure' in begun) {
      await work({ query: () => Promise.reject(begun.failure) });
      throw begun.failure;
    }
    const { engine, transaction } = begun;
    try {
      const result = await work({
        query: (sql, parameters = []) => run(engine, sql, parameters, transaction),
      });
      await call(engine, { kind: 'commit', transaction });
      return result;
    } catch (error) {
      await call(engine, { kind: 'rollback', transaction }).catch(() => undefined);
      throw error;
    }
  }

  async #begin() {
    const engine = await this.#running();
    return { engine, transaction: (await call(engine, { kind: 'begin' })) as number };
  }

  /** Writes the whole base to a file from which another can start. */
  async dump(file: string): Promise<void> {
    await call(await this.#running(), { kind: 'dump', file });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.#starting?.catch(() => undefined);
    await this.engine.close();
  }

  async #running(): Promise<Engine> {
    const { directory } = this.options;
    if (this.engine.failure === null || directory === null || this.closed) return this.engine;
    this.#starting ??= this.#restart(directory).finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  /** @throws HubError `DATABASE_FULL` or `DATABASE_UNAVAILABLE` */
  async #restart(directory: string): Promise<Engine> {
    if (!hasRoom(directory)) throw inWords({ code: 'ENOSPC' });
    // Without its files it would be an empty base that starts.
    const isThere = existsSync(join(directory, 'PG_VERSION'));
    if (!isThere || Date.now() - this.#lastStart < pauseMilliseconds) throw inWords(this.engine.failure);
    this.#lastStart = Date.now();
    await this.engine.close();
    this.engine = await Engine.start({ directory, template: null }).catch(() => {
      throw inWords(this.engine.failure);
    });
    this.engine.onChange = () => this.onChange();
    this.onChange();
    return this.engine;
  }
}

const run = (
  engine: Engine,
  sql: string,
  parameters: unknown[],
  transaction: number | null,
): Promise<QueryResult> =>
  call(engine, { kind: 'query', sql, parameters: [...parameters], transaction }) as Promise<QueryResult>;

const call = (engine: Engine, command: Command): Promise<unknown> =>
  engine.call(command).catch((error: unknown) => {
    throw inWords(error);
  });
