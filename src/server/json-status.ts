import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../graphql/context.js';

/** From the plugin, which knows what is wrong, to the hook, which knows the type of the answer; it leaves the hub never. */
const mark = 'x-ctg-hub-request-error';

/** Marks answers to requests that are well formed, and whose document or variables are not. */
export const markRequestErrors: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { http, body }, source, errors }) => {
      const isRefused =
        body.kind === 'single' && body.singleResult.data === undefined && errors !== undefined;
      if (isRefused && source !== undefined && http.status === 400) http.headers.set(mark, '1');
    },
  }),
};

/**
 * Under `application/json`, what came through a proxy and what came from GraphQL cannot be told apart by a client, so GraphQL
 * over HTTP has a refused document answered by 200. Under its own type, `application/graphql-response+json`, the status tells.
 */
export function addJsonStatus(scope: FastifyInstance): void {
  scope.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader(mark)) return done();
    reply.removeHeader(mark);
    if (String(reply.getHeader('content-type')).startsWith('application/json')) reply.code(200);
    done();
  });
}
