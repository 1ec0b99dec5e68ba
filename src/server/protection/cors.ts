import type { FastifyInstance } from 'fastify';

const allowed = 'accept, authorization, content-type, apollo-require-preflight, x-apollo-operation-name';
const exposed = 'ETag, Retry-After';
const daySeconds = '86400';

/**
 * Lets pages of the listed sites ask questions, and no other. No page is given a reader's cookies: the hub has none, and
 * never says that credentials may be sent.
 */
export function addCors(scope: FastifyInstance, origins: readonly string[]): void {
  const known = new Set(origins);
  if (known.size === 0) return;
  scope.addHook('onRequest', async ({ headers: { origin = '' } }, reply) => {
    reply.header('Vary', 'Origin');
    if (!known.has(origin)) return;
    reply.header('Access-Control-Allow-Origin', origin).header('Access-Control-Expose-Headers', exposed);
  });
  scope.options('/graphql', (request, reply) => {
    if (known.has(request.headers.origin ?? '')) {
      reply
        .header('Access-Control-Allow-Methods', 'GET, POST')
        .header('Access-Control-Allow-Headers', allowed)
        .header('Access-Control-Max-Age', daySeconds);
    }
    return reply.code(204).send();
  });
}
