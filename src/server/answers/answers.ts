import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, OperationTypeNode, parse } from 'graphql';
import { today } from '../../calendar.js';
import type { Changes } from '../../db/changes.js';
import { type Keeping, newKeeping } from '../../graphql/keeping.js';
import { documentLimits } from '../../graphql/limits/document-limits.js';
import { notesOf } from '../../notes.js';
import { noteAsked, noteOf } from '../journal/request-notes.js';
import { viewerOfRequest } from '../viewers.js';
import { addVary } from './compressed.js';
import { compress, type Encoding, encodingOf, shortestCompressed } from './encoding.js';
import { type KeptAnswer, KeptAnswers } from './kept-answers.js';
import type { SameRequests } from './same-requests.js';

/** What becomes of a request's answer: under which key it may be kept, and what its fields say of it. */
interface Asked {
  readonly key: string | null;
  readonly keeping: Keeping;
}
const requests = notesOf<FastifyRequest, Asked>();

/** How the fields of the answer to a request say whether it may be kept. */
export const keepingOf = (request: FastifyRequest): Keeping => requests.get(request)?.keeping ?? newKeeping();

/**
 * Answers what was asked before from what was answered, while the base has not changed: without parsing, executing or
 * asking the base anything. A client that has the answer already is told so, by a 304.
 *
 * @param same hears which requests are answered so
 */
export function addAnswers(
  scope: FastifyInstance,
  changes: Changes,
  maximumBytes: number,
  same: SameRequests,
): void {
  const answers = new KeptAnswers(Math.floor(maximumBytes));

  scope.addHook('preHandler', async (request, reply) => {
    const epoch = changes.epoch();
    const day = today();
    const key = epoch === null ? null : keyOf(request, epoch, day);
    if (epoch !== null && key !== null) {
      const found = await answers.find(key);
      if (found !== null) {
        reply.type(found.type);
        same.isKept(request.raw, { epoch, day }, found.asked);
        if (found.asked) noteAsked(request, found.asked, 'KEPT');
        return reply.send(await bytesFor(request, reply, { key, answer: found, answers }));
      }
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
    const note = noteOf(request);
    const digest = hash('sha256', body, 'base64url');
    const answer = { body, type, digest, ...(note && { asked: note.asked }) };
    answers.keep(asked.key, answer);
    return bytesFor(request, reply, { key: asked.key, answer, answers });
  });
}

/** All that an answer follows from: the base, the day, what its reader may see, and the bytes of the request that Apollo looks at. */
function keyOf(request: FastifyRequest, epoch: number, day: string): string {
  const { method, url, body, headers } = request;
  const { rights } = viewerOfRequest(request);
  const asked = method === 'POST' ? JSON.stringify(body) : url;
  // Apollo refuses a GET that a page of another site could make; what says that it is none is part of the question.
  const { accept = '', 'content-type': type = '' } = headers;
  const isForced = Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name']);
  const all = [epoch, rights, day, method, accept, type, isForced, asked];
  return hash('sha256', JSON.stringify(all), 'base64url');
}

/** Requests for one answer wait for each other only where making it twice would change nothing. */
function isQuery({ method, body, query }: FastifyRequest): boolean {
  const asked = (method === 'POST' ? body : query) as { query?: unknown; operationName?: unknown } | null;
  if (typeof asked?.query !== 'string') return false;
  try {
    const document = parse(asked.query, { noLocation: true, maxTokens: documentLimits.tokens });
    const name = typeof asked.operationName === 'string' ? asked.operationName : undefined;
    return getOperationAST(document, name)?.operation === OperationTypeNode.QUERY;
  } catch {
    // Apollo says what is wrong with it.
    return false;
  }
}

interface Found {
  readonly key: string;
  readonly answer: KeptAnswer;
  readonly answers: KeptAnswers;
}

/** What is sent of an answer: nothing, with a 304, to who has it; else its bytes, in an encoding that the client takes. */
async function bytesFor(
  request: FastifyRequest,
  reply: FastifyReply,
  found: Found,
): Promise<Buffer | string> {
  const { method, headers } = request;
  const { body, digest } = found.answer;
  const isLong = body.length >= shortestCompressed;
  const encoding = isLong ? encodingOf(headers['accept-encoding']) : null;
  const tag = encoding === null ? digest : `${digest}-${encoding}`;
  reply.header('etag', `"${tag}"`).header('cache-control', 'private, no-cache');
  addVary(reply, 'Authorization');
  if (isLong) addVary(reply);
  if (method === 'GET' && namesTag(headers['if-none-match'] ?? '', digest)) {
    reply.code(304);
    return '';
  }
  if (encoding === null) return body;
  reply.header('content-encoding', encoding);
  return found.answer.compressed?.[encoding] ?? compressKept(found, encoding);
}

/** Compresses an answer once for all who take it so. */
async function compressKept({ key, answer, answers }: Found, encoding: Encoding): Promise<Buffer> {
  const bytes = await compress(answer.body, encoding);
  answers.keep(key, { ...answer, compressed: { ...answer.compressed, [encoding]: bytes } });
  return bytes;
}

/** A proxy may have weakened the tag. Whichever encoding of the answer a client has, it has the answer. */
const namesTag = (header: string, digest: string): boolean =>
  header
    .split(',')
    .map((each) => each.trim())
    .some((each) => each === '*' || /^(?:W\/)?"(.+?)(?:-(?:br|gzip))?"$/.exec(each)?.[1] === digest);
