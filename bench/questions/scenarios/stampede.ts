import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { QueryEvent } from '../../../src/db/sql.js';
import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { atMost, type Target } from '../report/targets.js';
import { startHub } from '../servers/server.js';

const number = 8;
const clients = 16;

/** How often an answer that nobody has yet is computed when sixteen ask for it at once. */
export async function stampede(base: string): Promise<Target> {
  const hub = await startHub(base, {
    answerCacheMegabytes: 32,
    imports: [join(import.meta.dirname, '../servers/tell-statements.js')],
  });
  try {
    const question = questions.find((each) => each.number === number);
    if (!question) throw new Error(`No question ${number}`);
    const subject = await subjectOn(base);
    const sent: string[] = [];
    hub.onMessage((event) => sent.push((event as QueryEvent).name));
    const statements = async (completedOn: string, times: number) => {
      const request = requestOf('hub', question, { ...subject, completedOn });
      await setTimeout(200);
      sent.length = 0;
      await Promise.all(Array.from({ length: times }, () => post(hub, request)));
      await setTimeout(200);
      return sent.filter((name) => name !== 'dueSources').length;
    };
    await statements('2025-06-28', 1);
    const alone = await statements('2025-06-29', 1);
    const together = await statements('2025-06-30', clients);
    return atMost(`warm: computations of an answer that ${clients} ask for at once`, together / alone, 1);
  } finally {
    await hub.stop();
  }
}
