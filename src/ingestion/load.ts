import { createHash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import { readCsv } from './csv.js';
import { type BatchStamp, type Dataset, type Landing, Report } from './dataset.js';
import type { Problem } from './problem.js';
import { readRows } from './read.js';
import { TerritoryIndex } from './territory-index.js';

/** A file to load, and who loads it. */
export interface LoadRequest {
  readonly fileName: string;
  readonly content: string;
  readonly author: string;
  readonly demonstration: boolean;
}

/** What a load did. `revision` is null when the file changed nothing: no batch is then kept. */
export interface LoadReport extends Landing {
  readonly revision: number | null;
  readonly rowsRead: number;
  readonly rejected: number;
  readonly problems: readonly Problem[];
}

/**
 * Loads the valid rows of one file, inside the caller's transaction: all of them land, or none.
 * Loads are serialised: the lock is held to the end of the transaction.
 *
 * @param territories spares reading them again when several files are loaded in one transaction
 */
export async function loadFile(
  em: SqlEntityManager,
  dataset: Dataset,
  { fileName, content, author, demonstration }: LoadRequest,
  territories?: TerritoryIndex,
): Promise<LoadReport> {
  const sheet = readCsv(content);
  const reading = readRows(dataset.columns, sheet);
  const report = new Report();
  for (const problem of reading.problems) report.add(problem);
  const unique = report.firstOfEach(reading.rows, null, ({ values }) =>
    dataset.key.map((name) => values[name] ?? '').join(' / '),
  );

  return asBatch(
    em,
    { dataset: dataset.name, fileName, content, author, demonstration },
    report,
    async (batch) => {
      const index = territories ?? (await TerritoryIndex.read(em));
      const landing = await dataset.land(unique, { em, batch, territories: index, report });
      return { ...landing, rowsRead: sheet.rows.length };
    },
  );
}

interface BatchRequest extends LoadRequest {
  readonly dataset: string;
}

const loadLock = 4_900_619;

/** Runs a load as one batch with the next revision; a batch that changed nothing leaves no trace. */
export async function asBatch(
  em: SqlEntityManager,
  { dataset, fileName, content, author, demonstration }: BatchRequest,
  report: Report,
  land: (batch: BatchStamp) => Promise<Landing & { rowsRead: number }>,
): Promise<LoadReport> {
  await rows(em, 'lockLoads', sql`select pg_advisory_xact_lock(${loadLock})`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const [opened] = await rows(
    em,
    'openBatch',
    sql<{ revision: number }>`
      insert into batch (revision, dataset, author, file_name, sha256, loaded_at, rows_read, added, changed, unchanged,
                         rejected, problems, demonstration)
      select coalesce(max(revision), 0) + 1, ${dataset}, ${author}, ${fileName}, ${sha256}, now(), 0, 0, 0, 0, 0,
             '[]'::jsonb, ${demonstration}
      from batch
      returning revision`,
  );
  if (!opened) throw new Error('The batch was not opened');
  const { revision } = opened;

  const { rowsRead, ...landing } = await land({ revision, demonstration });
  const summary = { ...landing, rowsRead, rejected: report.rejectedRows, problems: report.sorted() };
  if (landing.added + landing.changed === 0) {
    await rows(em, 'dropBatch', sql`delete from batch where revision = ${revision}`);
    return { ...summary, revision: null };
  }
  await rows(
    em,
    'closeBatch',
    sql`update batch set rows_read = ${rowsRead}, added = ${landing.added}, changed = ${landing.changed},
               unchanged = ${landing.unchanged}, rejected = ${summary.rejected},
               problems = ${JSON.stringify(summary.problems)}::jsonb
        where revision = ${revision}`,
  );
  return { ...summary, revision };
}
