import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { type Logger, pino } from 'pino';
import { inject } from 'vitest';
import { readConfig } from '../src/config.js';
import { type Database, type Location, openDatabase } from '../src/db/open.js';
import { type QueryEvent, queryChannel } from '../src/db/sql.js';
import type { NamedFile } from '../src/files/sheet.js';
import { createSchema } from '../src/graphql/schema.js';
import { model, resolvers } from '../src/hub.js';
import type { Dataset } from '../src/ingestion/dataset.js';
import { type LoadReport, load } from '../src/ingestion/load.js';
import type { LoadRequest } from '../src/ingestion/load-request.js';
import { createHttpServer, type HttpServer, type HttpSettings } from '../src/server/http.js';
import { type HttpLimits, httpLimits } from '../src/server/protection/http-limits.js';
import { databaseUrl, onServer, type TestContent } from './setup/databases.js';

/** A GraphQL answer, as a client gets it over HTTP; `data` is loose so that tests read it as they wrote the query. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
  readonly data: any;
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly status: number;
  /** Names of the SQL statements that the answer cost. */
  readonly queries: readonly string[];
}

/** A hub of its own for a test file, over a copy of one of the prepared bases. */
export interface TestHub {
  readonly database: Database;
  readonly app: HttpServer['app'];
  readonly journal: HttpServer['journal'];
  readonly ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Loads the valid rows of a file written in the test, unless `options` say otherwise. */
  readonly load: (
    dataset: Dataset,
    lines: readonly string[],
    options?: Partial<LoadRequest>,
  ) => Promise<LoadReport>;
  readonly close: () => Promise<void>;
}

/** Settings of the hub, limits of its own, and where it logs. */
export type HubOptions = Partial<HttpSettings> & {
  readonly limits?: Partial<HttpLimits>;
  readonly log?: Logger;
};

export const fileOf = (name: string, text: string): NamedFile => ({
  name,
  bytes: { kind: 'memory', bytes: Buffer.from(text) },
});

export async function openHub(content: TestContent, options: HubOptions = {}): Promise<TestHub> {
  const base = await copyBase(content);
  const database = await openDatabase(base.location, model);
  const hub = await hubOver(database, options);
  return {
    ...hub,
    close: async () => {
      await hub.close();
      await base.drop();
    },
  };
}

/** One for all the hubs of a process: it takes half a second to build, and holds nothing of any of them. */
let schema: Promise<GraphQLSchema> | null = null;

/** A hub over an open base, which it closes. */
export async function hubOver(database: Database, options: HubOptions = {}): Promise<TestHub> {
  schema ??= createSchema([...resolvers]);
  const usual = readConfig({}, []);
  const settings: HttpSettings = {
    access: 'OPEN',
    oidc: null,
    allowPrivateSources: true,
    writing: 'OPEN',
    hostNames: [],
    maximumUploadBytes: 2 ** 20,
    // Tests change the base behind the hub's back, and count what each answer asks of it.
    answerCacheBytes: 0,
    sharedRows: 0,
    // Tests ask faster than any person.
    protection: { ...usual.protection, answersPerMinute: 0 },
    secrecy: usual.secrecy,
    ...options,
  };
  const { log = pino({ level: 'silent' }) } = options;
  const server = await createHttpServer(database, await schema, log, settings, {
    ...httpLimits,
    ...options.limits,
  });

  return {
    database,
    app: server.app,
    journal: server.journal,
    ask: async (query, variables = {}) => {
      const queries: string[] = [];
      const listen = (event: unknown) => queries.push((event as QueryEvent).name);
      queryChannel.subscribe(listen);
      const response = await server.app.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query, variables },
      });
      queryChannel.unsubscribe(listen);
      return { ...response.json(), status: response.statusCode, queries };
    },
    load: (dataset, lines, options = {}) =>
      load(database, {
        dataset,
        file: fileOf(`${dataset.name.toLowerCase()}.csv`, lines.join('\n')),
        author: 'tests',
        demonstration: false,
        acceptance: 'VALID_ROWS',
        ...options,
      }),
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

/** Where a base of the test's own is. */
export interface OwnBase {
  readonly location: Location;
  readonly drop: () => Promise<void>;
}

/** A copy of one of the prepared bases. */
export async function copyBase(content: TestContent): Promise<OwnBase> {
  const templates = inject('templates');
  return templates.engine === 'embedded'
    ? { location: { kind: 'memory', template: templates.files[content] }, drop: async () => undefined }
    : createOn(templates.server, `template ${templates.databases[content]}`);
}

/** A base without a table, which can be opened again and again. */
export async function emptyBase(): Promise<OwnBase> {
  const templates = inject('templates');
  if (templates.engine === 'postgresql') return createOn(templates.server, '');
  const directory = mkdtempSync(join(tmpdir(), 'ctg-hub-empty-'));
  return {
    location: { kind: 'folder', directory },
    drop: async () => rmSync(directory, { recursive: true }),
  };
}

async function createOn(server: string, template: string): Promise<OwnBase> {
  const name = `ctg_hub_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} ${template}`);
  return {
    location: { kind: 'server', url: databaseUrl(server, name) },
    drop: () => onServer(server, `drop database ${name} with (force)`),
  };
}
