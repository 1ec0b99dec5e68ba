import { hash } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import { today } from '../../calendar.js';
import type { Asked } from '../../journal/asked.js';
import type { Journal } from '../../journal/journal.js';
import { fromHeader, originOf, success } from '../../journal/journal.rules.js';
import { notesOf } from '../../notes.js';
import type { Viewer } from '../../viewer.js';
import { callerOf } from '../protection/callers.js';
import { viewerOfRequest } from '../viewers.js';

/** What a request that has come before must still pass. Each costs a look-up in memory, or says that it cannot be told so quickly. */
export interface Doorkeepers {
  /** Of the base; null while no change would be heard of. */
  readonly epoch: () => number | null;
  readonly isStopping: () => boolean;
  /** Who sends it, where that is known already; null for whoever is to be asked. */
  readonly knownViewer: (headers: IncomingMessage['headers']) => Viewer | null;
  /** Counts a request that needs no work; false for one too many, which is not counted. */
  readonly mayCome: (caller: string) => boolean;
  readonly journal: Journal | null;
}

/** What was sent to a request, and all that it followed from beside its bytes. */
interface Sent {
  readonly epoch: number;
  readonly day: string;
  readonly rights: string;
  readonly caller: string;
  readonly asked: Asked | null;
  readonly status: number;
  /** Names and values in turn. */
  readonly head: readonly string[];
  readonly body: Buffer;
}

/** Of a request that has not been answered from here: what it is known by, and what the answer that was kept for it is of. */
interface Passing {
  readonly signature: string;
  kept: { readonly epoch: number; readonly day: string; readonly asked: Asked | null } | null;
}

/** Longer questions are read by whoever reads all. */
const longestBody = 65_536;
const withoutBody = Buffer.alloc(0);

/**
 * Dashboards send the same bytes all day. A request that is to the byte, headers and sender's address included, one that a kept
 * answer has answered, is sent what that one was sent, in front of Fastify: every check that follows from its bytes alone has been passed.
 * What follows from anything else is looked at each time: the state of the base, the day, who sends it and what they may see, how often.
 */
export class SameRequests {
  readonly #sent: LRUCache<string, Sent>;
  readonly #passing = notesOf<IncomingMessage, Passing>();
  #keepers: Doorkeepers | null = null;

  constructor(maximumBytes: number) {
    this.#sent = new LRUCache({
      maxSize: Math.max(Math.floor(maximumBytes), 1),
      sizeCalculation: ({ body, head, asked }, key) =>
        [...head, ...(asked?.fields ?? []), ...(asked?.territories ?? [])].reduce(
          (sum, { length }) => sum + length,
          body.length + 2 * key.length + 400,
        ),
    });
  }

  /** Nothing is answered from here before. */
  begin(keepers: Doorkeepers): void {
    this.#keepers = keepers;
  }

  /** Answers what it can; `others` has the rest, as if it had come to them. */
  readonly before = (others: RequestListener): RequestListener => {
    return (request, response) => {
      if (this.#keepers === null || !request.url?.startsWith('/graphql')) return others(request, response);
      // Node tells of a request before it has read its body, which comes along if it is short.
      setImmediate(() => {
        if (!request.complete || !this.#answer(request, response)) others(request, response);
      });
    };
  };

  /** Says that a request is answered by what is kept for it. */
  isKept(
    request: IncomingMessage,
    of: { readonly epoch: number; readonly day: string },
    asked?: Asked,
  ): void {
    const passing = this.#passing.get(request);
    if (passing) passing.kept = { ...of, asked: asked ?? null };
  }

  /** Remembers what is sent to requests of a scope. To be added after whoever adds a header. */
  rememberIn(scope: FastifyInstance): void {
    scope.addHook('onSend', (request, reply, payload, done) => {
      const { kept, signature } = this.#passing.get(request.raw) ?? {};
      if (kept && signature && (Buffer.isBuffer(payload) || payload === ''))
        this.#sent.set(signature, {
          epoch: kept.epoch,
          day: kept.day,
          rights: viewerOfRequest(request).rights,
          caller: callerOf(request),
          asked: kept.asked,
          status: reply.statusCode,
          head: headOf(reply.getHeaders(), payload || null),
          body: payload || withoutBody,
        });
      done();
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse): boolean {
    const started = performance.now();
    if (this.#keepers === null || this.#keepers.isStopping() || request.readableLength > longestBody)
      return false;
    // To read nothing would end the body before Fastify looks for it.
    if (request.readableLength === 0 && request.method !== 'GET') return false;
    const body = request.read() as Buffer | null;
    const signature = signatureOf(request, body);
    const sent = this.#sent.get(signature);
    if (sent && this.#send(sent, request, response, started)) return true;
    if (body) request.unshift(body);
    this.#passing.set(request, { signature, kept: null });
    return false;
  }

  #send(sent: Sent, request: IncomingMessage, response: ServerResponse, started: number): boolean {
    const keepers = this.#keepers;
    const { epoch, asked, status } = sent;
    if (keepers === null || keepers.epoch() !== epoch || sent.day !== today()) return false;
    const viewer = keepers.knownViewer(request.headers);
    if (viewer?.rights !== sent.rights || (keepers.journal && !asked) || !keepers.mayCome(sent.caller))
      return false;
    response.writeHead(status, sent.head as string[]);
    response.end(sent.body);
    if (keepers.journal && asked)
      keepers.journal.note({
        viewer,
        origin: originOf(request.headers[fromHeader]),
        asked,
        outcome: success,
        milliseconds: performance.now() - started,
        answered: status === 304 ? 'UNCHANGED' : 'KEPT',
        epoch,
      });
    return true;
  }
}

/** All of a request, as it came. A digest: keys and tokens are not held. */
function signatureOf(request: IncomingMessage, body: Buffer | null): string {
  const { method, url, httpVersion, rawHeaders, socket } = request;
  const lines = `${socket.remoteAddress} ${httpVersion} ${method} ${url}\n${rawHeaders.join('\n')}\n\n`;
  return hash('sha256', body ? lines + body.toString('latin1') : lines, 'base64url');
}

function headOf(headers: Record<string, unknown>, body: Buffer | null): string[] {
  const named = Object.entries(headers).filter(([name]) => name !== 'content-length');
  const head = named.flatMap(([name, value]) => [name, String(value)]);
  return body ? [...head, 'content-length', String(body.length)] : head;
}
