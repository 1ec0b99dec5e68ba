import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { Clients } from '../measure/clients.js';
import { residentMegabytes } from '../measure/processes.js';
import { short } from '../report/markdown.js';
import { atMost, type Target } from '../report/targets.js';
import { type Server, startHub, startOwn } from '../servers/server.js';

const milliseconds = 2_000;
const slow = 2_000;

/** The most memory of the hub while sixteen ask it all questions, against a bare Apollo under as much. */
export async function memory(base: string): Promise<{ readonly told: string; readonly target: Target }> {
  const hub = await startHub(base, { answerCacheMegabytes: 32 });
  const bare = await startOwn('Apollo', 'bare-apollo', null);
  const clients = new Clients();
  try {
    const subject = await subjectOn(base);
    const bodies: string[] = [];
    for (const question of questions) {
      const request = requestOf('hub', question, subject);
      const started = performance.now();
      await post(hub, request);
      if (performance.now() - started < slow) bodies.push(request.body);
    }
    // What is passed over by the cache: an answer of another day each time would be one more entry only.
    const ours = await peak(hub, clients, bodies);
    const rows = JSON.stringify({
      query: 'query Rows($first: Int) { rows(first: $first) { code name value } }',
      variables: { first: 176 },
    });
    const theirs = await peak(
      bare,
      clients,
      bodies.map(() => rows),
    );
    return {
      told: `Memory under load: the hub ${short(ours)} MB, a bare Apollo ${short(theirs)} MB.`,
      target: atMost('memory under load ÷ a bare Apollo', ours / theirs, 1.3),
    };
  } finally {
    clients.stop();
    await hub.stop();
    await bare.stop();
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
  }
  return most;
}
