import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticate.js';
import { notesOf } from '../notes.js';
import { openViewer, type Viewer } from '../viewer.js';

const viewers = notesOf<FastifyRequest, Viewer>();

/** Who sent a request. @throws when nobody was asked: a route that stands outside of the check answers nobody */
export function viewerOfRequest(request: FastifyRequest): Viewer {
  const viewer = viewers.get(request);
  if (!viewer) throw new Error('Nobody was asked who sends this request');
  return viewer;
}

/** Who sent a request, as far as that has been told; null for nobody that is known. */
export const foundViewer = (request: FastifyRequest): Viewer | null => viewers.get(request) ?? null;

/**
 * Asks who sends each request of a scope, before anything is answered, read from what was answered, or received.
 *
 * @param authenticator null where whoever reaches the hub may do everything
 */
export function addViewers(scope: FastifyInstance, authenticator: Authenticator | null): void {
  // Without a promise where nobody needs to wait for one: each answer that is kept ready goes through here.
  scope.addHook('onRequest', (request, _reply, done) => {
    const known = knownViewer(authenticator, request.headers);
    if (known) {
      viewers.set(request, known);
      return done();
    }
    authenticator?.viewerOf(bearerOf(request.headers)).then((viewer) => {
      viewers.set(request, viewer);
      done();
    }, done);
  });
}

/** Who sends headers, where nobody needs to be asked. */
export function knownViewer(
  authenticator: Authenticator | null,
  headers: IncomingHttpHeaders,
): Viewer | null {
  if (authenticator === null) return openViewer;
  const text = bearerOf(headers);
  return text === null ? null : authenticator.known(text);
}

const bearer = /^Bearer +([\w.~+/=-]{1,8192})$/i;

/** Only by the header: an address ends up in logs and histories. */
const bearerOf = ({ authorization }: IncomingHttpHeaders): string | null =>
  bearer.exec(authorization ?? '')?.[1] ?? null;
