import { onBase } from '../../loading/bases.js';
import { checkEqual } from '../asked/check-equal.js';
import { questions } from '../asked/questions.js';
import type { Dialect } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { reportingStatements } from '../servers/reporting.sql.js';
import { type Server, startHub, startOwn } from '../servers/server.js';
import { Clients } from './clients.js';
import { type Effort, type Measured, measureQuestion } from './rounds.js';

/**
 * Asks the three servers the ten questions on a base, side by side, once their answers are known to be equal.
 * @param only numbers of the questions to ask; all if empty
 */
export async function measureSize(
  base: string,
  effort: Effort,
  only: readonly number[],
): Promise<readonly Measured[]> {
  await onBase(base, ...reportingStatements);
  const subject = await subjectOn(base);
  const asked = questions.filter(({ number }) => only.length === 0 || only.includes(number));
  const servers: Record<Dialect, Server> = {
    hub: await startHub(base, { answerCacheMegabytes: 0 }),
    postgraphile: await startOwn('PostGraphile', 'postgraphile', base),
    plain: await startOwn('plain SQL', 'plain', base),
  };
  const clients = new Clients();
  try {
    await checkEqual(servers, asked, subject);
    const measured: Measured[] = [];
    for (const question of asked) {
      console.error(`  ${question.number} ${question.title}…`);
      measured.push(...(await measureQuestion(servers, question, subject, effort, clients)));
    }
    return measured;
  } finally {
    clients.stop();
    for (const server of Object.values(servers)) await server.stop();
  }
}
