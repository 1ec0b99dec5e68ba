import { readFile, writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import array from 'postgres-array';
import type { Announcement, Command, EngineData, Request } from './protocol.js';

// The engine runs here, apart from the HTTP server: a long statement must not freeze the answers of others.
// This file imports packages only, so that Node can run it both compiled and straight from its source.

const options = workerData as EngineData;
const port = parentPort;
if (!port) throw new Error('The embedded engine runs in a worker thread');

const typesAs = <T>(types: readonly number[], read: (text: string) => T) =>
  Object.fromEntries(types.map((type) => [type, read]));
const parsers = {
  ...typesAs(options.readings.asText, (text) => text),
  ...typesAs(options.readings.asList, (text) => array.parse(text)),
};
// What is in memory needs no large cache of itself, and zeroing 128 MB takes as long as starting. A table that is large beside
// the cache would be read from where its last reader stopped.
const inMemory = ['-c', 'shared_buffers=16MB', '-c', 'synchronize_seqscans=off'];
/** All that is asked of it is its bytes, and a whole base of them is copied twice more by one of Node's. */
const fileAsBlob = async (file: string) => {
  const { buffer } = await readFile(file);
  return { type: '', arrayBuffer: async () => buffer } as unknown as Blob;
};
const database = await PGlite.create({
  parsers,
  pgliteWasmModule: options.compiled,
  // A base keeps five files of its log at least: 80 MB of them by default, in each folder and each dump.
  initDbStartParams: ['--wal-segsize=1'],
  ...(options.directory === null
    ? { startParams: [...PGlite.defaultStartParams, ...inMemory] }
    : { dataDir: options.directory }),
  ...(options.template === null ? {} : { loadDataDir: await fileAsBlob(options.template) }),
});

interface OpenTransaction {
  readonly query: Transaction['query'];
  readonly end: (commit: boolean) => Promise<void>;
}
const transactions = new Map<number, OpenTransaction>();
let lastTransaction = 0;

/** Opens a transaction and keeps it open until it is ended: PGlite itself only knows callbacks. */
async function begin(): Promise<number> {
  const id = ++lastTransaction;
  const opened = Promise.withResolvers<void>();
  const ending = Promise.withResolvers<void>();
  const rolledBack = new Error('rolled back');
  const closed = database
    .transaction(async (transaction) => {
      const end = async (commit: boolean) => {
        transactions.delete(id);
        if (commit) ending.resolve();
        else ending.reject(rolledBack);
        await closed;
      };
      transactions.set(id, { query: transaction.query.bind(transaction), end });
      opened.resolve();
      await ending.promise;
    })
    .catch((error: unknown) => {
      if (error !== rolledBack) throw error;
    });
  closed.catch(opened.reject);
  await opened.promise;
  return id;
}

function transactionOf(id: number): OpenTransaction {
  const transaction = transactions.get(id);
  if (!transaction) throw new Error('The transaction has ended');
  return transaction;
}

/**
 * Runs several statements. A script that fails inside a transaction of its own would leave it open in the one session
 * there is, so a rollback is queued right behind it, before anyone else's statement. Without one it does nothing.
 */
async function runScript(text: string): Promise<{ rows: unknown[] }> {
  const script = database.exec(text);
  const [results] = await Promise.all([script, database.exec('rollback')]);
  return { rows: results.flatMap(({ rows }) => rows) };
}

async function run(command: Command): Promise<unknown> {
  switch (command.kind) {
    case 'query': {
      const target = command.transaction === null ? database : transactionOf(command.transaction);
      const { rows, affectedRows } = await target.query(command.sql, command.parameters);
      return { rows, affectedRows };
    }
    case 'script':
      return runScript(command.sql);
    case 'begin':
      return begin();
    case 'commit':
      return transactionOf(command.transaction).end(true);
    case 'rollback':
      return transactionOf(command.transaction).end(false);
    case 'dump': {
      // The log is emptied first: a dump of it is three times as large, and whatever opens it must replay it all.
      await database.exec('set wal_recycle = off; checkpoint; reset wal_recycle');
      const dump = await database.dumpDataDir('none');
      return writeFile(command.file, Buffer.from(await dump.arrayBuffer()));
    }
    case 'close':
      return database.close();
  }
}

/** After these the engine answers nothing more; its files are those of a process that was killed. */
const isFatal = (error: unknown): boolean =>
  (error as Error).name === 'RuntimeError' ||
  /^(PANIC|FATAL)$/.test(String((error as { severity?: unknown }).severity));

port.on('message', async ({ id, command }: Request) => {
  try {
    port.postMessage({ id, result: await run(command) });
  } catch (error) {
    // Only plain properties cross threads; code, detail and constraint let the ORM name the error.
    const plain = { ...(error as object), message: (error as Error).message, isFatal: isFatal(error) };
    port.postMessage({ id, error: JSON.parse(JSON.stringify(plain)) });
  }
});
const changed: Announcement = { announcement: 'changed' };
await database.listen('ctg_hub_changed', () => port.postMessage(changed));
port.postMessage({ id: 0, result: null });
