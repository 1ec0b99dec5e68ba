// Compiles the hub and its pages into dist/, each only if something it is made from has changed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { node } from './link-node.mjs';

process.chdir(join(import.meta.dirname, '..'));

const steps = [
  {
    message: 'compilation…',
    command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
    inputs: ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
    output: 'dist/src',
  },
  {
    message: 'construction de l’explorateur… (environ 10 s)',
    command: ['node_modules/vite/bin/vite.js', 'build', 'explorer', '--logLevel', 'error'],
    inputs: ['explorer', 'package-lock.json', 'scripts/build.mjs'],
    output: 'dist/explorer',
    after: compressFiles,
  },
  {
    message: 'construction de la page de chargement…',
    command: ['node_modules/vite/bin/vite.js', 'build', 'loader', '--logLevel', 'error'],
    // The page tells reports by the rules of the hub itself, in the explorer's colours, and holds the guide.
    inputs: [
      'loader',
      'explorer/src',
      'src/ingestion/report',
      'src/provenance',
      'docs/charger-un-fichier.md',
      'package-lock.json',
      'scripts/build.mjs',
    ],
    output: 'dist/loader',
    after: compressFiles,
  },
];

if (existsSync('node_modules/typescript')) {
  for (const step of steps) if (outdated(step)) build(step);
} else if (!existsSync('dist/src/main.js')) {
  console.error('ctg-hub: not built, for want of its development packages: run "npm ci" without --omit=dev.');
  // An install goes through all the same (dist/ may be copied in later); a start or a build does not.
  if (process.env.npm_lifecycle_event !== 'prepare') process.exit(1);
}

function outdated({ inputs, output }) {
  if (!existsSync(output) || !existsSync(stampOf(output))) return true;
  return Math.max(...inputs.map(newest)) > statSync(stampOf(output)).mtimeMs;
}

/** The latest change at or under a path; a folder's own time tells of files removed from it. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((entry) => newest(join(path, entry))));
}

function build({ message, command, output, after }) {
  const started = new Date();
  // What a command writes on its output is its own.
  console.error(`ctg-hub: ${message}`);
  const PATH = [join(process.cwd(), 'node_modules/.bin'), process.env.PATH].join(delimiter);
  const { status } = spawnSync(node, command, { stdio: 'inherit', env: { ...process.env, PATH } });
  if (status !== 0) process.exit(status ?? 1);
  after?.(output);
  // Stamped after success only, with the time before it: a failure or an edit meanwhile means another build.
  writeFileSync(stampOf(output), '');
  utimesSync(stampOf(output), started, started);
}

/** Writes the files of a page beside themselves as they are sent: compressing megabytes for each reader would cost more than sending them. */
function compressFiles(folder) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name);
    if (!['.css', '.html', '.js', '.svg', '.ttf'].includes(extname(file))) continue;
    const bytes = readFileSync(file);
    if (bytes.length < 1_000) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

function stampOf(output) {
  return `${output}.stamp`;
}
