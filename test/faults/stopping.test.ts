import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.js';
import { model } from '../../src/hub.js';
import { type HubProcesses, hubProcesses } from '../server/hub-process.js';
import { linesOf, questions, totalRows } from './content.js';
import { note } from './notes.js';

interface Got {
  readonly status: number;
  readonly body: string;
  readonly connection: string | undefined;
}

/** One request on a connection that is kept; what breaks it is thrown by its code. */
function send(agent: Agent, url: string, headers: Record<string, string>, body: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers }, (answer: IncomingMessage) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(chunks).toString(),
          connection: answer.headers.connection,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('a hub that is asked to stop under load', { timeout: 120_000 }, () => {
  const count = 4_000;
  let hubs: HubProcesses;
  beforeAll(async () => {
    hubs = await hubProcesses('west_facts');
  });
  afterAll(async () => {
    await hubs.killAll();
    await hubs.drop();
  });

  const rowsNow = async () => {
    const database = await openDatabase(hubs.location, model);
    const found = await totalRows(database);
    await database.close();
    return found;
  };

  it('answers all that it has accepted, finishes its load, and refuses the rest in so many words', async () => {
    const before = await rowsNow();
    const hub = hubs.start();
    const address = await hub.address();
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const ask = (turn: number) =>
      send(
        agent,
        `${address}/graphql`,
        { 'content-type': 'application/json' },
        // A question of its own each time: none is answered from what was answered before.
        JSON.stringify({ query: `query Q${turn} ${questions[turn % questions.length]}` }),
      );
    const right = new Map<number, string>();
    for (const [turn] of questions.entries()) right.set(turn, (await ask(turn)).body);

    const outcomes = { answered: 0, refused: 0, unreachable: 0, broken: [] as string[] };
    let isOver = false;
    const reader = async (rank: number) => {
      for (let turn = rank; !isOver; turn += 16) {
        try {
          const { status, body, connection } = await ask(turn);
          if (status === 200 && body === right.get(turn % questions.length)) outcomes.answered += 1;
          else if (status === 503 && body.includes('"HUB_STOPPING"') && connection === 'close')
            outcomes.refused += 1;
          else outcomes.broken.push(`${status} ${body}`);
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code === 'ECONNREFUSED') outcomes.unreachable += 1;
          else outcomes.broken.push(String(code ?? error));
          await wait(20);
        }
      }
    };
    const readers = Array.from({ length: 16 }, (_, rank) => reader(rank));
    const load = send(
      new Agent(),
      `${address}/loads?name=s.csv&author=Ana`,
      { 'x-ctg-hub': '1', 'content-type': 'text/csv' },
      linesOf('s', count),
    );
    // More are asked while it stops: some hundreds before, and as many as there is time for.
    while (outcomes.answered < 300) await wait(5);
    hub.process.kill('SIGTERM');
    const answeredBefore = outcomes.answered;
    const loaded = await load;
    expect([loaded.status, JSON.parse(loaded.body)]).toEqual([
      200,
      expect.objectContaining({ added: count }),
    ]);
    expect(await hub.ended).toBe(0);
    await wait(100);
    isOver = true;
    await Promise.all(readers);
    agent.destroy();

    expect(outcomes.broken).toEqual([]);
    expect(answeredBefore).toBeGreaterThanOrEqual(300);
    expect(outcomes.refused + outcomes.unreachable).toBeGreaterThan(0);
    const after = await rowsNow();
    expect(after.subsidy - before.subsidy).toBe(count);
    expect(hub.output()).toContain('tout ce qui était en cours est fini');
    note('SIGTERM sous 16 lecteurs et un chargement', { ...outcomes, before, after });
  });
});
