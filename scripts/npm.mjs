import { spawnSync } from 'node:child_process';

/** Runs npm, the one that runs this script if there is one; gives what it says, whatever its exit code. */
export function npm(...args) {
  const program = process.env.npm_execpath;
  const [command, before] = program?.endsWith('.js') ? [process.execPath, [program]] : ['npm', []];
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28, timeout: 120_000 };
  const { stdout, stderr } = spawnSync(command, [...before, ...args], options);
  return { stdout: stdout ?? '', stderr: stderr ?? '' };
}
