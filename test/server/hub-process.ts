import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { type Location, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { databaseUrl, onServer, type TestContent } from '../setup/databases.js';

/** The built hub as a user starts it: a process of its own. */
export interface HubProcess {
  readonly process: ChildProcess;
  /** What it has said, once it has said these words; rejects if it ends before. */
  readonly says: (words: string) => Promise<string>;
  /** Where it is reached, such as `http://127.0.0.1:4000`, once it is ready. */
  readonly address: () => Promise<string>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  readonly output: () => string;
  readonly stop: (signal: NodeJS.Signals) => Promise<void>;
}

/** Hubs in processes of their own, one after the other on one base. */
export interface HubProcesses {
  readonly location: Location;
  /** Folder under which embedded bases are. */
  readonly directory: string;
  readonly start: (args?: readonly string[], program?: 'main' | 'cli') => HubProcess;
  /** Settings by which another program finds the base. */
  readonly environment: Readonly<Record<string, string>>;
  readonly killAll: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

/**
 * Makes the base: an empty one, or a copy of one of the prepared bases.
 * @param before a module that each process imports before the hub
 */
export async function hubProcesses(content: 'empty' | TestContent, before?: string): Promise<HubProcesses> {
  if (!existsSync('dist/src/main.js')) throw new Error('Run `npm run build` first');
  const templates = inject('templates');
  const directory = mkdtempSync(join(tmpdir(), 'ctg-hub-process-'));
  const name = `ctg_hub_test_${randomUUID().replaceAll('-', '')}`;
  const location: Location =
    templates.engine === 'embedded'
      ? { kind: 'folder', directory: join(directory, 'facts') }
      : { kind: 'server', url: databaseUrl(templates.server, name) };
  if (templates.engine === 'postgresql') {
    const template = content === 'empty' ? '' : `template ${templates.databases[content]}`;
    await onServer(templates.server, `create database ${name} ${template}`);
  } else if (content !== 'empty') {
    const data = join(directory, 'facts', 'pgdata');
    mkdirSync(data, { recursive: true });
    // The dump names its files from the root; tar puts them under the folder.
    execFileSync('tar', ['-xf', templates.files[content], '-C', data], { stdio: 'ignore' });
  }
  const running = new Set<HubProcess>();
  const environment = {
    DATABASE_URL: location.kind === 'server' ? location.url : '',
    // On a server a hub is open only if that is said.
    CTG_HUB_OPEN_ACCESS: location.kind === 'server' ? 'yes' : '',
    CTG_HUB_DATA_DIR: directory,
    CTG_HUB_PORT: '0',
    // Tests ask faster than any person.
    CTG_HUB_ANSWERS_PER_MINUTE: '0',
  };
  return {
    location,
    directory,
    environment,
    start: (args = [], program = 'main') => {
      const flags = [
        ...(content === 'empty' && before === undefined ? [] : shortLived),
        ...(before === undefined ? [] : ['--import', before]),
      ];
      const hub = spawnHub(flags, program, args, environment);
      running.add(hub);
      hub.ended.then(() => running.delete(hub));
      return hub;
    },
    killAll: async () => {
      await Promise.all([...running].map((hub) => hub.stop('SIGKILL')));
    },
    drop: async () => {
      rmSync(directory, { recursive: true, force: true });
      if (templates.engine === 'postgresql') {
        await onServer(templates.server, `drop database ${name} with (force)`);
      }
    },
  };
}

/**
 * For a process that lives a second or two, and asks little of its base: to make the embedded engine's code faster takes a quarter of
 * such a life, on every core, and pays only after it.
 */
export const shortLived = ['--liftoff-only'];

function spawnHub(
  flags: readonly string[],
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): HubProcess {
  const hub = spawn(process.execPath, [...flags, `dist/src/${program}.js`, ...args], {
    env: { ...process.env, ...environment },
  });
  let output = '';
  const waiting = new Set<() => void>();
  const ended = new Promise<number | null>((resolve) => hub.once('exit', (code) => resolve(code)));
  for (const stream of [hub.stdout, hub.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      for (const check of waiting) check();
    });
  }
  const says: HubProcess['says'] = (words) =>
    new Promise((resolve, reject) => {
      const check = () => {
        if (output.includes(words)) resolve(output);
      };
      waiting.add(check);
      check();
      ended.then((code) =>
        reject(new Error(`The hub ended with ${code} before saying « ${words} »:\n${output}`)),
      );
    });
  return {
    process: hub,
    ended,
    output: () => output,
    says,
    address: async () => new URL(/API GraphQL {2}(\S+)/.exec(await says('Ctrl+C'))?.[1] ?? '').origin,
    stop: async (signal) => {
      hub.kill(signal);
      await ended;
    },
  };
}

/** Every table's rows but what was found of them, counted and digested: two bases with the same answer hold the same data. */
export async function digestAt(location: Location): Promise<Record<string, string>> {
  const base = await openDatabase(location, model);
  const em = base.fork();
  const tables = await rows(
    em,
    'tables',
    sql<{ name: string }>`
      select table_name as "name" from information_schema.tables
      where table_schema = 'public' and table_name not like 'mikro_orm%'
        -- What a hub notes of its own starts.
        and table_name not in ('totals_verdict', 'journal_entry', 'contact_term')
      order by table_name`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    // The moments of a load differ from one start to the next; nothing else may.
    const [table] = await rows(
      em,
      'digest',
      sql<{ digest: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(each.text, '' order by each.text)), '') as "digest"
        from (select regexp_replace(t::text, '"\\d{4}-\\d{2}-\\d{2} [^"]*"', '', 'g') as text from ${sql.table(name)} t) each`,
    );
    found[name] = table?.digest ?? '';
  }
  await base.close();
  return found;
}
