import type { FastifyInstance } from 'fastify';

const exposed = 'ETag, Retry-After';
const permissions = {
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers':
    'accept, authorization, content-type, apollo-require-preflight, x-apollo-operation-name',
  'Access-Control-Max-Age': '86400',
};

/**
 * Lets pages of the listed sites ask questions, and no other. No page is given a reader's cookies: the hub has none, and
 * never says that credentials may be sent.
 */
export function addCors(scope: FastifyInstance, origins: readonly string[]): void {
  const known = new Set(origins);
  if (known.size === 0) return;
  scope.addHook('onRequest', async ({ method, headers: { origin = '' } }, reply) => {
    const isKnown = known.has(origin);
    reply.header('Vary', 'Origin');
    if (isKnown) reply.header('Access-Control-Allow-Origin', origin);
    if (method !== 'OPTIONS') {
      if (isKnown) reply.header('Access-Control-Expose-Headers', exposed);
      return;
    }
    // Answered here: there is nothing to read in a request that only asks whether another may come.
    if (isKnown) reply.headers(permissions);
    return reply.code(204).send();
  });
  scope.options('/graphql', () => undefined);
}
