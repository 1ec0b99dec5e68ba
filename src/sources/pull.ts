import { randomUUID } from 'node:crypto';
import type { SourceKeys } from '../config/source-keys.js';
import type { Database } from '../db/open.js';
import { HubError } from '../errors.js';
import { makeTemporaryFolder, removeTemporaryFolder } from '../files/temporary-folder.js';
import { datasets } from '../ingestion/datasets/datasets.js';
import { countBrought } from '../ingestion/landing/remove-gone.js';
import type { LoadReport, load } from '../ingestion/load.js';
import type { AddressRules } from './address.js';
import { beginAttempt, isCurrent, recordFailure, recordSuccess } from './attempt.sql.js';
import { SourceFailure } from './failure.js';
import { fetchFile } from './fetch-file.js';
import { fetchHub } from './fetch-hub.js';
import { fetchOpendatasoft } from './fetch-opendatasoft.js';
import type { FetchContext, Fetched, FetchedFile, Sent, SourceDefinition } from './fetched.js';
import { type Limits, openOutgoing } from './outgoing.js';
import { canReplaceYear } from './settings.js';
import { type Backoff, retryDelay, SourceKind, SourceStrategy } from './source.rules.js';

/** What every attempt needs. */
export interface PullOptions {
  readonly database: Database;
  readonly load: typeof load;
  readonly addresses: AddressRules;
  readonly demonstration: boolean;
  readonly keys: SourceKeys;
  readonly limits: Limits;
  readonly backoff: Backoff;
  /** Ends every attempt of the hub; such an attempt records nothing, so that it is made again. */
  readonly stopping: AbortSignal;
  /** Told of what the hub did not expect, under the reference that the source shows. */
  readonly report: (reference: string, error: unknown) => void;
}

const fetchers: Readonly<
  Record<SourceKind, (source: SourceDefinition, context: FetchContext) => Promise<Fetched>>
> = {
  [SourceKind.HTTPS_FILE]: fetchFile,
  [SourceKind.OPENDATASOFT]: fetchOpendatasoft,
  [SourceKind.CTG_HUB]: fetchHub,
};

/**
 * Makes one attempt to pull one source, and records how it went: nothing that a source does is thrown.
 *
 * @param signal ends this attempt alone: it has lasted too long
 */
export async function pull(options: PullOptions, id: string, signal: AbortSignal): Promise<void> {
  if (options.stopping.aborted) return;
  const source = await beginAttempt(options.database.fork(), id);
  if (source === null) return;
  const loaded: LoadReport[] = [];
  try {
    await fetchAndLoad(options, source, signal, loaded);
  } catch (error) {
    if (options.stopping.aborted) return;
    await recordFailure(options.database.fork(), source, {
      ...failureFacts(options, source, error),
      revision: lastRevision(loaded),
    });
  }
}

async function fetchAndLoad(
  options: PullOptions,
  source: SourceDefinition,
  signal: AbortSignal,
  loaded: LoadReport[],
): Promise<void> {
  const { database, addresses, demonstration, limits, stopping } = options;
  const folder = makeTemporaryFolder('source');
  const outgoing = await openOutgoing({ addresses, limits, signal: AbortSignal.any([stopping, signal]) });
  try {
    const key = keyFor(source, options.keys);
    const fetched = await fetchers[source.kind](source, { outgoing, folder, demonstration, key });
    if (fetched === null) {
      await recordSuccess(database.fork(), source, source, null, null);
      return;
    }
    for (const file of fetched.files) {
      // Nothing is loaded in the name of a source that was changed or removed while it was read.
      if (!(await isCurrent(database.fork(), source))) return;
      loaded.push(await loadFrom(options, source, file, fetched));
    }
    await refuseEmptied(database, source, fetched);
    const problems = loaded.flatMap((report) => report.problems);
    await recordSuccess(
      database.fork(),
      source,
      fetched.marks,
      lastRevision(loaded),
      problems.slice(0, keptProblems),
    );
  } finally {
    await outgoing.close();
    removeTemporaryFolder(folder);
  }
}

/** @throws SourceFailure `SOURCE_KEY` */
function keyFor({ keyVariable }: SourceDefinition, keys: SourceKeys): string | null {
  if (keyVariable === null) return null;
  const key = keys.get(keyVariable);
  if (key === undefined)
    throw new SourceFailure('SOURCE_KEY', `donnez sa clé à ce hub par ${keyVariable}, et relancez-le.`);
  return key;
}

/** The one place where a source's file is loaded. @throws Refused */
async function loadFrom(
  { database, load, demonstration }: PullOptions,
  { id, name, territoryId, strategy }: SourceDefinition,
  file: FetchedFile,
  { isMirror }: Sent,
): Promise<LoadReport> {
  const dataset = datasets.find((each) => each.name === file.dataset) ?? null;
  const report = await load(database, {
    dataset,
    file: { name: file.name, bytes: { kind: 'path', path: file.path } },
    author: `Source « ${name} »`,
    demonstration,
    strategy: dataset === null || canReplaceYear(dataset) ? strategy : SourceStrategy.ADD_AND_UPDATE,
    acceptance: 'ALL_OR_NOTHING',
    within: territoryId,
    sourceId: id,
    isMirror,
  });
  if (!report.isAccepted) throw new Refused(file, report);
  return report;
}

/**
 * A data set without any row, of which the source brought some before, is taken for an accident over there: nothing of it
 * is removed.
 *
 * @throws SourceFailure `SOURCE_EMPTY`
 */
async function refuseEmptied(database: Database, { id }: SourceDefinition, { without }: Sent): Promise<void> {
  for (const dataset of datasets.filter(({ name }) => without.includes(name))) {
    const brought = await countBrought(database.fork(), dataset, id);
    if (brought > 0) {
      const rows = brought.toLocaleString('fr-FR');
      throw new SourceFailure('SOURCE_EMPTY', `« ${dataset.title} », 0 ligne au lieu de ${rows}.`);
    }
  }
}

/** A file came, and the load said no. */
class Refused extends SourceFailure {
  readonly problems: readonly unknown[];

  constructor({ name }: FetchedFile, { problems, problemCounts }: LoadReport) {
    const first = problems.find(({ severity }) => severity === 'ERROR');
    const others = problemCounts.ERROR - 1;
    const more = others > 0 ? ` (et ${others.toLocaleString('fr-FR')} de plus)` : '';
    super('SOURCE_REFUSED', `« ${name} », ligne ${first?.line} : ${first?.message}${more}`);
    this.problems = problems.slice(0, keptProblems);
  }
}

/** A file may be wrong on every line: the first remarks are enough to mend it. */
const keptProblems = 200;

const lastRevision = (loaded: readonly LoadReport[]): number | null =>
  loaded.findLast(({ revision }) => revision !== null)?.revision ?? null;

function failureFacts({ backoff, report }: PullOptions, source: SourceDefinition, error: unknown) {
  const failure = error instanceof SourceFailure ? error : unexpected(error, report);
  const failures = source.failures + 1;
  return {
    code: failure.code,
    message: failure.message,
    problems: failure instanceof Refused ? failure.problems : [],
    retrySeconds: retryDelay(failures, source.intervalMinutes, failure.retryAfter, Math.random(), backoff),
  };
}

function unexpected(error: unknown, report: PullOptions['report']): SourceFailure {
  // What a load refuses to do is said in words that help.
  if (error instanceof HubError) return new SourceFailure('SOURCE_REFUSED', error.message);
  const reference = randomUUID().slice(0, 8);
  report(reference, error);
  return new SourceFailure('SOURCE_FAULT', reference);
}
