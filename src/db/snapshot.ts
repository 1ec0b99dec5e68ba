import type { SqlEntityManager } from '@mikro-orm/sql';
import type { AbortableQueryOptions, ControlledTransaction, Kysely, QueryResult, RawBuilder } from 'kysely';

/** All that one question reads, from one state of the base: a load that commits in the middle of an answer is not seen in half of it. */
class Snapshot {
  #transaction: Promise<ControlledTransaction<unknown>> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #isEnded = false;
  readonly #options: AbortableQueryOptions | undefined;

  constructor(
    private readonly kysely: Kysely<unknown>,
    asker: AbortSignal | null,
  ) {
    // The embedded engine has one session, and nobody to tell it to stop.
    const canCancel = kysely.getExecutor().adapter.supportsMultipleConnections;
    this.#options = asker
      ? { signal: asker, inflightQueryAbortStrategy: canCancel ? 'cancel query' : 'ignore query' }
      : undefined;
  }

  /** Fields ask at once, but one session answers one statement after the other. */
  execute<T>(query: RawBuilder<T>): Promise<QueryResult<T>> {
    const answer = this.#last.then(async () => {
      const transaction = await this.#begun();
      return query.execute(transaction, this.#options);
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async end(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    await this.#last;
    // Nothing was written. A base that is gone has ended it by itself; the question has had its answer, or its error.
    await this.#transaction?.then((transaction) => transaction.rollback().execute()).catch(() => undefined);
  }

  /** Begins with the first statement: a question that reads nothing costs nothing. */
  #begun(): Promise<ControlledTransaction<unknown>> {
    if (this.#isEnded) throw new Error('The question has been answered');
    this.#options?.signal?.throwIfAborted();
    this.#transaction ??= this.kysely
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute();
    return this.#transaction;
  }
}

const snapshots = new WeakMap<SqlEntityManager, Snapshot>();

/**
 * Has all further reads of a unit of work see one state of the base, that of the first of them.
 *
 * @param asker is aborted when nobody waits for the answer any more: its statements are ended
 */
export function readOneState(em: SqlEntityManager, asker: AbortSignal | null): void {
  snapshots.set(em, new Snapshot(em.getKysely(), asker));
}

/** Gives back what `readOneState` took; a unit of work that took nothing is left alone. */
export const endReading = async (em: SqlEntityManager): Promise<void> => snapshots.get(em)?.end();

/** Sends a statement to where its unit of work reads or writes. */
export const execute = <T>(em: SqlEntityManager, query: RawBuilder<T>): Promise<QueryResult<T>> =>
  snapshots.get(em)?.execute(query) ?? query.execute(em.getKysely());
