import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Announcement, Command, EmbeddedOptions, Reply, Request } from './protocol.js';

interface QueryResult {
  readonly rows: unknown[];
  readonly affectedRows?: number;
}
type Query = (sql: string, parameters?: unknown[]) => Promise<QueryResult>;

/** The embedded engine seen from the hub: what the ORM's driver asks of a PGlite instance, over a worker thread. */
export class EmbeddedClient {
  readonly ready = true;
  readonly waitReady = Promise.resolve();
  closed = false;
  #lastId = 0;
  /** Why the engine is gone; a message to a dead thread would never be answered. */
  #failure: Error | null = null;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  /** Called when a transaction that changed the base has committed. */
  onChange: () => void = () => undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (message: Reply | Announcement) => {
      if ('announcement' in message) this.onChange();
      else this.#settle(message);
    });
    worker.on('error', (error) => this.#failAll(error));
    worker.on('exit', () => this.#failAll(new Error('The embedded engine has stopped')));
  }

  /** Starts the engine, creating the base if its folder is empty. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedClient> {
    const file = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
    const client = new EmbeddedClient(new Worker(file, { workerData: options }));
    const opened = Promise.withResolvers<unknown>();
    client.#waiting.set(0, opened);
    await opened.promise;
    return client;
  }

  query: Query = (sql, parameters = []) => this.#run(sql, parameters, null);

  /** Runs several statements at once, without parameters; the rows are those of all of them. */
  script = (sql: string): Promise<{ rows: unknown[] }> =>
    this.#call({ kind: 'script', sql }) as Promise<{ rows: unknown[] }>;

  async transaction<T>(work: (transaction: { query: Query }) => Promise<T>): Promise<T> {
    const transaction = (await this.#call({ kind: 'begin' })) as number;
    try {
      const result = await work({ query: (sql, parameters = []) => this.#run(sql, parameters, transaction) });
      await this.#call({ kind: 'commit', transaction });
      return result;
    } catch (error) {
      await this.#call({ kind: 'rollback', transaction }).catch(() => undefined);
      throw error;
    }
  }

  /** Writes the whole base to a file from which another can start. */
  async dump(file: string): Promise<void> {
    await this.#call({ kind: 'dump', file });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.#call({ kind: 'close' });
    await this.#worker.terminate();
  }

  #run(sql: string, parameters: unknown[], transaction: number | null): Promise<QueryResult> {
    return this.#call({
      kind: 'query',
      sql,
      parameters: [...parameters],
      transaction,
    }) as Promise<QueryResult>;
  }

  #call(command: Command): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure);
    const request: Request = { id: ++this.#lastId, command };
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(request.id, answer);
    this.#worker.postMessage(request);
    return answer.promise;
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(Object.assign(new Error(), reply.error));
    else waiting?.resolve(reply.result);
  }

  #failAll(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
