import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type {
  FastifyBaseLogger,
  FastifyError,
  FastifyHttpOptions,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.js';
import { type ErrorCode, errorMessage } from '../../errors.js';
import { errorBody } from '../json-errors.js';
import type { HttpLimits } from './http-limits.js';
import { earlyHeaders } from './security-headers.js';

/**
 * How the server takes requests, before any of them has a route.
 *
 * @param before stands in front of Fastify, and answers what it can
 */
export function serverOptions(
  log: Logger,
  { trustedProxies, behindTls }: Pick<Config['protection'], 'trustedProxies' | 'behindTls'>,
  limits: HttpLimits,
  before: (others: RequestListener) => RequestListener,
) {
  const http = {
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.idleMilliseconds,
    connectionsCheckingInterval: limits.checkMilliseconds,
    maxHeaderSize: limits.headerBytes,
    // A request without it is told what is wrong like any other.
    requireHostHeader: false,
  };
  const headers = earlyHeaders(behindTls);
  const references = referencesOf(randomUUID().slice(0, 6));
  return {
    genReqId: () => references.next().value,
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMilliseconds,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    serverFactory: (others: RequestListener) =>
      createServer(http, before(others)).on('checkExpectation', (_request, response) =>
        refuseExpectation(response, headers),
      ),
    frameworkErrors: (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      const detail = 'L’adresse n’est pas bien écrite.';
      void reply.status(400).send(errorBody('BAD_REQUEST', errorMessage('BAD_REQUEST', { detail })));
    },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) =>
      refuseOnSocket(error, socket, limits, headers),
  } satisfies FastifyHttpOptions<Server>;
}

type Headers = Readonly<Record<string, string>>;

/** What a reader tells whoever looks into the log: short, and of one request among those of all the starts of the hub. */
function* referencesOf(start: string): Generator<string, never> {
  for (let count = 1; ; count += 1) yield `${start}-${count.toString(36)}`;
}

/** A client that waits for something else than « 100-continue » before it sends its body would wait for ever. */
function refuseExpectation(response: ServerResponse, headers: Headers): void {
  const detail = 'L’en-tête « Expect » ne peut demander que « 100-continue ».';
  const body = JSON.stringify(errorBody('BAD_REQUEST', errorMessage('BAD_REQUEST', { detail })));
  response.writeHead(417, { ...headers, ...jsonOf(body) }).end(body);
}

/** Of an answer that ends its connection: what its sender would send next may be the rest of what was refused. */
const jsonOf = (body: string): Headers => ({
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': String(Buffer.byteLength(body)),
  Connection: 'close',
});

/** Answers what is not a request by HTTP's grammar, or never became one, and closes its connection. */
function refuseOnSocket(
  error: NodeJS.ErrnoException,
  socket: Socket,
  limits: HttpLimits,
  headers: Headers,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = refusalOf(error.code ?? '', limits);
  const body = JSON.stringify(errorBody(code, message));
  const lines = Object.entries({ ...headers, ...jsonOf(body) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
}

function refusalOf(error: string, limits: HttpLimits): readonly [string, ErrorCode, string] {
  if (error === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const seconds = limits.headersMilliseconds / 1_000;
    return ['408 Request Timeout', 'REQUEST_TOO_SLOW', errorMessage('REQUEST_TOO_SLOW', { seconds })];
  }
  if (error === 'HPE_HEADER_OVERFLOW') {
    const maximum = limits.headerBytes;
    return [
      '431 Request Header Fields Too Large',
      'HEADERS_TOO_LARGE',
      errorMessage('HEADERS_TOO_LARGE', { maximum }),
    ];
  }
  const detail = 'Ce n’est pas une requête HTTP bien formée.';
  return ['400 Bad Request', 'BAD_REQUEST', errorMessage('BAD_REQUEST', { detail })];
}
