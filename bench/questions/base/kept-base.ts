import pg from 'pg';
import { openDatabase } from '../../../src/db/open.js';
import { model } from '../../../src/hub.js';
import { readFrance } from '../../../src/ingestion/territories/france.js';
import { loadTerritories } from '../../../src/ingestion/territories/load-territories.js';
import { onBase } from '../../loading/bases.js';
import { generate } from './generate.js';
import { rebuildKeptSums } from './kept-sums.js';
import type { Size } from './size.js';

/** Changes with what the generator writes: a base of another version is left alone, and one of this version is made. */
const version = 2;

/**
 * The base of a size on a server, kept from run to run: a large one takes minutes to make. It is made under another name,
 * and bears its own only when it is whole.
 */
export async function keptBase(server: string, size: Size, isFresh: boolean): Promise<string> {
  const name = `ctg_hub_bench_questions_v${version}_${size.name}`;
  const url = baseUrl(server, name);
  if (isFresh) await onBase(server, `drop database if exists ${name} with (force)`);
  if (!(await exists(server, name))) {
    const unfinished = `${name}_unfinished`;
    await onBase(
      server,
      `drop database if exists ${unfinished} with (force)`,
      `create database ${unfinished} template template0`,
    );
    await fill(baseUrl(server, unfinished), size);
    await onBase(server, `alter database ${unfinished} rename to ${name}`);
  }
  await bringUpToDate(url);
  return url;
}

async function fill(url: string, size: Size): Promise<void> {
  const database = await openDatabase({ kind: 'server', url }, model);
  try {
    await database.migrate();
    await database.fork().transactional((em) => loadTerritories(em, readFrance(), 'banc d’essai'));
  } finally {
    await database.close();
  }
  await generate(url, size);
}

/** The sums that loads keep are made anew when the base is new, or when the hub has other tables than when they were made. */
async function bringUpToDate(url: string): Promise<void> {
  const newest = model.migrations.at(-1)?.name ?? '';
  if ((await noteOf(url)) === newest) return;
  const database = await openDatabase({ kind: 'server', url }, model);
  try {
    await database.migrate();
    await database.fork().transactional((em) => rebuildKeptSums(em));
  } finally {
    await database.close();
  }
  await onBase(url, 'vacuum analyze', `comment on database ${new URL(url).pathname.slice(1)} is '${newest}'`);
}

const noteOf = async (url: string) =>
  (await readValue<string | null>(
    url,
    `select shobj_description(oid, 'pg_database') as value from pg_database where datname = current_database()`,
  )) ?? '';

const exists = (server: string, name: string) =>
  readValue<boolean>(server, `select exists (select from pg_database where datname = '${name}') as value`);

async function readValue<T>(url: string, question: string): Promise<T | undefined> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<{ value: T }>(question)).rows[0]?.value;
  } finally {
    await client.end();
  }
}

function baseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
