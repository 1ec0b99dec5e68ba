import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { errorMessage, HubError } from '../errors.js';
import { httpStatusOf, retryAfter } from './http-status.js';
import { httpLimits } from './protection/http-limits.js';
import { sayTrouble } from './whole-or-none.js';

/** An error as every way in answers it: in the shape of GraphQL's. */
export const errorBody = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });

/** Whatever goes wrong outside GraphQL is also said in JSON, in French, with a code. */
export function addJsonErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler(refuseUnknown);
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    // An answer may have begun to promise another type.
    reply.type('application/json; charset=utf-8');
    if (error instanceof HubError) {
      // A token that was sent was no good; without one, this says what to send.
      if (error.code === 'UNAUTHENTICATED')
        reply.header('WWW-Authenticate', challengeOf(request.headers.authorization));
      const seconds = retryAfter(error);
      if (seconds !== null) reply.header('Retry-After', String(seconds));
      sayTrouble(log, error);
      return reply.status(httpStatusOf(error.code)).send(errorBody(error.code, error.message));
    }
    const status = error.statusCode ?? 500;
    // What the folders of pages say of a way out of them.
    if (status === 403 || status === 404) return refuseUnknown(request, reply);
    if (status === 413) {
      const message = errorMessage('REQUEST_TOO_LARGE', { maximum: httpLimits.bodyBytes });
      return reply.status(status).send(errorBody('REQUEST_TOO_LARGE', message));
    }
    if (status < 500) {
      const message = errorMessage('BAD_REQUEST', { detail: badRequest(status) });
      return reply.status(status).send(errorBody('BAD_REQUEST', message));
    }
    log.error({ err: error, reference: request.id }, 'Unexpected error');
    const message = errorMessage('INTERNAL_ERROR', { reference: request.id });
    return reply.status(500).send(errorBody('INTERNAL_ERROR', message));
  });
}

const challengeOf = (sent: string | undefined): string =>
  sent === undefined ? 'Bearer realm="ctg-hub"' : 'Bearer realm="ctg-hub", error="invalid_token"';

function refuseUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [path = ''] = request.url.split('?');
  const message = errorMessage('NOT_FOUND', { path: path.slice(0, 80) });
  return reply.status(404).send(errorBody('NOT_FOUND', message));
}

function badRequest(status: number): string {
  if (status === 415) return 'Envoyez la requête avec l’en-tête « Content-Type: application/json ».';
  return 'La requête n’est pas du JSON bien formé : envoyez { "query": "…" }.';
}
