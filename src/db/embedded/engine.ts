import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { compiledEngine, readings } from './compiled.js';
import type { Announcement, Command, EmbeddedOptions, EngineData, Reply, Request } from './protocol.js';

/** One life of the embedded engine, in a thread of its own. */
export class Engine {
  /** Why it is gone; a message to a dead thread would never be answered. */
  failure: Error | null = null;
  onChange: () => void = () => undefined;
  #lastId = 0;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: Reply | Announcement) => {
      if ('announcement' in message) this.onChange();
      else this.#settle(message);
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('The embedded engine has stopped')));
  }

  static async start(options: EmbeddedOptions): Promise<Engine> {
    const file = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
    const workerData: EngineData = { ...options, compiled: await compiledEngine(), readings };
    const engine = new Engine(new Worker(file, { workerData }));
    const started = Promise.withResolvers<unknown>();
    engine.#waiting.set(0, started);
    await started.promise;
    return engine;
  }

  call(command: Command): Promise<unknown> {
    if (this.failure) return Promise.reject(this.failure);
    const request: Request = { id: ++this.#lastId, command };
    const answer = Promise.withResolvers<unknown>();
    this.#waiting.set(request.id, answer);
    this.worker.postMessage(request);
    return answer.promise;
  }

  /** In good order if it still answers. */
  async close(): Promise<void> {
    if (this.failure === null) await this.call({ kind: 'close' });
    await this.worker.terminate();
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('result' in reply) waiting?.resolve(reply.result);
    else waiting?.reject(Object.assign(new Error(), reply.error));
    if ('error' in reply && reply.error.isFatal === true) {
      this.#fail(new Error('The embedded engine has stopped'));
      void this.worker.terminate();
    }
  }

  #fail(error: Error): void {
    this.failure ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.failure);
    this.#waiting.clear();
  }
}
