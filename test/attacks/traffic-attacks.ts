import { type Attack, json, outcomeOf, post, raw, send } from './attack.js';

const head = (path: string, more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${more}`;
/** Distinct questions: none is answered from what is kept. */
const asking = (code: number) =>
  JSON.stringify({ query: `{ department(code: "49") { epcis(first: ${code}) { totalCount } } }` });

const kinds = (outcomes: readonly string[]) => [...new Set(outcomes)].sort().join('; ');

/** Those that are in how slowly, how often and how many at once. The hub that they are tried on waits for a second, and answers two at once. */
export const traffic = { answersPerMinute: 40, concurrentAnswers: 2 };
export const impatient = {
  headersMilliseconds: 1_000,
  bodyMilliseconds: 1_000,
  checkMilliseconds: 200,
  waitingEach: 1,
};

export const trafficAttacks: readonly Attack[] = [
  {
    family: 'Slow requests',
    name: 'Headers that come one byte at a time (slowloris)',
    expected: '408 REQUEST_TOO_SLOW',
    attempt: async (hub) => {
      let timer: NodeJS.Timeout | undefined;
      const outcome = await raw(hub, 'GET /graphql HTTP/1.1\r\nX-A: ', (write) => {
        timer = setInterval(() => write('a'), 100);
      });
      clearInterval(timer);
      return outcome;
    },
  },
  {
    family: 'Slow requests',
    name: 'A body that never ends',
    expected: '408 REQUEST_TOO_SLOW',
    attempt: async (hub) => {
      let timer: NodeJS.Timeout | undefined;
      const outcome = await raw(hub, head('/graphql', 'Content-Length: 1000\r\n\r\n{"query"'), (write) => {
        timer = setInterval(() => write(' '), 100);
      });
      clearInterval(timer);
      return outcome;
    },
  },
  {
    family: 'Floods',
    name: '30 questions at once, where two are answered at once and two wait',
    expected: '200 answer; 503 HUB_BUSY',
    attempt: async (hub) =>
      kinds(await Promise.all(Array.from({ length: 30 }, (_, at) => post(hub, asking(at + 1))))),
  },
  {
    family: 'Floods',
    name: '60 questions one after the other, where a caller may ask 40 in a minute',
    expected: '429 TOO_MANY_REQUESTS, and after how long to come again',
    attempt: async (hub) => {
      for (let at = 100; at < 160; at += 1) {
        const answer = await send(hub, { method: 'POST', headers: json, body: asking(at) });
        if (answer.status !== 200) {
          const after = Number(answer.headers.get('retry-after'));
          return `${outcomeOf(answer)}, ${after > 0 ? 'and after how long to come again' : 'and no more'}`;
        }
      }
      return 'all answered';
    },
  },
];
