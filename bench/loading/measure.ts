import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Durations, Job } from './jobs.js';

export interface Measure {
  readonly durations: Durations;
  /** Peak resident memory of the process that did the work. */
  readonly peakMegabytes: number;
}

/** Does a job in a process of its own. */
export async function measure(job: Job): Promise<Measure> {
  const execArgv = [
    ...process.execArgv,
    ...(process.env.BENCH_NODE_OPTIONS ?? '').split(' ').filter(Boolean),
  ];
  const child = fork(join(import.meta.dirname, 'child.js'), [JSON.stringify(job)], { execArgv });
  let measured: Measure | null = null;
  child.on('message', (message) => {
    measured = message as Measure;
  });
  await once(child, 'exit');
  if (measured === null) throw new Error(`${job.kind} failed`);
  return measured;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
};
