import { median } from '../../loading/measure.js';
import type { Question, Subject } from '../asked/question.js';
import { type Dialect, type Request, requestOf } from '../asked/requests.js';
import type { Server } from '../servers/server.js';
import type { Clients } from './clients.js';
import { cpuOf, postgresCpu } from './processes.js';
import { quantile } from './statistics.js';

export const dialects = ['hub', 'postgraphile', 'plain'] as const;
export const concurrencies = [1, 16] as const;
export type Concurrency = (typeof concurrencies)[number];

/** What one server takes for one question, over all rounds. */
export interface Figures {
  readonly median: number;
  readonly p99: number;
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds of CPU for a request: of the server, and of PostgreSQL if it is on this machine. */
  readonly serverCpu: number;
  readonly databaseCpu: number | null;
}

export interface Measured {
  readonly question: Question;
  readonly concurrency: Concurrency;
  readonly figures: Readonly<Record<Dialect, Figures>>;
}

export interface Effort {
  readonly rounds: number;
  /** Of each server, question and number of clients in each round. */
  readonly milliseconds: number;
  readonly requests: number;
}

interface Sample {
  latencies: number[];
  milliseconds: number;
  serverCpu: number;
  databaseCpu: number | null;
}

/** Whoever is measured first in a round is last in the next: what else the machine does falls on all alike. */
export async function measureQuestion(
  servers: Readonly<Record<Dialect, Server>>,
  question: Question,
  subject: Subject,
  effort: Effort,
  clients: Clients,
): Promise<Measured[]> {
  const requests = Object.fromEntries(
    dialects.map((dialect) => [dialect, requestOf(dialect, question, subject)]),
  ) as unknown as Record<Dialect, Request>;
  const measured: Measured[] = [];
  for (const concurrency of concurrencies) {
    // Sixteen at once would take minutes, and tell nothing more.
    if (measured.some(({ figures }) => dialects.some((each) => figures[each].median > slowMilliseconds)))
      continue;
    const samples: Record<Dialect, Sample> = { hub: empty(), postgraphile: empty(), plain: empty() };
    // Plans settle at the sixth execution of a prepared statement, and code is compiled after some hundred.
    for (const dialect of dialects) await run(dialect, { ...effort, milliseconds: effort.milliseconds / 2 });
    for (let round = 0; round < effort.rounds; round += 1) {
      const turn = round % 2 === 0 ? dialects : dialects.toReversed();
      for (const dialect of turn) {
        const sample = samples[dialect];
        // One that takes seconds is not asked again and again: what it takes does not hang on the round.
        if (sample.milliseconds > maximumMilliseconds) continue;
        const [cpu, database] = [cpuOf(servers[dialect].pid).own, postgresCpu()];
        const done = await run(dialect, effort);
        sample.latencies.push(...done.latencies);
        sample.milliseconds += done.milliseconds;
        sample.serverCpu += cpuOf(servers[dialect].pid).own - cpu;
        sample.databaseCpu =
          database === null || sample.databaseCpu === null
            ? null
            : sample.databaseCpu + (postgresCpu() ?? 0) - database;
      }
    }
    const figures = Object.fromEntries(dialects.map((dialect) => [dialect, figuresOf(samples[dialect])]));
    measured.push({ question, concurrency, figures: figures as unknown as Record<Dialect, Figures> });

    function run(dialect: Dialect, { milliseconds, requests: most }: Effort) {
      return clients.run({
        address: servers[dialect].address,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: requests[dialect].body,
        clients: concurrency,
        status: 200,
        requests: most,
        milliseconds,
      });
    }
  }
  return measured;
}

const maximumMilliseconds = 20_000;
const slowMilliseconds = 5_000;

const empty = (): Sample => ({ latencies: [], milliseconds: 0, serverCpu: 0, databaseCpu: 0 });

function figuresOf({ latencies, milliseconds, serverCpu, databaseCpu }: Sample): Figures {
  return {
    median: median(latencies),
    p99: quantile(latencies, 0.99),
    requests: latencies.length,
    perSecond: (latencies.length * 1000) / milliseconds,
    serverCpu: serverCpu / latencies.length,
    databaseCpu: databaseCpu === null ? null : databaseCpu / latencies.length,
  };
}
