import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import { HubError } from '../errors.js';
import { batchDatasets } from '../provenance/dataset-name.js';
import type { Dataset } from './dataset.js';
import { changesOf, type RecordChange } from './history/changes.js';
import { type Impact, impactOf } from './history/impact.js';
import {
  type BatchHeading,
  type Counts,
  closeBatch,
  lockLoads,
  nothing,
  openBatch,
} from './landing/batch.js';
import { stageFile } from './landing/stage-file.js';
import { tidyAfter } from './landing/tidy.js';
import { type Forks, transact } from './landing/transaction.js';
import type { Acceptance, LoadRequest, LoadStrategy } from './load-request.js';
import { CheckedFile, checkFile } from './reading/check-file.js';
import type { Problem } from './report/problem.js';
import type { Severity } from './report/problem-catalogue.js';
import type { ProblemGroup } from './report/report.js';
import { TerritoryIndex } from './territories/territory-index.js';

/** What a load did, or would do. `revision` is null when it changed nothing, was refused, or was a rehearsal. */
export interface LoadReport extends Counts {
  readonly dataset: Dataset | null;
  readonly fileName: string;
  readonly sha256: string;
  readonly revision: number | null;
  /** False when errors kept everything out. */
  readonly isAccepted: boolean;
  readonly isDryRun: boolean;
  readonly rowsRead: number;
  readonly rejected: number;
  /** The first thousand, in the order of the file; `problemCounts` counts them all. */
  readonly problems: readonly Problem[];
  readonly problemCounts: Readonly<Record<Severity, number>>;
  readonly groups: readonly ProblemGroup[];
  /** The first thousand records that a rehearsal would change; empty for a real load, whose batch tells. */
  readonly changes: readonly RecordChange[];
  /** What a rehearsal would do to the totals and the completeness of the départements that it touches. */
  readonly impact: readonly Impact[];
  readonly milliseconds: number;
}

/**
 * Loads one file as one batch: all of its rows, or none, or the valid ones if the request says so. A file that says
 * nothing new leaves no batch. The report is the same for a rehearsal, a refusal and a load.
 *
 * @throws HubError `REPLACE_NEEDS_ALL`, `STRATEGY_NOT_APPLICABLE`, and what `onProgress` throws to stop it
 */
export async function load(database: Forks, request: LoadRequest): Promise<LoadReport> {
  const territories = await TerritoryIndex.current(database.fork());
  const checked = new CheckedFile(request, territories);
  try {
    await checked.begin();
    // One session may be all that the base has: then the transaction itself waits for its turn.
    request.onProgress?.({ phase: 'WAITING', rowsRead: checked.rowsRead, fraction: 0 });
    const loaded = await transact(
      database,
      (em) => landChecked(em, request, checked),
      ({ revision }) => revision !== null,
    );
    if (loaded.revision !== null && loaded.dataset !== null) {
      await tidyAfter(database.fork(), loaded.dataset, loaded);
    }
    return loaded;
  } finally {
    await checked.close();
  }
}

/** Loads the rows of one file inside the caller's transaction, which commits it or not. */
export async function loadWithin(
  em: SqlEntityManager,
  request: LoadRequest,
  territories: TerritoryIndex,
): Promise<LoadReport> {
  const checked = await checkFile(request, territories);
  try {
    return await landChecked(em, request, checked);
  } finally {
    await checked.close();
  }
}

async function landChecked(
  em: SqlEntityManager,
  request: LoadRequest,
  checked: CheckedFile,
): Promise<LoadReport> {
  const { dataset, report } = checked;
  const { strategy = 'ADD_AND_UPDATE', acceptance = 'ALL_OR_NOTHING', dryRun = false } = request;
  if (dataset === null) return reportOf(request, checked, {});
  assertApplicable(dataset, strategy, acceptance, request.isMirror);

  const land = await stageFile(em, dataset, checked, {
    takesValidRows: acceptance === 'VALID_ROWS',
    mirroredSource: request.isMirror ? (request.sourceId ?? null) : null,
  });
  request.onProgress?.({ phase: 'WAITING', rowsRead: checked.rowsRead, fraction: 0 });
  await lockLoads(em);
  request.onProgress?.({ phase: 'LANDING', rowsRead: checked.rowsRead, fraction: 0 });
  if (dryRun) await rows(em, 'beforeRehearsal', sql`savepoint before_rehearsal`);
  const batch = await openBatch(em, headingOf(request, dataset, checked, strategy, acceptance));
  const counts = await land(batch, strategy === 'REPLACE_YEAR');
  if (acceptance === 'ALL_OR_NOTHING' ? report.hasErrors : report.refusesFile) {
    return reportOf(request, checked, { isAccepted: false });
  }
  request.onProgress?.({ phase: 'LANDING', rowsRead: checked.rowsRead, fraction: 1 });
  const revision = await closeBatch(em, batch, checked.rowsRead, counts, report);
  if (!dryRun) return reportOf(request, checked, { counts, revision });
  request.onProgress?.({ phase: 'COMPARING', rowsRead: checked.rowsRead, fraction: 0 });
  if (revision === null) return reportOf(request, checked, { counts });
  const changes = await changesOf(em, revision, { first: 1_000, after: null });
  const impact = await impactOf(em, revision, request, async () => {
    await rows(em, 'endRehearsal', sql`rollback to savepoint before_rehearsal`);
  });
  return reportOf(request, checked, { counts, changes, impact });
}

function assertApplicable(
  dataset: Dataset,
  strategy: LoadStrategy,
  acceptance: Acceptance,
  isMirror = false,
): void {
  const replacesYears = strategy === 'REPLACE_YEAR';
  if (replacesYears && dataset.shape !== 'flat')
    throw new HubError('STRATEGY_NOT_APPLICABLE', { dataset: dataset.title });
  // A row that is refused cannot say which record it would have kept: it would be removed as missing.
  if ((replacesYears || isMirror) && acceptance === 'VALID_ROWS')
    throw new HubError('REPLACE_NEEDS_ALL', undefined);
}

const headingOf = (
  { file, author, onBehalfOf = null, owner = null, demonstration, sourceId = null }: LoadRequest,
  dataset: Dataset,
  { sha256, fileSize }: CheckedFile,
  strategy: LoadStrategy,
  acceptance: Acceptance,
): BatchHeading => ({
  kind: 'LOAD',
  dataset: batchDatasets[dataset.name],
  fileName: file.name,
  author,
  onBehalfOf,
  owner,
  sha256,
  fileSize,
  strategy,
  acceptance,
  sourceId,
  demonstration,
});

interface Outcome {
  readonly counts?: Counts;
  readonly revision?: number | null;
  readonly isAccepted?: boolean;
  readonly changes?: readonly RecordChange[];
  readonly impact?: readonly Impact[];
}

function reportOf(
  { file, dryRun = false }: LoadRequest,
  { dataset, report, rowsRead, sha256, milliseconds }: CheckedFile,
  { counts = nothing, revision = null, isAccepted, changes = [], impact = [] }: Outcome,
): LoadReport {
  return {
    ...counts,
    dataset,
    fileName: file.name,
    sha256,
    revision,
    isAccepted: isAccepted ?? dataset !== null,
    isDryRun: dryRun,
    rowsRead,
    rejected: report.rejectedRows,
    problems: report.problems,
    problemCounts: { ...report.counts },
    groups: report.groups,
    changes,
    impact,
    milliseconds: Math.round(milliseconds),
  };
}
