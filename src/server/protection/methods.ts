import type { FastifyInstance } from 'fastify';
import { HubError } from '../../errors.js';

/** Says of `/graphql` that it is there, to who asks it by another method than those that it has. */
export function addMethodCheck(scope: FastifyInstance): void {
  scope.route({
    url: '/graphql',
    method: ['PUT', 'PATCH', 'DELETE'],
    onRequest: async ({ method }, reply) => {
      reply.header('Allow', 'GET, POST');
      throw new HubError('METHOD_NOT_ALLOWED', { method });
    },
    handler: () => undefined,
  });
}
