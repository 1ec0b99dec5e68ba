import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { author, fillContent } from '../../src/content/fill.js';
import { type Database, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { readFrance } from '../../src/ingestion/territories/france.js';
import { loadTerritories } from '../../src/ingestion/territories/load-territories.js';
import { twoRegionsOf } from './two-regions.js';

/**
 * Bases that tests start from: the territories of France alone, with the facts, or with the demonstration; and for what costs by the
 * row of a base but shows itself on few of them (a backup, a process that starts), those of two régions, alone, with their facts, or with
 * their demonstration.
 */
export const contents = [
  'france',
  'facts',
  'demonstration',
  'west',
  'west_facts',
  'west_demonstration',
] as const;
export type TestContent = (typeof contents)[number];

/** Where a test file finds the bases to copy: dumps of the embedded engine, or template databases of a server. */
export type Templates =
  | { readonly engine: 'embedded'; readonly files: Record<TestContent, string> }
  | {
      readonly engine: 'postgresql';
      readonly server: string;
      readonly databases: Record<TestContent, string>;
    };

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates;
  }
}

const silent = () => undefined;

/** Builds each base once, so that a test file gets a copy of its own in less than a second. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'ctg-hub-test-'));
  // The hubs that tests start as processes find there what the first of them has compiled.
  process.env.NODE_COMPILE_CACHE = join(directory, 'compiled');
  const url = process.env.DATABASE_URL;
  const drop = await (url ? setupServer(project, url) : setupEmbedded(project, directory));
  return async () => {
    await drop();
    rmSync(directory, { recursive: true, force: true });
  };
}

async function setupEmbedded(project: TestProject, directory: string) {
  const files = contentsTo((content) => join(directory, `${content}.tar`));
  const migrated = join(directory, 'migrated.tar');
  const make = async (file: string, template: string | null, work: (database: Database) => Promise<void>) => {
    const database = await openDatabase({ kind: 'memory', template }, model);
    await work(database);
    await database.dump(file);
    await database.close();
  };
  // To make a base takes seconds, and so do its tables: both are done once.
  await make(migrated, null, async (database) => {
    await database.migrate();
    await dropUnused(database);
  });
  const standOn = async (below: TestContent | null): Promise<void> => {
    const from = below === null ? migrated : files[below];
    const above = contents.filter((content) => grounds[content] === below);
    await Promise.all(
      above.map(async (content) => {
        await make(files[content], from, (database) => fill(database, content));
        await standOn(content);
      }),
    );
  };
  await standOn(null);
  project.provide('templates', { engine: 'embedded', files });
  return () => undefined;
}

/** Half of the files of an embedded base are those of two databases that nothing opens: each copy would begin with them. */
async function dropUnused(database: Database): Promise<void> {
  for (const name of ['template0', 'template1']) {
    await rows(
      database.fork(),
      'forget',
      sql`update pg_database set datistemplate = false where datname = ${name}`,
    );
    await rows(database.fork(), 'drop', sql`drop database ${sql.id(name)}`);
  }
}

async function setupServer(project: TestProject, server: string) {
  // Names of their own, so that no base of the server is ever touched.
  const databases = contentsTo((content) => `ctg_hub_test_${process.pid}_${content}`);
  // One after the other: a template is in use while it is copied.
  for (const content of contents) {
    const ground = grounds[content];
    const template = ground === null ? '' : `template ${databases[ground]}`;
    await onServer(server, `create database ${databases[content]} ${template}`);
    const database = await openDatabase(
      { kind: 'server', url: databaseUrl(server, databases[content]) },
      model,
    );
    if (ground === null) await database.migrate();
    await fill(database, content);
    await database.close();
  }
  project.provide('templates', { engine: 'postgresql', server, databases });
  return async () => {
    for (const name of Object.values(databases)) await onServer(server, `drop database ${name}`);
  };
}

/** On what each base stands. The territories take longest: they are loaded once, and what stands on them starts from a copy. */
const grounds: Readonly<Record<TestContent, TestContent | null>> = {
  france: null,
  facts: 'france',
  demonstration: 'france',
  west: null,
  west_facts: 'west',
  west_demonstration: 'west',
};

async function fill(database: Database, content: TestContent): Promise<void> {
  const isGround = grounds[content] === null;
  const france = content.startsWith('west') ? twoRegionsOf(readFrance()) : readFrance();
  await database.fork().transactional(async (em) => {
    const own = em as SqlEntityManager;
    if (isGround) await loadTerritories(own, france, author);
    else
      await fillContent(own, content.endsWith('demonstration') ? 'DEMONSTRATION' : 'FACTS', france, silent);
  });
  // As a first start does. Territories alone are a base that no start makes: what they have left behind by being changed twice would
  // be in each copy, and loads of a base of which the planner knows nothing take twice as long.
  const tidy = isGround
    ? sql`vacuum (full, analyze) territory, territory_alias, territory_part, place`
    : sql`vacuum (analyze)`;
  await rows(database.fork(), 'vacuum', tidy);
}

const contentsTo = (name: (content: TestContent) => string) =>
  Object.fromEntries(contents.map((content) => [content, name(content)])) as Record<TestContent, string>;

/** Address of another database on the same server. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs one administrative statement on a server. */
export async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
