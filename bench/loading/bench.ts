import { join } from 'node:path';
import type { Bases } from './bases.js';
import { measure } from './measure.js';
import { writeCsv, writeXlsx } from './synthetic-files.js';
import type { Extent } from './synthetic-rows.js';

/** What the scenarios share: bases, a folder for their files, and how much of everything. */
export interface Bench {
  readonly bases: Bases;
  /** A base with the territories alone, to be copied. */
  readonly france: string;
  readonly folder: string;
  readonly runs: number;
  readonly sizes: Sizes;
}

export interface Sizes {
  readonly nation: number;
  readonly workbook: number;
  readonly embedded: number;
  /** Rows that stand behind a département's year, before ten times as many do. */
  readonly history: number;
}

/** One line of the table. `ratio` is held against `bound`: met when it is at most that. */
export interface Finding {
  readonly what: string;
  readonly ours: string;
  readonly against: string;
  readonly ratio: number;
  readonly bound: number;
}

export const server = (url: string) => ({ kind: 'server', url }) as const;

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
export const thousands = (count: number): string => count.toLocaleString('en-GB').replaceAll(',', ' ');

export async function csvOf({ folder }: Bench, name: string, extent: Extent): Promise<string> {
  const path = join(folder, `${name}.csv`);
  await writeCsv(path, extent);
  return path;
}

export async function xlsxOf({ folder }: Bench, name: string, extent: Extent): Promise<string> {
  const path = join(folder, `${name}.xlsx`);
  await writeXlsx(path, extent);
  return path;
}

/** Does something on a copy of a base, which is dropped afterwards. */
export async function onCopy<T>({ bases }: Bench, of: string, work: (url: string) => Promise<T>): Promise<T> {
  const url = await bases.copy(of);
  try {
    return await work(url);
  } finally {
    await bases.drop(url);
  }
}

/** Milliseconds that one file takes, and the peak memory. */
export async function loadOnCopy(bench: Bench, of: string, file: string) {
  return onCopy(bench, of, async (url) => {
    const { durations, peakMegabytes } = await measure({ kind: 'load', base: server(url), files: [file] });
    return { milliseconds: durations[0] ?? Number.NaN, peakMegabytes };
  });
}
