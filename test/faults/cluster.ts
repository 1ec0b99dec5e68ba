import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { viewerRole } from '../../src/reach/wall.sql.js';

/** A PostgreSQL of a test's own, which it may stop, fill and break. */
export interface Cluster {
  readonly url: string;
  readonly start: () => void;
  /** At once, as if the power had gone. */
  readonly stop: () => void;
  /** Leaves so many bytes free on its disk. */
  readonly fillDisk: (left: number) => void;
  readonly emptyDisk: () => void;
  readonly remove: () => void;
}

const programs = globSync('/usr/lib/postgresql/*/bin/initdb')
  .map((path) => dirname(path))
  .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
  .at(-1);
const isRoot = process.getuid?.() === 0;

/** Why there can be none here; null when there can. */
export const noCluster = programs === undefined ? 'no programs of PostgreSQL in /usr/lib/postgresql' : null;

/** Why no disk of a few megabytes can be had; null when one can. */
export function smallDisk(): string | null {
  if (!isRoot) return 'only root may mount a small disk';
  const directory = mkdtempSync(join(tmpdir(), 'ctg-hub-disk-'));
  try {
    mountSmall(directory, 1);
    execFileSync('umount', [directory]);
    return null;
  } catch {
    return 'this system does not let a small disk be mounted';
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Mounts a disk of so many megabytes, in memory. */
export function mountSmall(directory: string, megabytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory], { stdio: 'pipe' });
}

/** Fills a disk by one file, until so many bytes are left. */
export function fill(directory: string, left: number): void {
  const { bavail, bsize } = statfsSync(directory);
  writeFileSync(join(directory, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - left)));
}

export const empty = (directory: string) => rmSync(join(directory, 'ballast'), { force: true });

/** On a free port and, where it can be had, a disk of its own; filled from another server's database. */
export async function startCluster(from: string, megabytes: number): Promise<Cluster> {
  const directory = mkdtempSync(join(tmpdir(), 'ctg-hub-cluster-'));
  const hasDisk = smallDisk() === null;
  if (hasDisk) mountSmall(directory, megabytes);
  const data = join(directory, 'data');
  const port = await freePort();
  const url = `postgresql://ctg_hub@127.0.0.1:${port}/postgres`;
  const run = (name: string, ...args: string[]) => {
    const program = join(programs ?? '', name);
    // PostgreSQL refuses to run as root.
    const [command = '', ...before] = isRoot ? ['runuser', '-u', 'postgres', '--', program] : [program];
    execFileSync(command, [...before, ...args], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  };
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=30
    -c shared_buffers=32MB -c min_wal_size=8MB -c max_wal_size=32MB -c log_min_messages=fatal`;
  const start = () =>
    run(
      'pg_ctl',
      '-D',
      data,
      '-l',
      join(directory, 'log'),
      '-w',
      '-t',
      '60',
      '-s',
      'start',
      '-o',
      options.replaceAll('\n', ' '),
    );
  const stop = () => run('pg_ctl', '-D', data, '-m', 'immediate', '-w', '-s', 'stop');
  if (isRoot) execFileSync('chown', ['postgres', directory]);
  run(
    'initdb',
    '-D',
    data,
    '-U',
    'ctg_hub',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--wal-segsize=1',
    '--no-sync',
  );
  start();
  // Roles are of a server, not of a base: a copy of one with policies needs theirs.
  execFileSync(join(programs ?? '', 'psql'), [
    '-q',
    '-c',
    `create role ${viewerRole} nologin noinherit`,
    url,
  ]);
  await copyDatabase(from, url);
  return {
    url,
    start,
    stop,
    fillDisk: (left) => fill(directory, left),
    emptyDisk: () => empty(directory),
    remove: () => {
      try {
        stop();
      } catch {
        // It may be down already.
      }
      if (hasDisk) execFileSync('umount', ['-l', directory]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const dump = spawn(join(programs ?? '', 'pg_dump'), ['--no-owner', from], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const load = spawn(join(programs ?? '', 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', to], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  dump.stdout.pipe(load.stdin);
  const [code] = await once(load, 'exit');
  if (code !== 0) throw new Error('The base was not copied to the cluster');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
