import type { EntityClass, EntityManager, MigrationObject } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { HubError } from '../errors.js';
import { type Changes, ownChanges, type Pledge, ServerChanges } from './changes.js';
import { EmbeddedClient } from './embedded/client.js';
import { hasRoom, takeFolder } from './embedded/folder.js';
import { longestWait, poolSize, preparePool } from './pool.js';
import { embeddedQueue, type QueueConnection, queueSchema, serverQueue } from './queue.js';
import { readThrough } from './reading.js';
import { rows } from './sql.js';
import { inWords } from './trouble.js';

/** Where a base is: a PostgreSQL server, a folder, or memory (optionally starting from a dump). */
export type Location =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'folder'; readonly directory: string }
  | { readonly kind: 'memory'; readonly template: string | null };

/** What a base holds: the parts list names them, so that this module knows no domain. */
export interface Model {
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationObject[];
  /** Views, made from code: dropped before a migration may change what they read, and made again after. */
  readonly views: {
    readonly make: (em: SqlEntityManager) => Promise<void>;
    readonly drop: (em: SqlEntityManager) => Promise<void>;
  };
}

/** An open base, whichever engine it runs on. */
export interface Database {
  readonly engine: 'SERVER' | 'EMBEDDED';
  /** A fresh unit of work; one per request or load. */
  readonly fork: () => SqlEntityManager;
  /** Brings the tables up to date; an embedded base that has some already is copied before. */
  readonly migrate: () => Promise<void>;
  /** Names of the migrations that the base still lacks, oldest first. */
  readonly pending: () => Promise<string[]>;
  /** SQL that would bring the tables in line with the entities; empty when migrations tell the whole story. */
  readonly drift: () => Promise<string>;
  /** Says that the first load is complete: an embedded base that stops before is thrown away and begun again. */
  readonly markComplete: () => void;
  /** Writes an embedded base to a file. */
  readonly dump: (file: string) => Promise<void>;
  /** What whoever watches the base from here on must have in common with all who do: an embedded base has one process. */
  readonly pledge: (pledge: Pledge) => void;
  /** Begins to listen to changes of the base; whoever asks closes it. @throws what a pledge says that is not that of others */
  readonly watch: () => Promise<Changes>;
  /** How the job queue reaches this base. */
  readonly queue: () => Promise<QueueConnection>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the base of the hub. The only module that knows which engine it is.
 * @throws HubError `DATABASE_BUSY`, `DATABASE_UNREACHABLE` or `DATABASE_TOO_OLD`
 */
export function openDatabase(location: Location, model: Model): Promise<Database> {
  return location.kind === 'server' ? openServer(location.url, model) : openEmbedded(location, model);
}

async function openServer(url: string, model: Model): Promise<Database> {
  const { MikroORM } = await import('@mikro-orm/postgresql');
  const orm = await MikroORM.init({
    ...commonOptions(model),
    clientUrl: url,
    pool: { min: 1, max: poolSize },
    driverOptions: { onPoolCreated: preparePool, connectionTimeoutMillis: longestWait, keepAlive: true },
  });
  try {
    const [server] = await rows(
      orm.em.fork(),
      'serverVersion',
      sql<{ number: number; version: string }>`
        select current_setting('server_version_num')::int as "number", current_setting('server_version') as "version"`,
    );
    if (server && server.number < 150_000)
      throw new HubError('DATABASE_TOO_OLD', { version: server.version });
    const em = orm.em.fork() as SqlEntityManager;
    readThrough(em.getKysely(), await (em.getConnection() as PostgreSqlConnection).getNativeClient());
  } catch (error) {
    await orm.close(true);
    if (error instanceof HubError && error.code === 'DATABASE_TOO_OLD') throw error;
    throw new HubError('DATABASE_UNREACHABLE', { reason: reasonOf((error as Error).cause ?? error) });
  }
  const common = commonDatabase(orm, model);
  let given: Pledge | null = null;
  return {
    ...common,
    engine: 'SERVER',
    migrate: async () => {
      // Two hubs that start at once on one server migrate one after the other.
      await (orm.em.fork() as SqlEntityManager).transactional(async (em) => {
        await rows(em, 'lockMigrations', sql`select pg_advisory_xact_lock(${migrationLock})`);
        await common.migrate();
      });
    },
    markComplete: () => undefined,
    dump: () => Promise.reject(new Error('Use pg_dump on a PostgreSQL server')),
    pledge: (pledge) => {
      given = pledge;
    },
    watch: () => ServerChanges.open(url, given),
    queue: async () => serverQueue(url),
    close: () => orm.close(true),
  };
}

async function openEmbedded(
  location: Exclude<Location, { kind: 'server' }>,
  model: Model,
): Promise<Database> {
  const folder = location.kind === 'folder' ? await takeFolder(location.directory) : null;
  const client = await EmbeddedClient.open({
    directory: folder?.data ?? null,
    template: location.kind === 'memory' ? location.template : null,
  }).catch((error: unknown) => {
    folder?.release();
    if (!folder) throw error;
    if (!hasRoom(folder.data)) throw inWords({ code: 'ENOSPC' });
    throw new HubError('DATABASE_DAMAGED', { directory: folder.data });
  });
  const { MikroORM } = await import('@mikro-orm/pglite');
  const orm = await MikroORM.init({
    ...commonOptions(model),
    dbName: 'embedded',
    driverOptions: { pglite: () => client },
  });
  const common = commonDatabase(orm, model);
  return {
    ...common,
    engine: 'EMBEDDED',
    migrate: async () => {
      const [next, ...others] = await common.pending();
      if (folder && next !== undefined && others.length + 1 < model.migrations.length) {
        // What is in its files is then all that it is: nobody else writes to it.
        await client.script('checkpoint');
        await folder.copyBefore(next);
      }
      await common.migrate();
    },
    markComplete: () => folder?.markComplete(),
    dump: (file) => client.dump(file),
    pledge: () => undefined,
    watch: async () =>
      ownChanges((heard) => {
        client.onChange = heard;
      }),
    queue: () => embeddedQueue(client),
    close: async () => {
      await orm.close(true);
      await client.close();
      folder?.release();
    },
  };
}

function commonOptions({ entities, migrations }: Model) {
  return {
    entities: [...entities],
    extensions: [Migrator],
    migrations: { migrationsList: [...migrations], snapshot: false, silent: true },
    schemaGenerator: { ignoreSchema: [queueSchema, 'masked', 'published', 'reach', 'seen'] },
    allowGlobalContext: false,
  };
}

interface Orm {
  readonly em: EntityManager;
  readonly migrator: { up(): Promise<unknown> };
  readonly schema: { getUpdateSchemaSQL(options?: { wrap?: boolean }): Promise<string> };
}

// Any number will do, as long as every hub uses the same one.
const migrationLock = 4_900_618;

function commonDatabase(orm: Orm, model: Model): Pick<Database, 'fork' | 'migrate' | 'pending' | 'drift'> {
  const fork = () => orm.em.fork() as SqlEntityManager;
  const pending = async () => {
    const done = new Set(await migrationsDone(fork()));
    return model.migrations.map(({ name }) => name).filter((name) => !done.has(name));
  };
  return {
    fork,
    pending,
    migrate: async () => {
      if ((await pending()).length > 0) {
        await inTransaction(fork(), model.views.drop);
        await orm.migrator.up();
      }
      await inTransaction(fork(), model.views.make);
    },
    drift: async () => {
      const statements = (await orm.schema.getUpdateSchemaSQL({ wrap: false })).split('\n');
      // Policies are made of the code, as views are.
      return statements.filter((each) => !/^(drop policy|alter .* row level security)/.test(each)).join('\n');
    },
  };
}

const inTransaction = (em: SqlEntityManager, work: (em: SqlEntityManager) => Promise<void>): Promise<void> =>
  em.transactional((own) => work(own as SqlEntityManager));

/** Names of the migrations that a base has had, oldest first; none when it has no tables. */
export async function migrationsDone(em: SqlEntityManager): Promise<string[]> {
  const [table] = await rows(
    em,
    'migrationsTable',
    sql<{ isThere: boolean }>`select to_regclass('mikro_orm_migrations') is not null as "isThere"`,
  );
  if (!table?.isThere) return [];
  const done = await rows(
    em,
    'migrationsDone',
    sql<{ name: string }>`select name from mikro_orm_migrations order by id`,
  );
  return done.map(({ name }) => name);
}

function reasonOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  return inner instanceof Error ? (inner.message.split('\n')[0] ?? inner.name) : String(inner);
}
