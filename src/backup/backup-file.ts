import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Content } from '../config.js';
import { HubError } from '../errors.js';

/**
 * A backup is a compressed text, a line for each row of each table as JSON, the same whichever engine held the base:
 *
 *     #backup {"format":"ctg-hub-backup","version":1,…}   what it is of
 *     #table {"name":"batch"}                             whose rows follow
 *     {"revision":1,…}                                    one row
 *     #end {"tables":{"batch":{"rows":1,"sha256":"…"}}}   what a whole file holds
 */
export interface BackupHeading {
  readonly format: 'ctg-hub-backup';
  readonly version: 1;
  readonly content: Content;
  /** Revision of the data. */
  readonly revision: number;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** Names of the migrations that the tables had, oldest first. */
  readonly migrations: readonly string[];
}

/** How many rows of a table, and what the SHA-256 of their lines add up to. */
export interface TableSum {
  readonly rows: number;
  readonly sha256: string;
}

export type TableSums = Readonly<Record<string, TableSum>>;

export interface WholeBackup {
  readonly heading: BackupHeading;
  readonly tables: TableSums;
}

/**
 * Counts and digests the rows of tables as their lines go by. A base gives rows in whichever order it keeps them, so the digest of a
 * table is the sum of those of its lines.
 */
export class Summing {
  readonly #sums = new Map<string, { rows: number; digest: bigint }>();

  begin(table: string): void {
    this.#sums.set(table, { rows: 0, digest: 0n });
  }

  add(table: string, line: string): void {
    const sum = this.#sums.get(table);
    if (!sum) throw new Error(`Rows of ${table} came before it`);
    sum.rows += 1;
    sum.digest = BigInt.asUintN(256, sum.digest + BigInt(`0x${hash('sha256', line)}`));
  }

  end(): TableSums {
    return Object.fromEntries(
      [...this.#sums].map(([table, { rows, digest }]) => [
        table,
        { rows, sha256: digest.toString(16).padStart(64, '0') },
      ]),
    );
  }
}

/** The lines of a backup: rows with the table that they are of, and what the others say. */
export type Line =
  | { readonly kind: 'heading'; readonly heading: BackupHeading }
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'row'; readonly table: string; readonly row: string }
  | { readonly kind: 'end'; readonly tables: TableSums };

/** Reads a backup line by line. Throws what the disk, the compression or the JSON say. */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  const file = createReadStream(path);
  const text = createGunzip();
  // readline hears of no error of what it reads.
  file.on('error', (error) => text.destroy(error));
  const lines = createInterface({ input: file.pipe(text), crlfDelay: Number.POSITIVE_INFINITY });
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  text.on('error', (error) => {
    failed.reject(error);
    lines.close();
  });
  let table = '';
  for await (const line of lines) {
    const [, word = '', json = ''] = /^#(\w+) (.*)$/.exec(line) ?? [];
    if (word === 'backup') yield { kind: 'heading', heading: JSON.parse(json) as BackupHeading };
    else if (word === 'table') {
      table = (JSON.parse(json) as { name: string }).name;
      yield { kind: 'table', table };
    } else if (word === 'end') {
      yield { kind: 'end', tables: (JSON.parse(json) as { tables: TableSums }).tables };
    } else yield { kind: 'row', table, row: line };
  }
  if (text.errored) await failed.promise;
}

/**
 * Reads a whole backup, and answers for every line of it. Nothing is restored from a file that this has not let through.
 * @throws HubError `BACKUP_UNREADABLE`
 */
export async function checkBackup(path: string): Promise<WholeBackup> {
  const refuse = (reason: string) => new HubError('BACKUP_UNREADABLE', { path, reason });
  const summing = new Summing();
  let heading: BackupHeading | null = null;
  let promised: TableSums | null = null;
  try {
    for await (const line of linesOf(path)) {
      if (promised !== null) throw refuse('des lignes suivent sa fin');
      if (line.kind === 'heading') heading = line.heading;
      else if (heading?.format !== 'ctg-hub-backup') throw refuse('ce n’est pas un fichier du hub');
      else if (line.kind === 'table') summing.begin(line.table);
      else if (line.kind === 'row') summing.add(line.table, line.row);
      else promised = line.tables;
    }
  } catch (error) {
    if (error instanceof HubError) throw error;
    throw refuse(heading === null ? 'ce n’est pas un fichier du hub' : 'il est coupé ou abîmé');
  }
  if (heading === null) throw refuse('ce n’est pas un fichier du hub');
  if (heading.version !== 1) throw refuse('il est d’une forme que cette version ne connaît pas');
  if (promised === null) throw refuse('il est coupé : sa fin manque');
  const tables = summing.end();
  if (!isSame(tables, promised))
    throw refuse('il est abîmé : des lignes ne sont plus celles qui y ont été mises');
  return { heading, tables };
}

const isSame = (one: TableSums, other: TableSums): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(
    ([table, { rows, sha256 }]) => other[table]?.rows === rows && other[table].sha256 === sha256,
  );
