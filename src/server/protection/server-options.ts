import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type {
  FastifyBaseLogger,
  FastifyError,
  FastifyHttpOptions,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import { type ErrorCode, errorMessage } from '../../errors.js';
import { errorBody } from '../json-errors.js';
import type { HttpLimits } from './http-limits.js';

/**
 * How the server takes requests, before any of them has a route.
 *
 * @param before stands in front of Fastify, and answers what it can
 */
export function serverOptions(
  log: Logger,
  trustedProxies: readonly string[],
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
  return {
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestMilliseconds,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    serverFactory: (others: RequestListener) => createServer(http, before(others)),
    frameworkErrors: (_error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      const detail = 'L’adresse n’est pas bien écrite.';
      void reply.status(400).send(errorBody('BAD_REQUEST', errorMessage('BAD_REQUEST', { detail })));
    },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) =>
      refuseOnSocket(error, socket, limits),
  } satisfies FastifyHttpOptions<Server>;
}

/** Answers what is not a request by HTTP's grammar, or never became one, and closes its connection. */
function refuseOnSocket(error: NodeJS.ErrnoException, socket: Socket, limits: HttpLimits): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = refusalOf(error.code ?? '', limits);
  const body = JSON.stringify(errorBody(code, message));
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
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
