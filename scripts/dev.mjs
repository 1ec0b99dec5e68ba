// Rebuilds what changes and restarts the hub with it, until Ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { node } from './link-node.mjs';

const options = ['--watch', '--watch-preserve-output', '--enable-source-maps'];
const hub = spawn(node, [...options, 'dist/src/main.js', ...process.argv.slice(2)], { stdio: 'inherit' });
hub.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => hub.kill(signal));

let timer;
for (const folder of ['src', 'migrations', 'explorer', 'loader']) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(build, 100); // One save is several events.
  });
}

function build() {
  spawnSync(node, ['scripts/build.mjs'], { stdio: 'inherit' });
}
