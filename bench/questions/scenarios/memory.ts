import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { Clients } from '../measure/clients.js';
import { residentMegabytes } from '../measure/processes.js';
import { short } from '../report/markdown.js';
import { atMost, type Told } from '../report/targets.js';
import { type Server, startHub, startOwn } from '../servers/server.js';

const milliseconds = 2_000;
const slow = 2_000;

/**
 * The most memory of the hub while sixteen ask it all questions, worked out each time and then kept ready, against a bare
 * Apollo under as much; and what comes with the parts of the hub alone.
 */
export async function memory(base: string): Promise<Told> {
  const clients = new Clients();
  try {
    const bodies = await bodiesOn(base);
    const rows = JSON.stringify({
      query: 'query Rows($first: Int!) { rows(first: $first) { code name value } }',
      variables: { first: 176 },
    });
    const measured: number[] = [];
    for (const answerCacheMegabytes of [0, 32]) {
      measured.push(await peak(await startHub(base, { answerCacheMegabytes }), clients, bodies));
    }
    const asOften = bodies.map(() => rows);
    const bare = await peak(await startOwn('Apollo', 'bare-apollo', null), clients, asOften);
    const parts = await peak(await startOwn('parts', 'parts', base), clients, asOften);
    const [cold, warm] = measured.map(short);
    return {
      told:
        `Memory under load: the hub ${cold} MB cold, ${warm} MB warm; a bare Apollo ${short(bare)} MB; the parts that the hub is ` +
        `made of (Apollo, type-graphql, MikroORM, DataLoader), with one list of rows and nothing of the hub, ${short(parts)} MB.`,
      target: atMost('memory under load ÷ a bare Apollo', Math.max(...measured) / bare, 1.3),
    };
  } finally {
    clients.stop();
  }
}

/** Of the questions that are answered soon enough to be asked many times. */
async function bodiesOn(base: string): Promise<string[]> {
  const hub = await startHub(base, { answerCacheMegabytes: 0 });
  try {
    const subject = await subjectOn(base);
    const bodies: string[] = [];
    for (const question of questions) {
      const request = requestOf('hub', question, subject);
      const started = performance.now();
      await post(hub, request);
      if (performance.now() - started < slow) bodies.push(request.body);
    }
    return bodies;
  } finally {
    await hub.stop();
  }
}

async function peak(server: Server, clients: Clients, bodies: readonly string[]): Promise<number> {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, residentMegabytes(server.pid));
  }, 50);
  try {
    for (const body of bodies) {
      await clients.run({
        address: server.address,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        clients: 16,
        status: 200,
        requests: 100_000,
        milliseconds,
      });
    }
  } finally {
    clearInterval(timer);
    await server.stop();
  }
  return most;
}
