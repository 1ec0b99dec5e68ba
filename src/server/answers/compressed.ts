import type { FastifyInstance } from 'fastify';
import { compress, encodingOf, shortestCompressed } from './encoding.js';

/** Compresses answers in JSON for those who take them so; kept ones are compressed once, where they are kept. */
export function addCompression(scope: FastifyInstance): void {
  scope.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || payload.length < shortestCompressed) return done();
    if (reply.hasHeader('Content-Encoding') || !/json/.test(String(reply.getHeader('Content-Type'))))
      return done();
    addVary(reply);
    const encoding = encodingOf(request.headers['accept-encoding']);
    if (encoding === null) return done();
    reply.header('Content-Encoding', encoding).removeHeader('Content-Length');
    compress(Buffer.from(payload), encoding).then((bytes) => done(null, bytes), done);
  });
}

interface Headers {
  getHeader(name: string): unknown;
  header(name: string, value: string): unknown;
}

/** Says that the bytes depend on a header of the request, what the client takes if no other is named, beside whatever else they depend on. */
export function addVary(reply: Headers, name = 'Accept-Encoding'): void {
  const given = String(reply.getHeader('Vary') ?? '');
  if (!given.toLowerCase().includes(name.toLowerCase()))
    reply.header('Vary', given ? `${given}, ${name}` : name);
}
