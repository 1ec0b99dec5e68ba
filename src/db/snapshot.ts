import type { SqlEntityManager } from '@mikro-orm/sql';
import type { AbortableQueryOptions, ControlledTransaction, Kysely, QueryResult, RawBuilder } from 'kysely';
import { HubError } from '../errors.js';

export interface Within {
  /** Sent first: what follows sees what it lets be seen. It fails while that is not prepared. */
  readonly look: RawBuilder<unknown>;
  readonly prepare: () => Promise<void>;
}

export interface ReadingOptions {
  /** Aborted when nobody waits for the answer any more: its statements are ended. */
  readonly asker: AbortSignal | null;
  /** What each transaction is to see of the base; all of it if nothing says. */
  readonly within?: Within;
  /** False where the question writes in between: each statement then has a transaction of its own, and sees what was written. */
  readonly isOneState?: boolean;
}

/** All that one question reads, from one state of the base: a load that commits in the middle of an answer is not seen in half of it. */
class Snapshot {
  #transaction: Promise<ControlledTransaction<unknown>> | null = null;
  #last: Promise<unknown> = nothing;
  #isEnded = false;
  #first: Promise<void> | null = null;
  readonly #canSendAhead: boolean;
  readonly #abortion: AbortableQueryOptions | undefined;

  constructor(
    private readonly kysely: Kysely<unknown>,
    private readonly options: ReadingOptions,
  ) {
    const { asker } = options;
    // The embedded engine has one session, and nobody to tell it to stop.
    const canCancel = kysely.getExecutor().adapter.supportsMultipleConnections;
    this.#canSendAhead = Boolean(canCancel) && options.isOneState !== false;
    this.#abortion = asker
      ? { signal: asker, inflightQueryAbortStrategy: canCancel ? 'cancel query' : 'ignore query' }
      : undefined;
  }

  /**
   * Fields ask at once, and one session answers one statement after the other. Once the first of them is answered, a server is sent
   * the others without waiting in between; where each has a transaction of its own, they wait.
   */
  execute<T>(query: RawBuilder<T>): Promise<QueryResult<T>> {
    const before = this.#canSendAhead ? this.#first : this.#last;
    const answer = (before ?? nothing).then(() => this.#ask(query));
    const settled = answer.then(ignore, ignore);
    this.#first ??= settled;
    this.#last = Promise.all([this.#last, settled]);
    return answer;
  }

  async #ask<T>(query: RawBuilder<T>): Promise<QueryResult<T>> {
    const transaction = await this.#begun();
    const result = await query.execute(transaction, this.#abortion);
    if (this.options.isOneState === false) await this.#leave();
    return result;
  }

  async end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    await this.#last;
    await this.#leave();
  }

  /** Nothing was written. A base that is gone has ended it by itself; the question has had its answer, or its error. */
  async #leave(): Promise<void> {
    const left = this.#transaction;
    this.#transaction = null;
    await left?.then((transaction) => transaction.rollback().execute()).catch(() => undefined);
  }

  /** Begins with the first statement: a question that reads nothing costs nothing. */
  #begun(): Promise<ControlledTransaction<unknown>> {
    if (this.#isEnded) throw new Error('The question has been answered');
    this.#abortion?.signal?.throwIfAborted();
    this.#transaction ??= this.#beginWithin();
    return this.#transaction;
  }

  async #beginWithin(): Promise<ControlledTransaction<unknown>> {
    const { within } = this.options;
    let failure: unknown = null;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#begin();
      } catch (error) {
        if (!within || attempt > preparations) throw unprepared(failure, error);
        // Another may prepare the same, or a load may commit meanwhile: the next attempt tells.
        failure = await within.prepare().then(
          () => null,
          (reason: unknown) => reason,
        );
      }
    }
  }

  async #begin(): Promise<ControlledTransaction<unknown>> {
    const transaction = await this.kysely
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    try {
      await this.options.within?.look.execute(transaction);
      return transaction;
    } catch (error) {
      await transaction.rollback().execute();
      throw error;
    }
  }
}

const ignore = (): void => undefined;
const nothing: Promise<unknown> = Promise.resolve();

/** How often what is to be seen is prepared before a question is given up. */
const preparations = 3;

/** Why a question was given up: what kept the last preparation from its end, rather than that it is not prepared. */
function unprepared(failure: unknown, error: unknown): unknown {
  if (failure === null) return error;
  // A base that is full or away says so in words of its own.
  if (failure instanceof HubError) return failure;
  return new Error('What may be seen could not be worked out', { cause: failure });
}

const snapshots = new WeakMap<SqlEntityManager, Snapshot>();

/** Has all further reads of a unit of work see one state of the base, that of the first of them. */
export function readOneState(em: SqlEntityManager, options: ReadingOptions): void {
  snapshots.set(em, new Snapshot(em.getKysely(), options));
}

/** Gives back what `readOneState` took; a unit of work that took nothing is left alone. */
export const endReading = async (em: SqlEntityManager): Promise<void> => snapshots.get(em)?.end();

/** Sends a statement to where its unit of work reads or writes. */
export const execute = <T>(em: SqlEntityManager, query: RawBuilder<T>): Promise<QueryResult<T>> =>
  snapshots.get(em)?.execute(query) ?? query.execute(em.getKysely());
