import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { type Location, openDatabase } from '../../src/db/open.js';
import { type QueryEvent, queryChannel } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { load } from '../../src/ingestion/load.js';
import { checkFile } from '../../src/ingestion/reading/check-file.js';
import { TerritoryIndex } from '../../src/ingestion/territories/territory-index.js';

/** What a process of the benchmark's own does: its memory is then that of this work alone. */
export type Job =
  | { readonly kind: 'load'; readonly base: Location; readonly files: readonly string[] }
  | { readonly kind: 'check'; readonly base: Location; readonly file: string }
  | { readonly kind: 'copyIn'; readonly url: string; readonly file: string }
  | { readonly kind: 'copyOut'; readonly url: string; readonly file: string };

/** Milliseconds of each step of a job: one for each file. */
export type Durations = readonly number[];

export function run(job: Job): Promise<Durations> {
  switch (job.kind) {
    case 'load':
      return loadFiles(job.base, job.files);
    case 'check':
      return check(job.base, job.file);
    case 'copyIn':
      return copyIn(job.url, job.file);
    case 'copyOut':
      return copyOut(job.url, job.file);
  }
}

const requestOf = (path: string) =>
  ({
    dataset: subsidies,
    file: { name: basename(path), bytes: { kind: 'path', path } },
    author: 'banc d’essai',
    demonstration: false,
  }) as const;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * From the call to the commit, one file after the other, as a hub that serves would. What follows the commit, when the rows
 * are visible, is not counted: a COPY does not do it.
 */
async function loadFiles(base: Location, files: readonly string[]): Promise<Durations> {
  const database = await openDatabase(base, model);
  const durations: number[] = [];
  let tidying = 0;
  queryChannel.subscribe((event) => {
    const { name, milliseconds } = event as QueryEvent;
    if (name === 'tidyTable') tidying += milliseconds;
  });
  try {
    if (base.kind !== 'server') await database.migrate();
    for (const file of files) {
      tidying = 0;
      const whole = await timed(async () => {
        const report = await load(database, requestOf(file));
        if (report.added !== report.rowsRead || report.groups.length > 0)
          throw new Error(JSON.stringify(report.groups.slice(0, 3)));
      });
      durations.push(whole - tidying);
    }
  } finally {
    await database.close();
  }
  return durations;
}

/** Reads every row and makes its record, and writes none. */
async function check(base: Location, file: string): Promise<Durations> {
  const database = await openDatabase(base, model);
  const territories = await TerritoryIndex.read(database.fork());
  await database.close();
  return [
    await timed(async () => {
      const checked = await checkFile(requestOf(file), territories);
      let records = 0;
      for await (const rows of checked.chunks()) {
        for (const row of rows) {
          if (subsidies.shape === 'flat' && subsidies.recordOf(row, checked.context) !== null) records += 1;
        }
      }
      await checked.close();
      if (records !== checked.rowsRead) throw new Error(JSON.stringify(checked.report.groups));
    }),
  ];
}

/** The bare COPY that loads are held against: one transaction, the table with all of its keys and indexes. */
async function copyIn(url: string, file: string): Promise<Durations> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return [
      await timed(() =>
        pipeline(
          createReadStream(file, { highWaterMark: 1 << 20 }),
          client.query(from('copy subsidy from stdin')),
        ),
      ),
    ];
  } finally {
    await client.end();
  }
}

/** The rows of the last batch, in the order of the file that they came from. */
async function copyOut(url: string, file: string): Promise<Durations> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const newest = '(select max(batch_revision) from subsidy)';
    const rows = `select * from subsidy where batch_revision = ${newest} order by source_line`;
    return [
      await timed(() => pipeline(client.query(to(`copy (${rows}) to stdout`)), createWriteStream(file))),
    ];
  } finally {
    await client.end();
  }
}
