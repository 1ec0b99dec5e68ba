import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Bases, onBase } from '../../loading/bases.js';
import { writeCsv } from '../../loading/synthetic-files.js';
import { questions } from '../asked/questions.js';
import { requestOf } from '../asked/requests.js';
import { subjectOn } from '../asked/subject.js';
import { withTidying } from '../ending.js';
import { Clients } from '../measure/clients.js';
import { quantile } from '../measure/statistics.js';
import { short, thousands } from '../report/markdown.js';
import { atMost, type Told } from '../report/targets.js';
import { withoutReporting } from '../servers/reporting.sql.js';
import { type Server, startHub } from '../servers/server.js';

/** What others read meanwhile: a coverage and a total, nothing kept ready. */
const read = [1, 4];
const rows = 500_000;
const calmTurns = 8;

/** The p99 of others who read a small answer, while a large file is loaded through the same hub. */
export async function readers(base: string, server: string): Promise<Told> {
  const bases = new Bases(server);
  const folder = await mkdtemp(join(tmpdir(), 'ctg-hub-bench-'));
  return withTidying(
    async () => {
      const file = join(folder, 'subventions.csv');
      await writeCsv(file, { rows, firstYear: 2010, department: null });
      const copy = await bases.copy(base);
      await onBase(copy, ...withoutReporting);
      return readBeside(file, copy);
    },
    async () => {
      await bases.dropAll();
      await rm(folder, { recursive: true, force: true });
    },
  );
}

async function readBeside(file: string, base: string): Promise<Told> {
  const clients = new Clients();
  const hub = await startHub(base, { answerCacheMegabytes: 0 });
  try {
    const subject = await subjectOn(base);
    const bodies = questions
      .filter(({ number }) => read.includes(number))
      .map((question) => requestOf('hub', question, subject).body);
    const calm: number[] = [];
    for (let turn = 0; turn < calmTurns; turn += 1) calm.push(...(await readOnce(hub, clients, bodies)));
    const started = performance.now();
    let isLoading = true;
    const load = sendFile(hub, file).finally(() => {
      isLoading = false;
    });
    const during: number[] = [];
    while (isLoading) during.push(...(await readOnce(hub, clients, bodies)));
    await load;
    const seconds = (performance.now() - started) / 1000;
    return {
      told:
        `Others who read (questions ${read.join(' and ')}), alone: p99 ${short(quantile(calm, 0.99))} ms. While ` +
        `${thousands(rows)} lines are loaded in ${seconds.toFixed(1)} s: median ${short(quantile(during, 0.5))} ms, ` +
        `p99 ${short(quantile(during, 0.99))} ms, at most ${short(quantile(during, 1))} ms.`,
      target: atMost('p99 of other readers while a large load runs', quantile(during, 0.99), 50, ' ms'),
    };
  } finally {
    clients.stop();
    await hub.stop();
  }
}

/** Latencies of one client that asks each body again and again for a moment. */
async function readOnce(hub: Server, clients: Clients, bodies: readonly string[]): Promise<number[]> {
  const latencies: number[] = [];
  for (const body of bodies) {
    const done = await clients.run({
      address: hub.address,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      clients: 1,
      status: 200,
      requests: 100_000,
      milliseconds: 250,
    });
    latencies.push(...done.latencies);
  }
  return latencies;
}

/** Sends a file, and asks now and then whether it is loaded: an answer may take longer than clients wait. */
async function sendFile(hub: Server, file: string): Promise<void> {
  const form = new FormData();
  form.set('file', await openAsBlob(file), 'subventions.csv');
  form.set('author', 'banc d’essai');
  const begun = await fetch(new URL('/loads', hub.address), {
    method: 'POST',
    headers: { 'x-ctg-hub': '1', prefer: 'respond-async' },
    body: form,
  });
  const address = new URL(begun.headers.get('location') ?? '', hub.address);
  for (;;) {
    const answer = await fetch(address);
    const state = (await answer.json()) as { report?: { added?: number } | null };
    if (answer.ok && !state.report) {
      await setTimeout(500);
      continue;
    }
    if (state.report?.added === rows) return;
    throw new Error(`The load was refused: ${JSON.stringify(state).slice(0, 1_000)}`);
  }
}
