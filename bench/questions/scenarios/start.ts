import { isDeepStrictEqual } from 'node:util';
import { median } from '../../loading/measure.js';
import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { short } from '../report/markdown.js';
import { atMost, type Told } from '../report/targets.js';
import { startHub } from '../servers/server.js';

const number = 9;
const starts = 5;

/** How long after its start the hub gives its first right answer, against how long it takes to say that it is ready. */
export async function start(base: string): Promise<Told> {
  const question = questions.find((each) => each.number === number);
  if (!question) throw new Error(`No question ${number}`);
  const request = requestOf('hub', question, await subjectOn(base));
  const ready: number[] = [];
  const answered: number[] = [];
  let expected: unknown = null;
  for (let at = 0; at < starts; at += 1) {
    const hub = await startHub(base, { answerCacheMegabytes: 32 });
    try {
      const asked = performance.now();
      const answer = request.answer(await post(hub, request));
      ready.push(hub.startMilliseconds);
      answered.push(hub.startMilliseconds + performance.now() - asked);
      expected ??= answer;
      if (!isDeepStrictEqual(answer, expected))
        throw new Error('A start answers otherwise than the one before');
    } finally {
      await hub.stop();
    }
  }
  return {
    told: `The hub is ready after ${short(median(ready))} ms, and has answered question ${number} after ${short(median(answered))} ms.`,
    target: atMost(`first right answer (question ${number}) ÷ start`, median(answered) / median(ready), 1.5),
  };
}
