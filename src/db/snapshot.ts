import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Kysely, QueryResult, RawBuilder } from 'kysely';
import { HubError } from '../errors.js';
import { notesOf } from '../notes.js';
import { asksAtOnce, beginReading, type Reading } from './reading.js';

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
  /**
   * True where it is known to ask one statement, which reads one state by itself: a transaction takes as long as many a statement does.
   * A second one is refused.
   */
  readonly isOneStatement?: boolean;
}

/** Two statements without a transaction would read two states. */
export const secondStatement = new Error('A question that was to ask one statement asks another');

/** All that one question reads, from one state of the base: a load that commits in the middle of an answer is not seen in half of it. */
class Snapshot {
  #reading: Promise<Reading> | null = null;
  #last: Promise<unknown> | null = null;
  #ended: Promise<void> | null = null;
  readonly #canSendAhead: boolean;
  #asked = 0;
  #unanswered = 0;

  constructor(
    private readonly kysely: Kysely<unknown>,
    private readonly options: ReadingOptions,
  ) {
    this.#canSendAhead = options.isOneState !== false && asksAtOnce(kysely);
  }

  /**
   * Fields ask at once, and one session answers one statement after the other. A server is sent all of them without waiting in
   * between; where each has a transaction of its own, they wait.
   */
  execute<T>(query: RawBuilder<T>): Promise<Found<T>> {
    this.#asked += 1;
    if (this.#asked > 1 && this.options.isOneStatement) return Promise.reject(secondStatement);
    const before = this.#canSendAhead ? null : this.#last;
    const answer = before ? before.then(() => this.#ask(query)) : this.#ask(query);
    this.#unanswered += 1;
    const settled = answer.then(ignore, ignore).then(() => {
      this.#unanswered -= 1;
    });
    this.#last = this.#last ? Promise.all([this.#last, settled]) : settled;
    return answer;
  }

  async #ask<T>(query: RawBuilder<T>): Promise<Found<T>> {
    // What is refused in the same breath, because of another field, is not begun.
    await nextTick();
    const reading = await this.#begun();
    this.#assertGoesOn();
    const found = await reading.ask(query);
    if (this.options.isOneState === false) await this.#leave();
    return found;
  }

  get asked(): number {
    return this.#asked;
  }

  get isReading(): boolean {
    return this.#unanswered > 0;
  }

  /** Nobody waits for what is being read any more: an answer that is refused is told before all of its fields have theirs. */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    await this.#reading?.then((reading) => reading.stop()).catch(ignore);
    await this.#last;
    await this.#leave();
  }

  #assertGoesOn(): void {
    if (this.#ended) throw new Error('The question has been answered');
    this.options.asker?.throwIfAborted();
  }

  /** A base that is gone has ended it by itself; the question has had its answer, or its error. */
  async #leave(): Promise<void> {
    const left = this.#reading;
    this.#reading = null;
    await left?.then((reading) => reading.leave()).catch(() => undefined);
  }

  /** Begins with the first statement: a question that reads nothing costs nothing. */
  #begun(): Promise<Reading> {
    this.#assertGoesOn();
    this.#reading ??= this.options.within ? this.#beginWithin(this.options.within) : this.#begin();
    return this.#reading;
  }

  async #beginWithin(within: Within): Promise<Reading> {
    let failure: unknown = null;
    for (let attempt = 1; ; attempt += 1) {
      const reading = await this.#begin();
      try {
        await reading.ask(within.look);
        return reading;
      } catch (error) {
        await reading.leave();
        // What an asker who has gone was to see is not prepared.
        this.options.asker?.throwIfAborted();
        if (attempt > preparations) throw unprepared(failure, error);
        // Another may prepare the same, or a load may commit meanwhile: the next attempt tells.
        failure = await within.prepare().then(
          () => null,
          (reason: unknown) => reason,
        );
      }
    }
  }

  #begin(): Promise<Reading> {
    const { asker, isOneStatement = false } = this.options;
    return beginReading(this.kysely, { asker, isOneStatement });
  }
}

/** What a statement answers; how many rows it wrote, where it may write. */
type Found<T> = Pick<QueryResult<T>, 'rows' | 'numAffectedRows'>;

const ignore = (): void => undefined;
const nextTick = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** How often what is to be seen is prepared before a question is given up. */
const preparations = 3;

/** Why a question was given up: what kept the last preparation from its end, rather than that it is not prepared. */
function unprepared(failure: unknown, error: unknown): unknown {
  if (failure === null) return error;
  // A base that is full or away says so in words of its own.
  if (failure instanceof HubError) return failure;
  return new Error('What may be seen could not be worked out', { cause: failure });
}

const snapshots = notesOf<SqlEntityManager, Snapshot>();

/** Has all further reads of a unit of work see one state of the base, that of the first of them. */
export function readOneState(em: SqlEntityManager, options: ReadingOptions): void {
  snapshots.set(em, new Snapshot(em.getKysely(), options));
}

/** Gives back what `readOneState` took; a unit of work that took nothing is left alone. */
export const endReading = async (em: SqlEntityManager): Promise<void> => snapshots.get(em)?.end();

/** Ends what a unit of work still reads, if it does: null where nothing is left to wait for. */
export const endOfReading = (em: SqlEntityManager): Promise<void> | null =>
  snapshots.get(em)?.isReading ? endReading(em) : null;

/** How many statements a unit of work has asked of its state, but for what it looked through. */
export const askedOf = (em: SqlEntityManager): number => snapshots.get(em)?.asked ?? 0;

/** Sends a statement to where its unit of work reads or writes. */
export const execute = <T>(em: SqlEntityManager, query: RawBuilder<T>): Promise<Found<T>> =>
  snapshots.get(em)?.execute(query) ?? query.execute(em.getKysely());
