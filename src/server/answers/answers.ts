import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { today } from '../../calendar.js';
import type { Changes } from '../../db/changes.js';
import { type Keeping, newKeeping } from '../../graphql/keeping.js';
import { maximumTokens } from '../apollo.js';
import { viewerOfRequest } from '../viewers.js';
import { type KeptAnswer, KeptAnswers } from './kept-answers.js';

/** What becomes of a request's answer: under which key it may be kept, and what its fields say of it. */
interface Asked {
  readonly key: string | null;
  readonly keeping: Keeping;
}
const requests = new WeakMap<FastifyRequest, Asked>();

/** How the fields of the answer to a request say whether it may be kept. */
export const keepingOf = (request: FastifyRequest): Keeping => requests.get(request)?.keeping ?? newKeeping();

/**
 * Answers what was asked before from what was answered, while the base has not changed: without parsing, executing or
 * asking the base anything. A client that has the answer already is told so, by a 304.
 */
export function addAnswers(scope: FastifyInstance, changes: Changes, maximumBytes: number): void {
  const answers = new KeptAnswers(maximumBytes);

  scope.addHook('preHandler', async (request, reply) => {
    const epoch = changes.epoch();
    const key = epoch === null ? null : keyOf(request, epoch);
    if (key !== null) {
      const found = await answers.find(key);
      if (found !== null) return send(request, reply, found);
      if (isQuery(request)) {
        answers.begin(key);
        // Whatever becomes of it: an answer that is not kept, a client that is gone.
        reply.raw.once('close', () => answers.giveUp(key));
      }
    }
    requests.set(request, { key, keeping: newKeeping() });
  });

  scope.addHook('onSend', async (request, reply, payload) => {
    const asked = requests.get(request);
    if (asked?.keeping.isWriting) changes.touch();
    if (!asked?.keeping.isKept || asked.key === null || reply.statusCode !== 200) return payload;
    if (typeof payload !== 'string') return payload;
    const type = String(reply.getHeader('content-type') ?? 'application/json; charset=utf-8');
    const body = Buffer.from(payload);
    const answer = { body, type, etag: `"${hash('sha256', body, 'base64url')}"` };
    answers.keep(asked.key, answer);
    return label(request, reply, answer) ? '' : payload;
  });
}

/** All that an answer follows from: the base, the day, what its reader may see, and the bytes of the request that Apollo looks at. */
function keyOf(request: FastifyRequest, epoch: number): string {
  const { method, url, body, headers } = request;
  const { rights } = viewerOfRequest(request);
  const asked = method === 'POST' ? JSON.stringify(body) : url;
  // Apollo refuses a GET that a page of another site could make; what says that it is none is part of the question.
  const { accept = '', 'content-type': type = '' } = headers;
  const isForced = 'apollo-require-preflight' in headers || 'x-apollo-operation-name' in headers;
  return hash(
    'sha256',
    JSON.stringify([epoch, rights, today(), method, accept, type, isForced, asked]),
    'base64url',
  );
}

/** Requests for one answer wait for each other only where making it twice would change nothing. */
function isQuery({ method, body, query }: FastifyRequest): boolean {
  const asked = (method === 'POST' ? body : query) as { query?: unknown; operationName?: unknown } | null;
  if (typeof asked?.query !== 'string') return false;
  try {
    const document = parse(asked.query, { noLocation: true, maxTokens: maximumTokens });
    const name = typeof asked.operationName === 'string' ? asked.operationName : undefined;
    return getOperationAST(document, name)?.operation === OperationTypeNode.QUERY;
  } catch {
    // Apollo says what is wrong with it.
    return false;
  }
}

function send(request: FastifyRequest, reply: FastifyReply, answer: KeptAnswer): FastifyReply {
  const isKnown = label(request, reply, answer);
  return reply.type(answer.type).send(isKnown ? '' : answer.body);
}

/** Says which answer it is; true, with a 304, when the client has it. */
function label({ method, headers }: FastifyRequest, reply: FastifyReply, { etag }: KeptAnswer): boolean {
  reply.header('etag', etag).header('cache-control', 'private, no-cache').header('vary', 'authorization');
  const isKnown = method === 'GET' && namesTag(headers['if-none-match'] ?? '', etag);
  if (isKnown) reply.code(304);
  return isKnown;
}

/** A proxy may have weakened the tag. */
const namesTag = (header: string, etag: string): boolean =>
  header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
