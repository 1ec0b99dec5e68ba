import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubError } from '../../errors.js';
import { type Asked, nothingAsked } from '../../journal/asked.js';
import type { Journal } from '../../journal/journal.js';
import { type Answered, fromHeader, JournalKind, originOf, success } from '../../journal/journal.rules.js';
import { foundViewer } from '../viewers.js';

/** What is known of a request by the time it is over. */
export interface RequestNote {
  readonly started: number;
  readonly epoch: number | null;
  asked: Asked;
  answered: Answered;
  /** Null while nothing has gone wrong. */
  refusal: string | null;
  /** Told by whoever follows what the request began, or of no interest. */
  isToldElsewhere: boolean;
}

const notes = new WeakMap<FastifyRequest, RequestNote>();

/** Null where no journal is kept. */
export const noteOf = (request: FastifyRequest): RequestNote | null => notes.get(request) ?? null;

/** Says what a request asks, where a journal is kept. */
export function noteAsked(request: FastifyRequest, asked: Asked, answered: Answered = 'WORKED_OUT'): void {
  const note = notes.get(request);
  if (note) Object.assign(note, { asked, answered });
}

/** Notes each request of a scope in the journal, once it is over: to be added before whoever refuses or answers one. */
export function addJournal(scope: FastifyInstance, journal: Journal | null): void {
  if (journal === null) return;
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method === 'OPTIONS') return;
    const note: RequestNote = {
      started: performance.now(),
      epoch: journal.epoch(),
      asked: nothingAsked,
      answered: 'WORKED_OUT',
      refusal: null,
      isToldElsewhere: false,
    };
    notes.set(request, note);
    // Whoever goes before the end is answered no more.
    reply.raw.once('close', () => {
      if (!reply.raw.writableEnded) write(journal, request, note, reply.raw);
    });
  });
  scope.addHook('onResponse', async (request, reply) => {
    const note = notes.get(request);
    if (note) write(journal, request, note, reply.raw);
  });
  scope.addHook('onError', async (request, _reply, error) => {
    const note = notes.get(request);
    if (note) note.refusal = codeOf(error);
  });
}

const codeOf = (error: Error & { statusCode?: number }): string => {
  if (error instanceof HubError) return error.code;
  return (error.statusCode ?? 500) < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR';
};

interface Sent {
  readonly writableEnded: boolean;
  readonly statusCode: number;
}

function write(journal: Journal, request: FastifyRequest, note: RequestNote, sent: Sent): void {
  if (note.isToldElsewhere) return;
  const { asked, started, epoch } = note;
  const isUnchanged = sent.statusCode === 304;
  const isRead = asked.kind === JournalKind.READ || asked.kind === JournalKind.EXPORT;
  journal.note({
    viewer: foundViewer(request),
    origin: originOf(request.headers[fromHeader]),
    asked,
    outcome: note.refusal ?? (sent.writableEnded ? success : 'CLIENT_GONE'),
    milliseconds: performance.now() - started,
    answered: isUnchanged ? 'UNCHANGED' : note.answered,
    // What was read is of when it was asked; what was done, of what it made.
    epoch: isRead || note.refusal !== null ? epoch : journal.epochAfterChange(),
  });
}
