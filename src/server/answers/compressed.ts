import type { FastifyInstance } from 'fastify';
import { compress, encodingOf, shortestCompressed } from './encoding.js';

/** Compresses answers in JSON for those who take them so; kept ones are compressed once, where they are kept. */
export function addCompression(scope: FastifyInstance): void {
  scope.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < shortestCompressed) return payload;
    if (reply.hasHeader('Content-Encoding') || !/json/.test(String(reply.getHeader('Content-Type'))))
      return payload;
    addVary(reply);
    const encoding = encodingOf(request.headers['accept-encoding']);
    if (encoding === null) return payload;
    reply.header('Content-Encoding', encoding).removeHeader('Content-Length');
    return compress(Buffer.from(payload), encoding);
  });
}

interface Headers {
  getHeader(name: string): unknown;
  header(name: string, value: string): unknown;
}

/** Says that the bytes depend on what the client takes, beside whatever else they depend on. */
export function addVary(reply: Headers): void {
  const given = String(reply.getHeader('Vary') ?? '');
  if (!/accept-encoding/i.test(given))
    reply.header('Vary', given ? `${given}, Accept-Encoding` : 'Accept-Encoding');
}
