import { median } from '../../loading/measure.js';
import type { Server } from '../servers/server.js';
import type { Job } from './client.js';
import type { Clients } from './clients.js';
import { cpuOf } from './processes.js';

const rounds = 5;

/** Something that is asked of a server again and again. */
export interface Way {
  readonly name: string;
  readonly server: Server;
  readonly job: Job;
}
/** Milliseconds that a request takes, requests a second, and milliseconds of the server's processor for one. */
export interface Found {
  readonly median: number;
  readonly perSecond: number;
  readonly cpu: number;
}

export const jobOf = (job: Omit<Job, 'clients' | 'requests' | 'milliseconds'>): Job => ({
  ...job,
  clients: 1,
  requests: 20_000,
  milliseconds: 500,
});

/** Asks by turns, each with as many clients. */
export async function alternate(
  ways: readonly Way[],
  concurrency: number,
  clients: Clients,
): Promise<Found[]> {
  const samples = ways.map(() => ({ latencies: [] as number[], milliseconds: 0, cpu: 0 }));
  for (const { job } of ways) await clients.run({ ...job, clients: concurrency });
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, { job, server }] of ways.entries()) {
      const cpu = cpuOf(server.pid).own;
      const done = await clients.run({ ...job, clients: concurrency });
      const sample = samples[at];
      if (!sample) continue;
      sample.latencies.push(...done.latencies);
      sample.milliseconds += done.milliseconds;
      sample.cpu += cpuOf(server.pid).own - cpu;
    }
  }
  return samples.map(({ latencies, milliseconds, cpu }) => ({
    median: median(latencies),
    perSecond: (latencies.length * 1000) / milliseconds,
    cpu: cpu / latencies.length,
  }));
}
