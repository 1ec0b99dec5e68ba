import type { Question, Subject } from '../asked/question.js';
import { questions } from '../asked/questions.js';
import { post, requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { alternate, type Found, jobOf, type Way } from '../measure/alternate.js';
import { Clients } from '../measure/clients.js';
import { markdownTable, short } from '../report/markdown.js';
import { atLeast, atMost, type Target } from '../report/targets.js';
import { type Server, startHub, startOwn } from '../servers/server.js';

/** A small answer and a large one. */
const asked = [1, 9];
const json = { 'content-type': 'application/json' };

/** Answers that the hub holds ready, against a bare server that returns as many bytes. */
export async function warm(base: string): Promise<{ readonly table: string; readonly targets: Target[] }> {
  const hub = await startHub(base, { answerCacheMegabytes: 32 });
  const clients = new Clients();
  const lines: string[][] = [];
  const all: { readonly concurrency: number; readonly found: readonly Found[] }[] = [];
  try {
    const subject = await subjectOn(base);
    for (const question of questions.filter(({ number }) => asked.includes(number))) {
      const { ways, stop } = await waysOf(hub, question, subject);
      for (const concurrency of [1, 16]) {
        const found = await alternate(ways, concurrency, clients);
        all.push({ concurrency, found });
        lines.push(
          ...found.map(({ median: middle, perSecond, cpu }, at) => [
            `${question.number}, ${concurrency === 1 ? 'one client' : `${concurrency} clients`}: ${ways[at]?.name}`,
            short(middle),
            short(perSecond),
            short(cpu),
          ]),
        );
      }
      await stop();
    }
  } finally {
    clients.stop();
    await hub.stop();
  }
  return { table: markdownTable(['', 'ms', 'requests/s', 'CPU ms'], lines), targets: targetsOf(all) };
}

async function waysOf(hub: Server, question: Question, subject: Subject) {
  const request = requestOf('hub', question, subject);
  const bytes = Buffer.byteLength(await post(hub, request));
  const constant = await startOwn('constant', 'constant', null, [String(bytes)]);
  const { query, variables } = JSON.parse(request.body) as { query: string; variables: unknown };
  const address = `${hub.address}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  // The answer has the same tag to a GET.
  const tag = (await fetch(address, { headers: json })).headers.get('etag') ?? '';
  const posted = { method: 'POST', headers: json, body: request.body, status: 200 } as const;
  const ways = [
    {
      name: `a bare server, ${bytes} bytes`,
      server: constant,
      job: jobOf({ ...posted, address: constant.address }),
    },
    { name: 'the hub, kept ready', server: hub, job: jobOf({ ...posted, address: hub.address }) },
    {
      name: 'the hub, 304',
      server: hub,
      job: jobOf({
        address,
        method: 'GET',
        headers: { ...json, 'if-none-match': tag },
        body: null,
        status: 304,
      }),
    },
  ] as const satisfies Way[];
  return { ways, stop: constant.stop };
}

/** The worst of both answers: by the median at one client, by requests a second at sixteen. */
function targetsOf(
  all: readonly { readonly concurrency: number; readonly found: readonly Found[] }[],
): Target[] {
  const ratios = (concurrency: number | null, of: (bare: Found, hit: Found, known: Found) => number) =>
    all
      .filter((each) => concurrency === null || each.concurrency === concurrency)
      .map(({ found: [bare, hit, known] }) => (bare && hit && known ? of(bare, hit, known) : Number.NaN));
  return [
    atMost(
      'warm: median at one client ÷ a bare server',
      Math.max(...ratios(1, (bare, hit) => hit.median / bare.median)),
      1.5,
    ),
    atMost(
      'warm: median at sixteen ÷ a bare server',
      Math.max(...ratios(16, (bare, hit) => hit.median / bare.median)),
      1.5,
    ),
    atLeast(
      'warm: requests/s at sixteen ÷ a bare server',
      Math.min(...ratios(16, (bare, hit) => hit.perSecond / bare.perSecond)),
      0.6,
    ),
    atMost(
      'warm: a 304 ÷ a whole answer, median',
      Math.max(...ratios(null, (_, hit, known) => known.median / hit.median)),
      1,
    ),
    atMost('warm: CPU of a kept answer', Math.max(...ratios(null, (_, hit) => hit.cpu)), 0.05, ' ms'),
    atMost('warm: CPU of a 304', Math.max(...ratios(null, (_bare, _hit, known) => known.cpu)), 0.05, ' ms'),
  ];
}
