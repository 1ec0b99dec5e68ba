import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Protection } from '../../config/protection.js';
import { HubError } from '../../errors.js';
import { notesOf } from '../../notes.js';
import { isProbe } from '../health.js';
import { callerOf, payerOf } from './callers.js';
import type { HttpLimits } from './http-limits.js';
import { Rates } from './rates.js';
import { Turns } from './turns.js';

/** Ends what is still worked out for a request; null where nothing is. */
type Left = () => Promise<void> | null;

type TrafficSettings = Pick<Protection, 'answersPerMinute' | 'concurrentAnswers'>;

/** How many requests come, by caller and at once. */
export class Traffic {
  readonly #rates: Rates | null;
  readonly #turns: Turns;
  readonly #inside = notesOf<FastifyRequest, boolean>();
  readonly #left = notesOf<FastifyRequest, readonly Left[]>();

  constructor(
    private readonly settings: TrafficSettings,
    private readonly limits: HttpLimits,
  ) {
    const { answersPerMinute, concurrentAnswers } = settings;
    this.#rates = answersPerMinute === 0 ? null : new Rates(answersPerMinute * limits.workedOutCost);
    this.#turns = new Turns({
      atOnce: concurrentAnswers,
      waiting: concurrentAnswers * limits.waitingEach,
      milliseconds: limits.waitingMilliseconds,
    });
  }

  /** Counts every request, whatever it is for. Probes are not: a hub that is busy is alive. */
  countAll(app: FastifyInstance): void {
    app.addHook('onRequest', (request, _reply, done) => {
      if (!isProbe(request)) this.#count(callerOf(request), this.limits.lightCost);
      done();
    });
  }

  /**
   * Counts what is worked out for a request, and has it wait for its turn. To be added after what answers without work.
   * @param isWork of those of a scope, which requests are meant
   */
  countWork(scope: FastifyInstance, isWork: (request: FastifyRequest) => boolean = () => true): void {
    scope.addHook('preHandler', async (request, reply) => {
      if (!isWork(request)) return;
      const payer = payerOf(request);
      this.#count(payer, this.limits.workedOutCost - this.limits.lightCost);
      await this.#turns.enter(payer, () => goneOf(reply));
      this.#inside.set(request, true);
    });
    // Not when the client has gone, nor when it has been refused: what it asked may then still be worked out.
    scope.addHook('onSend', async (request) => {
      if (!this.#inside.get(request)) return;
      this.#inside.delete(request);
      const left = (this.#left.get(request) ?? []).flatMap((end) => end() ?? []);
      if (left.length === 0) return this.#turns.leave();
      void Promise.allSettled(left).then(() => this.#turns.leave());
    });
  }

  /** Has a request keep its turn until what may be left of its work has ended. */
  keepTurn(request: FastifyRequest, left: Left): void {
    this.#left.set(request, [...(this.#left.get(request) ?? []), left]);
  }

  /** Counts a request that needs no work; false for one too many, which is not counted. */
  mayCome(caller: string): boolean {
    return this.#take(caller, this.limits.lightCost) === 0;
  }

  /** @throws HubError `TOO_MANY_REQUESTS` */
  #count(caller: string, cost: number): void {
    const seconds = this.#take(caller, cost);
    if (seconds === 0) return;
    throw new HubError('TOO_MANY_REQUESTS', { maximum: this.settings.answersPerMinute, seconds });
  }

  /** Seconds after which to try again; 0 for what was counted. */
  #take(caller: string, cost: number): number {
    return this.#rates?.take(caller, cost, Date.now()) ?? 0;
  }
}

/** Tells when whoever waits for an answer has closed their connection. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  else raw.once('close', () => gone.abort());
  return gone.signal;
}
