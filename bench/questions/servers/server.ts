import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';

/** A server under measure, in a process of its own on this machine. */
export interface Server {
  readonly name: string;
  /** Where questions are posted. */
  readonly address: string;
  readonly pid: number;
  /** Milliseconds from its start until it said that it is ready. */
  readonly startMilliseconds: number;
  /** Hears what the process sends from then on. */
  readonly onMessage: (heard: (message: unknown) => void) => void;
  readonly stop: () => Promise<void>;
}

const root = join(import.meta.dirname, '../../../../..');
// As `npm start` starts the hub, and the same for the others.
const nodeOptions = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=60',
  '--no-allocation-site-pretenuring',
];

export interface HubOptions {
  readonly answerCacheMegabytes: number;
  /** Loaded before the hub itself. */
  readonly imports?: readonly string[];
}

/** The hub as it is built, with nothing of the benchmark in its process but what `imports` names. */
export async function startHub(
  base: string,
  { answerCacheMegabytes, imports = [] }: HubOptions,
): Promise<Server> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [...nodeOptions, ...imports.map((each) => `--import=${each}`), join(root, 'dist/src/main.js')],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        DATABASE_URL: base,
        CTG_HUB_PORT: String(port),
        CTG_HUB_HOST: '127.0.0.1',
        // Nobody else reaches it, and what a key costs is not what is measured.
        CTG_HUB_OPEN_ACCESS: 'yes',
        CTG_HUB_ANSWER_CACHE_MB: String(answerCacheMegabytes),
        // Asked as fast as it answers: the rate of one caller is not what is measured.
        CTG_HUB_ANSWERS_PER_MINUTE: '0',
        // What it does behind everyone's back would be measured with all three servers.
        CTG_HUB_CHECK_TOTALS: 'no',
        CTG_HUB_CONTACT_MONTHS: '120',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  const stopped = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes(`:${port}/graphql`)) resolve();
    });
    stopped.then(() => reject(new Error(`The hub stopped:\n${said}`)));
  });
  return serverOf('hub', child, `http://127.0.0.1:${port}/graphql`, performance.now() - started);
}

/** A server of this folder, which sends its address when it listens. */
export async function startOwn(
  name: string,
  file: string,
  base: string | null,
  args: readonly string[] = [],
): Promise<Server> {
  const started = performance.now();
  const child = fork(join(import.meta.dirname, `${file}.js`), args, {
    execArgv: nodeOptions,
    env: { ...process.env, NODE_ENV: 'production', GRAPHILE_ENV: 'production', DATABASE_URL: base ?? '' },
  });
  const stopped = once(child, 'exit').then(() => {
    throw new Error(`${name} stopped`);
  });
  const [address] = (await Promise.race([once(child, 'message'), stopped])) as [string];
  stopped.catch(() => undefined);
  return serverOf(name, child, address, performance.now() - started);
}

function serverOf(name: string, child: ChildProcess, address: string, startMilliseconds: number): Server {
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} has no process`);
  running.add(child);
  return {
    name,
    address,
    pid,
    startMilliseconds,
    onMessage: (heard) => void child.on('message', heard),
    stop: async () => {
      running.delete(child);
      if (child.exitCode !== null) return;
      const stopped = once(child, 'exit');
      child.kill('SIGTERM');
      await stopped;
    },
  };
}

const running = new Set<ChildProcess>();

/** Ends at once whatever still runs. */
export function killServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
