import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticate.js';
import { openViewer, type Viewer } from '../viewer.js';

const viewers = new WeakMap<FastifyRequest, Viewer>();

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
  scope.addHook('onRequest', async (request) => {
    const viewer = authenticator ? await authenticator.viewerOf(bearerOf(request)) : openViewer;
    viewers.set(request, viewer);
  });
}

const bearer = /^Bearer +([\w.~+/=-]{1,8192})$/i;

/** Only by the header: an address ends up in logs and histories. */
const bearerOf = ({ headers }: FastifyRequest): string | null =>
  bearer.exec(headers.authorization ?? '')?.[1] ?? null;
