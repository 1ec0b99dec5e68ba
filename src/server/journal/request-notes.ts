import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubError } from '../../errors.js';
import { type Asked, nothingAsked } from '../../journal/asked.js';
import type { Journal } from '../../journal/journal.js';
import { type Answered, fromHeader, JournalKind, originOf, success } from '../../journal/journal.rules.js';
import { notesOf } from '../../notes.js';
import { foundViewer } from '../viewers.js';

/** What is known of a request by the time it is over. */
export interface RequestNote {
  readonly started: number;
  readonly epoch: number | null;
  asked: Asked;
  answered: Answered;
  /** Null while nothing has gone wrong. */
  refusal: string | null;
  /** Told already, or by whoever follows what the request began. */
  isTold: boolean;
}

const notes = notesOf<FastifyRequest, RequestNote>();

/** Null where no journal is kept. */
export const noteOf = (request: FastifyRequest): RequestNote | null => notes.get(request) ?? null;

/** Says what a request asks, where a journal is kept. */
export function noteAsked(request: FastifyRequest, asked: Asked, answered: Answered = 'WORKED_OUT'): void {
  const note = notes.get(request);
  if (!note) return;
  note.asked = asked;
  note.answered = answered;
}

/** Notes each request of a scope in the journal, once it is over: to be added before whoever refuses or answers one. */
export function addJournal(scope: FastifyInstance, journal: Journal | null): void {
  if (journal === null) return;
  // Without promises: each answer that is kept ready goes through here.
  scope.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'OPTIONS') return done();
    const note: RequestNote = {
      started: performance.now(),
      epoch: journal.epoch(),
      asked: nothingAsked,
      answered: 'WORKED_OUT',
      refusal: null,
      isTold: false,
    };
    notes.set(request, note);
    // Whoever goes before the end is answered no more; Fastify tells of those alone who have not sent all of their question.
    reply.raw.once('close', () => {
      if (reply.raw.writableEnded) return;
      note.refusal ??= gone;
      write(journal, request, note, reply.statusCode);
    });
    done();
  });
  scope.addHook('onResponse', (request, reply, done) => {
    const note = notes.get(request);
    if (note) write(journal, request, note, reply.statusCode);
    done();
  });
  scope.addHook('onError', (request, _reply, error, done) => {
    const note = notes.get(request);
    if (note) note.refusal = codeOf(error);
    done();
  });
}

const codeOf = (error: Error & { statusCode?: number }): string => {
  if (error instanceof HubError) return error.code;
  return (error.statusCode ?? 500) < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR';
};

/** Outcome of a request whose sender did not wait for the answer. */
const gone = 'CLIENT_GONE';

function write(journal: Journal, request: FastifyRequest, note: RequestNote, status: number): void {
  if (note.isTold) return;
  // An answer that ends after its asker has gone is told once.
  note.isTold = true;
  const { asked, started, epoch } = note;
  const isRead = asked.kind === JournalKind.READ || asked.kind === JournalKind.EXPORT;
  journal.note({
    viewer: foundViewer(request),
    origin: originOf(request.headers[fromHeader]),
    asked,
    outcome: note.refusal ?? success,
    milliseconds: performance.now() - started,
    answered: status === 304 ? 'UNCHANGED' : note.answered,
    // What was read is of when it was asked; what was done, of what it made.
    epoch: isRead || note.refusal !== null ? epoch : journal.epochAfterChange(),
  });
}
