import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Location, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { databaseUrl, onServer } from '../setup/databases.js';

/** The built hub as a user starts it: a process of its own, on a base of its own. */
describe('starting the hub', { timeout: 300_000 }, () => {
  const templates = inject('templates');
  const directory = mkdtempSync(join(tmpdir(), 'ctg-hub-start-'));
  const database = `ctg_hub_test_${randomUUID().replaceAll('-', '')}`;
  const running = new Set<ChildProcess>();
  const location: Location =
    templates.engine === 'embedded'
      ? { kind: 'folder', directory: join(directory, 'facts') }
      : { kind: 'server', url: databaseUrl(templates.server, database) };

  beforeAll(async () => {
    if (!existsSync('dist/src/main.js')) throw new Error('Run `npm run build` first');
    if (templates.engine === 'postgresql') await onServer(templates.server, `create database ${database}`);
  });
  afterEach(async () => {
    for (const process of running) await stop(process, 'SIGKILL');
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    if (templates.engine === 'postgresql')
      await onServer(templates.server, `drop database ${database} with (force)`);
  });

  function start(args: string[] = []) {
    const url = location.kind === 'server' ? location.url : '';
    const hub = spawn(process.execPath, ['dist/src/main.js', ...args], {
      env: { ...process.env, DATABASE_URL: url, CTG_HUB_DATA_DIR: directory, CTG_HUB_PORT: '0' },
    });
    running.add(hub);
    let output = '';
    const waiting = new Set<() => void>();
    const ended = new Promise<number | null>((resolve) => hub.once('exit', (code) => resolve(code)));
    for (const stream of [hub.stdout, hub.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        for (const check of waiting) check();
      });
    }
    const says = (words: string) =>
      new Promise<string>((resolve, reject) => {
        const check = () => {
          if (output.includes(words)) resolve(output);
        };
        waiting.add(check);
        check();
        ended.then((code) =>
          reject(new Error(`The hub ended with ${code} before saying « ${words} »:\n${output}`)),
        );
      });
    return { process: hub, says, ended, output: () => output };
  }

  async function stop(hub: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    running.delete(hub);
    if (hub.exitCode !== null || hub.signalCode !== null) return;
    const ended = new Promise((resolve) => hub.once('exit', resolve));
    hub.kill(signal);
    await ended;
  }

  /** Every table's rows, counted and digested: two bases with the same answer hold the same data. */
  async function digest(): Promise<Record<string, string>> {
    const base = await openDatabase(location, model);
    const em = base.fork();
    const tables = await rows(
      em,
      'tables',
      sql<{ name: string }>`
      select table_name as "name" from information_schema.tables
      where table_schema = 'public' and table_name not like 'mikro_orm%' order by table_name`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      // The moment of a load differs from one start to the next; nothing else may.
      const [table] = await rows(
        em,
        'digest',
        sql<{ digest: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(each.text, '' order by each.text)), '') as "digest"
        from (select regexp_replace(t::text, '"\\d{4}-\\d{2}-\\d{2} [^"]*"', '') as text from ${sql.table(name)} t) each`,
      );
      found[name] = table?.digest ?? '';
    }
    await base.close();
    return found;
  }

  it('survives kills during the first load, and ends with the data of a clean start', async () => {
    for (const words of ['Ouverture', 'Premier démarrage', 'Conventions :']) {
      const hub = start();
      await hub.says(words);
      await stop(hub.process, 'SIGKILL');
    }
    const survivor = start();
    await survivor.says('ctg-hub est prêt');
    await stop(survivor.process, 'SIGTERM');
    const afterKills = await digest();
    expect(afterKills.territory).toMatch(/^36360 /);

    if (templates.engine === 'embedded') rmSync(join(directory, 'facts'), { recursive: true });
    else {
      await onServer(templates.server, `drop database ${database} with (force)`);
      await onServer(templates.server, `create database ${database}`);
    }
    const clean = start();
    await clean.says('ctg-hub est prêt');
    await stop(clean.process, 'SIGTERM');
    expect(await digest()).toEqual(afterKills);
  });

  it('loads nothing again the second time, says where it is, and warns of nothing', async () => {
    const hub = start();
    const output = await hub.says('Ctrl+C');
    expect(output).not.toMatch(/Premier démarrage|Chargement :|warn|deprecat/i);
    const address = /API GraphQL {2}(\S+)/.exec(output)?.[1] ?? '';
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ commune(code: "49018") { subsidies(fiscalYear: 2023) { total } } }' }),
    });
    expect(await response.json()).toEqual({ data: { commune: { subsidies: { total: 780552 } } } });
    hub.process.kill('SIGTERM');
    expect(await hub.ended).toBe(0);
  });

  it('refuses demonstration data on a base of facts, and a second owner of an embedded base', async () => {
    if (templates.engine === 'postgresql') {
      const hub = start(['--demonstration']);
      expect(await hub.ended).toBe(1);
      expect(hub.output()).toContain('ne se mélangent jamais');
      return;
    }
    const owner = start();
    await owner.says('ctg-hub est prêt');
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('est déjà utilisée par un autre hub');
    expect(second.output()).not.toContain('    at ');
  });

  // A server's base is not a folder of ours.
  if (templates.engine === 'embedded') {
    it('touches nothing in a folder that is not a base', async () => {
      const foreign = join(directory, 'demonstration', 'pgdata');
      mkdirSync(foreign, { recursive: true });
      for (const [file, content] of [
        ['notes.txt', 'à garder'],
        ['PG_VERSION', 'abîmé'],
      ] as const) {
        writeFileSync(join(foreign, file), content);
        const hub = start(['--demonstration']);
        expect(await hub.ended).toBe(1);
        expect(hub.output()).toContain('Rien n’y a été effacé');
        expect(readFileSync(join(foreign, 'notes.txt'), 'utf8')).toBe('à garder');
      }
    });
  }
});
