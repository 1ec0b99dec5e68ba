import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { fillDatabase } from '../../src/content/fill.js';
import { openDatabase } from '../../src/db/open.js';
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
  const url = process.env.DATABASE_URL;
  return url ? setupServer(project, url) : setupEmbedded(project);
}

async function setupEmbedded(project: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'ctg-hub-test-'));
  const files = contentsTo((content) => join(directory, `${content}.tar`));
  // Making a base costs more than filling it: it is made once, and all three start from it.
  const empty = join(directory, 'empty.tar');
  const database = await openDatabase({ kind: 'memory', template: null }, model);
  await database.migrate();
  await database.dump(empty);
  await database.close();
  const filling = contents.map(async (content) => {
    const database = await openDatabase({ kind: 'memory', template: empty }, model);
    await fill(database, content);
    await database.dump(files[content]);
    await database.close();
  });
  await Promise.all(filling);
  project.provide('templates', { engine: 'embedded', files });
  return async () => rmSync(directory, { recursive: true, force: true });
}

async function setupServer(project: TestProject, server: string) {
  // Names of their own, so that no base of the server is ever touched.
  const databases = contentsTo((content) => `ctg_hub_test_${process.pid}_${content}`);
  for (const content of contents) {
    await onServer(server, `create database ${databases[content]}`);
    const database = await openDatabase(
      { kind: 'server', url: databaseUrl(server, databases[content]) },
      model,
    );
    await fill(database, content);
    await database.close();
  }
  project.provide('templates', { engine: 'postgresql', server, databases });
  return async () => {
    for (const name of Object.values(databases)) await onServer(server, `drop database ${name}`);
  };
}

async function fill(database: Awaited<ReturnType<typeof openDatabase>>, content: TestContent): Promise<void> {
  await database.migrate();
  if (content === 'france') {
    await database.fork().transactional((em) => loadTerritories(em, readFrance(), 'tests'));
  } else {
    await fillDatabase(database, content === 'facts' ? 'FACTS' : 'DEMONSTRATION', silent);
  }
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
