import 'reflect-metadata';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { keptBase } from './base/kept-base.js';
import { isSizeName, type SizeName, sizes } from './base/size.js';
import type { Measured } from './measure/rounds.js';
import { measureSize } from './measure/size.js';
import { statementTimes } from './measure/statements.js';
import { sizeTables, sizeTitles } from './report/size-tables.js';
import { statementsTable } from './report/statements-table.js';
import { killServers } from './servers/server.js';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: 'dept,france' },
    /** Makes the bases anew. */
    fresh: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    milliseconds: { type: 'string', default: '400' },
    questions: { type: 'string', default: '' },
    /** Only says which statements the hub sends for each question, and how long each takes. */
    statements: { type: 'boolean', default: false },
  },
});

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
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
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
const only = options.questions.split(',').filter(Boolean).map(Number);
const measured = new Map<SizeName, readonly Measured[]>();
for (const name of wanted.filter(isSizeName)) {
  console.error(`${name}: base…`);
  const base = await keptBase(server, sizes[name], options.fresh);
  if (options.statements) {
    console.log(`### ${sizeTitles[name]}\n\n${statementsTable(await statementTimes(base, only))}\n`);
    continue;
  }
  const found = await measureSize(base, effort, only);
  measured.set(name, found);
  console.log(
    `### ${sizeTitles[name]}\n\nOne client:\n\n${sizeTables(found, 1)}\n\nSixteen clients:\n\n${sizeTables(found, 16)}\n`,
  );
}
// Other work on the machine makes times long; ratios stand, within bounds.
console.log(`Load of the machine at the end: ${loadavg()[0]?.toFixed(1)}`);
process.exit(0);
