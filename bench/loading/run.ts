import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { Bases } from './bases.js';
import type { Bench, Finding, Sizes } from './bench.js';
import { againstCopy } from './scenarios/against-copy.js';
import { checking } from './scenarios/checking.js';
import { embedded } from './scenarios/embedded.js';
import { fiscalYear } from './scenarios/fiscal-year.js';
import { tableOf } from './table.js';

const scenarios: Readonly<Record<string, (bench: Bench) => Promise<Finding[]>>> = {
  checking,
  year: fiscalYear,
  copy: againstCopy,
  embedded,
};

const program = new Command('npm run bench:loading --')
  .description(
    'What loads take, beside COPY into the same tables of a base of its own on the server of DATABASE_URL.',
  )
  .argument('[scenarios...]', `of ${Object.keys(scenarios).join(', ')}; all by default`)
  .option('--runs <number>', 'alternating runs', '3')
  .option('--scale <number>', 'how many times the usual rows', '1')
  .parse();
const options = program.opts<{ runs: string; scale: string }>();
const asked = program.args;
const scale = Number(options.scale);
const sizes: Sizes = {
  nation: 2_000_000 * scale,
  workbook: 500_000 * scale,
  embedded: 100_000 * scale,
  history: 400_000 * scale,
};

const url = process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL must name a PostgreSQL server whose user may create databases.');
  process.exit(1);
}
const bases = new Bases(url);
const folder = await mkdtemp(join(tmpdir(), 'ctg-hub-bench-'));
process.once('SIGINT', () => void tidy().then(() => process.exit(130)));

async function tidy(): Promise<void> {
  await bases.dropAll();
  await rm(folder, { recursive: true, force: true });
}

try {
  const [cpu] = cpus();
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim()}, ` +
      `${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}; medians of ${options.runs} alternating runs\n`,
  );
  const bench: Bench = { bases, folder, france: await bases.france(), runs: Number(options.runs), sizes };
  const found: Finding[] = [];
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.error(`${name}…`);
    found.push(...(await scenario(bench)));
  }
  console.log(tableOf(found));
  // Other work on the machine makes times long; ratios stand, within bounds.
  console.log(`\nLoad of the machine at the end: ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await tidy();
}
