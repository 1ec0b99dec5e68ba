import { readQuestions } from '../../../src/questions/question.js';
import { median } from '../../loading/measure.js';
import { post } from '../asked/requests.js';
import { startHub } from '../servers/server.js';

/** How long a ready question takes. */
export interface BookTime {
  readonly file: string;
  readonly title: string;
  readonly milliseconds: number;
  readonly characters: number;
}

const times = 5;

/** Asks a hub of its own every ready question as it stands, once to warm up and then a few times; slowest first. */
export async function bookTimes(base: string): Promise<BookTime[]> {
  const hub = await startHub(base, { answerCacheMegabytes: 0 });
  try {
    const found: BookTime[] = [];
    for (const { file, title, document } of readQuestions('questions')) {
      const request = { body: JSON.stringify({ query: document }), answer: JSON.parse };
      const text = await post(hub, request);
      const { errors } = JSON.parse(text);
      if (errors) throw new Error(`${file}: ${JSON.stringify(errors).slice(0, 2_000)}`);
      const durations: number[] = [];
      while (durations.length < times) {
        const started = performance.now();
        await post(hub, request);
        durations.push(performance.now() - started);
      }
      found.push({ file, title, milliseconds: median(durations), characters: text.length });
    }
    return found.sort((one, other) => other.milliseconds - one.milliseconds);
  } finally {
    await hub.stop();
  }
}
