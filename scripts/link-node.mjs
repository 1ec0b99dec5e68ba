// Makes `node` mean the bundled Node 24 in npm scripts. npm 10 removes the shared `.bin/node` link when it
// discards the packages made for other platforms, and then silently runs whatever Node is on the PATH.
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const needed = 24;
const windows = process.platform === 'win32';
const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
const modules = join(import.meta.dirname, '..', 'node_modules');
const bundled = join(modules, name, 'bin', windows ? 'node.exe' : 'node');
const link = join(modules, '.bin', windows ? 'node.cmd' : 'node');

/** The Node that runs the hub and its tools: the bundled one, else the one running this script. */
export const node = existsSync(bundled) ? bundled : process.execPath;

if (node === bundled) {
  if (!existsSync(link)) {
    mkdirSync(join(modules, '.bin'), { recursive: true });
    rmSync(link, { force: true });
    if (windows) writeFileSync(link, `@"%~dp0\\..\\${name}\\bin\\node.exe" %*\r\n`);
    else symlinkSync(join('..', name, 'bin', 'node'), link);
  }
} else if (Number.parseInt(process.versions.node, 10) < needed) {
  console.error(`ctg-hub needs Node ${needed} or later, found ${process.version}, and has none to offer here:
${name} is not bundled, or optional packages were left out.
Install Node ${needed} from https://nodejs.org, then run "npm ci" again.`);
  process.exit(1);
}
