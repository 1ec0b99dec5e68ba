import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../src/db/open.js';
import { model } from '../../src/hub.js';
import { readFrance } from '../../src/ingestion/territories/france.js';
import { loadTerritories } from '../../src/ingestion/territories/load-territories.js';

/** Runs statements on a base, one after the other. */
export async function onBase(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Bases of the benchmark's own on a server. Names are drawn, so that no other base is ever touched. */
export class Bases {
  readonly #run = `ctg_hub_bench_${randomBytes(6).toString('hex')}`;
  readonly #names = new Set<string>();
  #last = 0;

  constructor(private readonly server: string) {}

  /** A base that holds the territories of France and nothing else. */
  async france(): Promise<string> {
    const url = await this.#create('template template0');
    const database = await openDatabase({ kind: 'server', url }, model);
    try {
      await database.migrate();
      await database.fork().transactional((em) => loadTerritories(em, readFrance(), 'banc d’essai'));
    } finally {
      await database.close();
    }
    await onBase(url, 'vacuum analyze');
    return url;
  }

  /** A copy of a base that nobody is connected to. */
  copy(url: string): Promise<string> {
    // By files: by pages through the journal, the default, a copy of a large base would still weigh on what is measured.
    return this.#create(`template ${nameOf(url)} strategy file_copy`);
  }

  async drop(url: string): Promise<void> {
    await onBase(this.server, `drop database if exists ${nameOf(url)} with (force)`);
    this.#names.delete(nameOf(url));
  }

  async dropAll(): Promise<void> {
    for (const name of [...this.#names]) await this.drop(this.#url(name));
  }

  async #create(how: string): Promise<string> {
    this.#last += 1;
    const name = `${this.#run}_${this.#last}`;
    this.#names.add(name);
    await onBase(this.server, `create database ${name} ${how}`);
    return this.#url(name);
  }

  #url(name: string): string {
    const url = new URL(this.server);
    url.pathname = `/${name}`;
    return url.href;
  }
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);
