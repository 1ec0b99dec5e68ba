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

/** Bases that tests start from: the territories of France alone, with the facts, or with the demonstration. */
export const contents = ['france', 'facts', 'demonstration'] as const;
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
  const make = async (content: TestContent, template: string | null) => {
    const database = await openDatabase({ kind: 'memory', template }, model);
    await fill(database, content);
    await database.dump(files[content]);
    await database.close();
  };
  await make('france', null);
  await Promise.all(filled.map((content) => make(content, files.france)));
  project.provide('templates', { engine: 'embedded', files });
  return () => undefined;
}

async function setupServer(project: TestProject, server: string) {
  // Names of their own, so that no base of the server is ever touched.
  const databases = contentsTo((content) => `ctg_hub_test_${process.pid}_${content}`);
  const make = async (content: TestContent, template: string) => {
    await onServer(server, `create database ${databases[content]} ${template}`);
    const url = databaseUrl(server, databases[content]);
    const database = await openDatabase({ kind: 'server', url }, model);
    await fill(database, content);
    await database.close();
  };
  await make('france', '');
  // One after the other: a template is in use while it is copied.
  for (const content of filled) await make(content, `template ${databases.france}`);
  project.provide('templates', { engine: 'postgresql', server, databases });
  return async () => {
    for (const name of Object.values(databases)) await onServer(server, `drop database ${name}`);
  };
}

const filled = ['facts', 'demonstration'] as const;

/** The territories take longest: they are loaded once, and what stands on them starts from a copy. */
async function fill(database: Database, content: TestContent): Promise<void> {
  if (content === 'france') await database.migrate();
  await database.fork().transactional(async (em) => {
    const own = em as SqlEntityManager;
    if (content === 'france') await loadTerritories(own, readFrance(), author);
    else await fillContent(own, content === 'facts' ? 'FACTS' : 'DEMONSTRATION', readFrance(), silent);
  });
  // As a first start does. Territories alone are a base that no start makes, of which the planner knows nothing; what they have
  // left behind by being changed twice would be in each copy.
  const tidy =
    content === 'france'
      ? sql`vacuum (full) territory, territory_alias, territory_part, place`
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
