import type { FastifyRequest } from 'fastify';
import { HubError } from '../../errors.js';
import type { LoadReport } from '../../ingestion/load.js';
import type { LoadRequest } from '../../ingestion/load-request.js';
import { askedOf } from '../../journal/asked.js';
import type { Journal } from '../../journal/journal.js';
import {
  fromHeader,
  JournalKind,
  type JournalOrigin,
  originOf,
  success,
} from '../../journal/journal.rules.js';
import type { Viewer } from '../../viewer.js';
import { noteAsked, noteOf } from './request-notes.js';

/** Outcome of a load whose file was not taken. */
const refused = 'FILE_REFUSED';

/** Who loads: nobody, where a source is pulled. */
export interface Loader<V extends Viewer | null = Viewer> {
  readonly viewer: V;
  readonly origin: JournalOrigin;
}

/**
 * Notes a load once it has ended, whoever waits for it: its data set and its file by its digest, never by what is in it. Of a rehearsal
 * and of a refusal too.
 */
export function noteLoad(
  journal: Journal | null,
  { viewer, origin }: Loader<Viewer | null>,
  request: Omit<LoadRequest, 'file'>,
  done: Promise<LoadReport>,
): void {
  if (journal === null) return;
  const started = performance.now();
  const note = (report: LoadReport | null, outcome: string) =>
    journal.note({
      viewer,
      origin,
      asked: askedOf(JournalKind.LOAD, {
        fields: [wordsOf(request, report)],
        territories: request.within == null ? [] : [request.within],
      }),
      outcome,
      milliseconds: performance.now() - started,
      ...(report?.revision != null && { revision: report.revision }),
    });
  done.then(
    (report) => note(report, report.isAccepted ? success : refused),
    (error: unknown) => note(null, error instanceof HubError ? error.code : 'INTERNAL_ERROR'),
  );
}

function wordsOf(request: Omit<LoadRequest, 'file'>, report: LoadReport | null): string {
  const { strategy = 'ADD_AND_UPDATE', acceptance = 'ALL_OR_NOTHING', dryRun = false, sourceId } = request;
  const of = report?.dataset ?? request.dataset;
  const words = [
    `dataset: ${of?.name ?? 'null'}`,
    `strategy: ${strategy}`,
    `acceptance: ${acceptance}`,
    `dryRun: ${dryRun}`,
  ];
  if (sourceId != null) words.push(`sourceId: "${sourceId}"`);
  if (report) {
    const { sha256, rowsRead, added, changed, removed, rejected } = report;
    words.push(
      `sha256: "${sha256.slice(0, 16)}"`,
      `rowsRead: ${rowsRead}`,
      `added: ${added}`,
      `changed: ${changed}`,
    );
    words.push(`removed: ${removed}`, `rejected: ${rejected}`);
  }
  return `load(${words.join(', ')})`;
}

/** Says that a request began a load, which is noted when it ends. */
export function leaveToLoad(request: FastifyRequest): void {
  const note = noteOf(request);
  if (note) note.isTold = true;
}

export const originOfRequest = ({ headers }: FastifyRequest): JournalOrigin => originOf(headers[fromHeader]);

/** What a request asks of loads and workbooks beside GraphQL. */
export function noteDoor(
  request: FastifyRequest,
  kind: JournalKind,
  words: string,
  territories: readonly string[] = [],
): void {
  noteAsked(request, askedOf(kind, { fields: [words], territories }));
}
