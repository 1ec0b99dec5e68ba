import type { SqlEntityManager } from '@mikro-orm/sql';
import { HubError } from '../errors.js';
import { linesOf, Summing, type TableSums } from './backup-file.js';
import {
  type BaseTable,
  baseTables,
  moveSequences,
  rowsOf,
  withoutReferences,
  writeRows,
} from './backup-tables.sql.js';

/** Rows that one statement writes; and characters, where rows are long. */
const mostRows = 2_000;
const mostCharacters = 4_000_000;

/**
 * Fills empty tables with the rows of a backup, then reads them again: they are what the backup holds, row by row.
 * @throws HubError `RESTORE_NOT_EQUAL`, or `RESTORE_OTHER_TABLES` when the backup has a table that the base has not
 */
export async function fillTables(em: SqlEntityManager, path: string, sums: TableSums): Promise<void> {
  const tables = new Map((await baseTables(em)).map((table) => [table.name, table]));
  await withoutReferences(em, () => writeAll(em, path, tables));
  await moveSequences(em);
  for (const [table, { rows, sha256 }] of Object.entries(sums)) {
    const found = await sumOf(em, table);
    if (found?.rows !== rows || found.sha256 !== sha256) throw new HubError('RESTORE_NOT_EQUAL', { table });
  }
}

async function writeAll(
  em: SqlEntityManager,
  path: string,
  tables: ReadonlyMap<string, BaseTable>,
): Promise<void> {
  let table: BaseTable | undefined;
  let waiting: string[] = [];
  let characters = 0;
  const write = async () => {
    if (table !== undefined && waiting.length > 0) await writeRows(em, table, waiting);
    waiting = [];
    characters = 0;
  };
  for await (const line of linesOf(path)) {
    if (line.kind === 'table') {
      await write();
      table = tables.get(line.table);
      if (table === undefined) throw new HubError('RESTORE_OTHER_TABLES', undefined);
    } else if (line.kind === 'row') {
      waiting.push(line.row);
      characters += line.row.length;
      if (waiting.length >= mostRows || characters >= mostCharacters) await write();
    }
  }
  await write();
}

async function sumOf(em: SqlEntityManager, table: string) {
  const summing = new Summing();
  summing.begin(table);
  for await (const rows of rowsOf(em, table)) for (const row of rows) summing.add(table, row);
  return summing.end()[table];
}
