import { isDeepStrictEqual } from 'node:util';
import type { Server } from '../servers/server.js';
import type { Question, Subject } from './question.js';
import { type Dialect, post, requestOf } from './requests.js';

/**
 * Nothing is timed that is not right: the three servers must say the same.
 * @throws Error with the first answers that differ
 */
export async function checkEqual(
  servers: Readonly<Record<Dialect, Server>>,
  questions: readonly Question[],
  subject: Subject,
): Promise<void> {
  for (const question of questions) {
    const answers = await Promise.all(
      (['hub', 'postgraphile', 'plain'] as const).map(async (dialect) => {
        const request = requestOf(dialect, question, subject);
        return { dialect, answer: request.answer(await post(servers[dialect], request)) };
      }),
    );
    const [first, ...others] = answers;
    if (size(first?.answer) === 0) throw new Error(`Question ${question.number} has an empty answer`);
    for (const other of others) {
      if (isDeepStrictEqual(other.answer, first?.answer)) continue;
      throw new Error(
        `Question ${question.number} (${question.title}): answers differ.\n` +
          [first, other]
            .map((each) => `${each?.dialect}: ${JSON.stringify(each?.answer, null, 1)}`)
            .join('\n'),
      );
    }
  }
}

const size = (answer: unknown): number => Object.keys((answer ?? {}) as object).length;
