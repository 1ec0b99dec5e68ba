import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../../../src/db/open.js';
import { model } from '../../../src/hub.js';
import { readFrance } from '../../../src/ingestion/territories/france.js';
import { loadTerritories } from '../../../src/ingestion/territories/load-territories.js';
import { type Bench, csvOf, type Finding, loadOnCopy, seconds, thousands } from '../bench.js';
import { measure, median } from '../measure.js';

/** The same file into the embedded engine, in a folder, and into PostgreSQL. */
export async function embedded(bench: Bench): Promise<Finding[]> {
  const rows = bench.sizes.embedded;
  const file = await csvOf(bench, 'embedded', { rows, firstYear: 2018, department: null });
  const ours: number[] = [];
  const server: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < bench.runs; run += 1) {
    server.push((await loadOnCopy(bench, bench.france, file)).milliseconds);
    const { durations, peakMegabytes } = await loadIntoFolder(bench, file);
    ours.push(durations[0] ?? Number.NaN);
    peaks.push(peakMegabytes);
  }
  const [one, other] = [median(ours), median(server)];
  return [
    {
      what: `${thousands(rows)} rows into the embedded engine`,
      ours: seconds(one),
      against: `PostgreSQL ${seconds(other)}`,
      ratio: one / other,
      bound: 3,
    },
    {
      what: `memory of that, engine included`,
      ours: `${Math.max(...peaks).toFixed(0)} MB`,
      against: '400 MB',
      ratio: Math.max(...peaks) / 400,
      bound: Number.POSITIVE_INFINITY,
    },
  ];
}

async function loadIntoFolder({ folder }: Bench, file: string) {
  const directory = await mkdtemp(join(folder, 'embedded-'));
  const base = { kind: 'folder', directory } as const;
  try {
    const database = await openDatabase(base, model);
    await database.migrate();
    await database.fork().transactional((em) => loadTerritories(em, readFrance(), 'banc d’essai'));
    database.markComplete();
    await database.close();
    return await measure({ kind: 'load', base, files: [file] });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
