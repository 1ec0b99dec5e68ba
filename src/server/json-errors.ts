import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { errorMessage, HubError } from '../errors.js';
import { httpStatusOf, retryAfter } from './http-status.js';
import { sayTrouble } from './whole-or-none.js';

/** An error as every way in answers it: in the shape of GraphQL's. */
export const errorBody = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });

/** Whatever goes wrong outside GraphQL is also said in JSON, in French, with a code. */
export function addJsonErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const message = errorMessage('NOT_FOUND', { path: path.slice(0, 80) });
    return reply.status(404).send(errorBody('NOT_FOUND', message));
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    // An answer may have begun to promise another type.
    reply.type('application/json; charset=utf-8');
    if (error instanceof HubError) {
      const seconds = retryAfter(error);
      if (seconds !== null) reply.header('Retry-After', String(seconds));
      sayTrouble(log, error);
      return reply.status(httpStatusOf(error.code)).send(errorBody(error.code, error.message));
    }
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const message = errorMessage('BAD_REQUEST', { detail: badRequest(status) });
      return reply.status(status).send(errorBody('BAD_REQUEST', message));
    }
    log.error({ err: error, reference: request.id }, 'Unexpected error');
    const message = errorMessage('INTERNAL_ERROR', { reference: request.id });
    return reply.status(500).send(errorBody('INTERNAL_ERROR', message));
  });
}

function badRequest(status: number): string {
  if (status === 413) return 'La requête dépasse 1 Mo : découpez-la.';
  if (status === 415) return 'Envoyez la requête avec l’en-tête « Content-Type: application/json ».';
  return 'La requête n’est pas du JSON bien formé : envoyez { "query": "…" }.';
}
