import 'reflect-metadata';
import { cpus, loadavg, totalmem } from 'node:os';
import { Command } from 'commander';
import { keptBase } from './base/kept-base.js';
import { isSizeName, type SizeName, sizes } from './base/size.js';
import { tidyAll } from './ending.js';
import { bookTimes } from './measure/book.js';
import type { Measured } from './measure/rounds.js';
import { measureSize } from './measure/size.js';
import { statementTimes } from './measure/statements.js';
import { writePlans } from './plans/write-plans.js';
import { bookTable } from './report/book-table.js';
import { growth, speedTargets } from './report/cold-targets.js';
import { plansTable } from './report/plans-table.js';
import { sizeTables, sizeTitles } from './report/size-tables.js';
import { statementsTable } from './report/statements-table.js';
import { targetsTable } from './report/targets.js';
import { least } from './scenarios/least.js';
import { memory } from './scenarios/memory.js';
import { readers } from './scenarios/readers.js';
import { stampede } from './scenarios/stampede.js';
import { start } from './scenarios/start.js';
import { warm } from './scenarios/warm.js';
import { killServers } from './servers/server.js';

const parts = ['cold', 'warm', 'least', 'memory', 'start', 'readers'];
interface Options {
  readonly sizes: string;
  readonly fresh: boolean;
  readonly rounds: string;
  readonly milliseconds: string;
  readonly questions: string;
  readonly parts: string;
  readonly statements?: true;
  readonly book?: true;
  readonly plans?: string;
}
const options = new Command('npm run bench --')
  .description('What the hub takes to answer, beside PostGraphile and SQL on the same bases of DATABASE_URL.')
  .option('--sizes <names>', `of ${Object.keys(sizes).join(', ')}`, 'dept,france')
  .option('--fresh', 'make the bases anew', false)
  .option('--rounds <number>', 'alternating rounds', '5')
  .option('--milliseconds <number>', 'how long each round asks a question', '400')
  .option('--questions <numbers>', 'these of the ten alone', '')
  .option('--parts <names>', 'what is measured', parts.join(','))
  .option('--statements', 'only which statements the hub sends for each question, and how long each takes')
  .option('--book', 'only how long each ready question takes')
  .option('--plans <folder>', 'only the plans of the hub’s statements, into a folder')
  .allowExcessArguments(false)
  .parse()
  .opts<Options>();

const server = process.env.DATABASE_URL;
if (!server) {
  console.error('DATABASE_URL must name a PostgreSQL server whose user may create databases.');
  process.exit(1);
}
const wanted = options.sizes.split(',');
const unknown = wanted.filter((name) => !isSizeName(name));
if (unknown.length > 0) {
  console.error(`Unknown sizes: ${unknown.join(', ')}. There are ${Object.keys(sizes).join(', ')}.`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void tidyAll().then(() => process.exit(130)));
process.once('exit', killServers);

const [cpu] = cpus();
console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim()}, ` +
    `${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}; ${options.rounds} alternating rounds\n`,
);
const effort = {
  rounds: Number(options.rounds),
  milliseconds: Number(options.milliseconds),
  requests: 2_000,
};
const isAsked = (part: string) => options.parts.split(',').includes(part);
const only = options.questions.split(',').filter(Boolean).map(Number);
const results = new Map<SizeName, readonly Measured[]>();
const bases = new Map<SizeName, string>();
for (const name of wanted.filter(isSizeName)) {
  console.error(`${name}: base…`);
  const base = await keptBase(server, sizes[name], options.fresh);
  bases.set(name, base);
  if (options.statements) {
    console.log(`### ${sizeTitles[name]}\n\n${statementsTable(await statementTimes(base, only))}\n`);
    continue;
  }
  if (options.book) {
    console.log(`### ${sizeTitles[name]}, the ready questions\n\n${bookTable(await bookTimes(base))}\n`);
    continue;
  }
  if (options.plans !== undefined) {
    console.log(plansTable(await writePlans(base, options.plans)));
    continue;
  }
  if (!isAsked('cold')) continue;
  const found = await measureSize(base, effort, only);
  results.set(name, found);
  console.log(
    `### ${sizeTitles[name]}\n\nOne client:\n\n${sizeTables(found, 1)}\n\nSixteen clients:\n\n${sizeTables(found, 16)}\n`,
  );
}
if (!options.statements && !options.book && options.plans === undefined) await tellTheRest();
// Other work on the machine makes times long; ratios stand, within bounds.
console.log(`Load of the machine at the end: ${loadavg()[0]?.toFixed(1)}`);
process.exit(0);

/** What is measured on one base, the largest but for ten times the history, and what must be reached. */
async function tellTheRest(): Promise<void> {
  const base = bases.get('france') ?? bases.get('dept');
  const grown = growth(results);
  const targets = [...speedTargets(results), ...grown.targets];
  if (results.size > 1) console.log(`### Growth: how many times as long, one client\n\n${grown.table}\n`);
  if (base !== undefined && isAsked('warm')) {
    console.error('warm…');
    const kept = await warm(base);
    console.log(`### Warm: answers kept ready\n\n${kept.table}\n`);
    targets.push(...kept.targets, await stampede(base));
  }
  // Each as soon as it is known: a later one that fails takes nothing away.
  const others = ['least', 'memory', 'start', 'readers'];
  if (base !== undefined && others.some(isAsked)) console.log('### The least, memory, start, readers\n');
  if (base !== undefined && isAsked('least')) console.log(`${await least(base)}\n`);
  for (const [part, scenario] of Object.entries({ memory, start, readers })) {
    if (base === undefined || !isAsked(part)) continue;
    console.error(`${part}…`);
    const found = await scenario(base, server ?? '');
    console.log(`${found.told}\n`);
    targets.push(found.target);
  }
  console.log(`### Targets\n\n${targetsTable(targets)}\n`);
}
