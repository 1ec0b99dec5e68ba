import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, TestHub } from '../hub.js';

/** What readers were told while something broke. */
export interface Traffic {
  readonly right: number;
  /** Refused by a code that says to come back, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Anything else: there must be none. */
  readonly wrong: readonly string[];
}

const passing = new Set(['DATABASE_UNAVAILABLE', 'DATABASE_CROWDED', 'DATABASE_FULL', 'QUESTION_TOO_LONG']);

/** Readers that ask one thing after the other, all the time, and compare each answer with the right one. */
export class Readers {
  #isOver = false;
  #right = 0;
  readonly #refused: Record<string, number> = {};
  readonly #wrong: string[] = [];
  readonly #running: Promise<void>[];

  constructor(
    private readonly hub: Pick<TestHub, 'ask'>,
    private readonly answers: ReadonlyMap<string, unknown>,
    count: number,
  ) {
    this.#running = Array.from({ length: count }, (_, rank) => this.#read(rank));
  }

  get right(): number {
    return this.#right;
  }

  async stop(): Promise<Traffic> {
    this.#isOver = true;
    await Promise.all(this.#running);
    return { right: this.#right, refused: this.#refused, wrong: this.#wrong };
  }

  async #read(rank: number): Promise<void> {
    const questions = [...this.answers];
    for (let turn = rank; !this.#isOver; turn += 1) {
      const [question, right] = questions[turn % questions.length] as [string, unknown];
      const answer = await this.hub.ask(question);
      const code = answer.errors?.[0]?.extensions.code ?? '';
      if (isRefusal(answer, code)) {
        this.#refused[code] = (this.#refused[code] ?? 0) + 1;
        await wait(20);
      } else if (JSON.stringify(answer.data) === JSON.stringify(right)) this.#right += 1;
      else this.#wrong.push(JSON.stringify(answer));
    }
  }
}

/** A refusal gives nothing at all, and its status says so. */
const isRefusal = ({ data, status }: Answer, code: string): boolean =>
  passing.has(code) && data === null && (status === 503 || code === 'QUESTION_TOO_LONG');
