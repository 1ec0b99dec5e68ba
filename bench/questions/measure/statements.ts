import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { groupBy, type QueryEvent } from '../../../src/db/sql.js';
import { median } from '../../loading/measure.js';
import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { startHub } from '../servers/server.js';

/** Which statements of the hub a question waits for. */
export interface StatementTimes {
  readonly number: number;
  readonly title: string;
  readonly milliseconds: number;
  readonly statements: readonly StatementTime[];
}

export interface StatementTime {
  readonly name: string;
  /** How often for one question. */
  readonly times: number;
  readonly milliseconds: number;
  readonly rows: number;
}

const times = 7;

/** Long enough for what a hub sends about a statement to arrive. */
const heard = () => setTimeout(100);

/** Asks a hub of its own each question a few times, one after the other, and notes what it sends to the base. */
export async function statementTimes(base: string, only: readonly number[]): Promise<StatementTimes[]> {
  const hub = await startHub(base, {
    answerCacheMegabytes: 0,
    imports: [join(import.meta.dirname, '../servers/tell-statements.js')],
  });
  try {
    const subject = await subjectOn(base);
    const events: QueryEvent[] = [];
    hub.onMessage((event) => events.push(event as QueryEvent));
    const found: StatementTimes[] = [];
    for (const question of questions) {
      if (only.length > 0 && !only.includes(question.number)) continue;
      const request = requestOf('hub', question, subject);
      const durations: number[] = [];
      // Plans settle at the sixth execution of a prepared statement; a slow question is not asked that often.
      const begun = performance.now();
      for (let time = 0; time < 6 && performance.now() - begun < 10_000; time += 1) await post(hub, request);
      await heard();
      events.length = 0;
      while (durations.length < times && durations.reduce((sum, each) => sum + each, 0) < 10_000) {
        const started = performance.now();
        await post(hub, request);
        durations.push(performance.now() - started);
      }
      await heard();
      found.push({
        number: question.number,
        title: question.title,
        milliseconds: median(durations),
        statements: [...groupBy(events, ({ name }) => name)]
          // What the hub does by itself, every other second.
          .filter(([name]) => name !== 'dueSources')
          .map(([name, each]) => ({
            name,
            times: each.length / durations.length,
            milliseconds: median(each.map(({ milliseconds }) => milliseconds)),
            rows: each[0]?.rows ?? 0,
          })),
      });
    }
    return found;
  } finally {
    await hub.stop();
  }
}
