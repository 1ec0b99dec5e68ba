import type { FastifyInstance } from 'fastify';
import { HubError } from '../errors.js';

/** Connections that are in use are each told, in an answer, that they end: none is cut under a request that is on its way. */
const farewellMilliseconds = 1_000;
const retrySeconds = 5;

export interface Stopping {
  readonly isStopping: () => boolean;
  /** Requests that have come and are not answered yet. */
  readonly inFlight: () => number;
  /** From now on new requests are refused; ends when those who keep a connection have had the time to hear of it. */
  readonly begin: () => Promise<void>;
}

/**
 * How a server stops: what was accepted is answered, what comes after is refused in so many words, and every answer ends its
 * connection. Readiness goes on telling, so that nothing more is sent here.
 */
export function addStopping(app: FastifyInstance): Stopping {
  let isStopping = false;
  let inFlight = 0;
  app.addHook('onRequest', async (request, reply) => {
    inFlight += 1;
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
    if (isStopping && !request.url.startsWith('/health/'))
      throw new HubError('HUB_STOPPING', { seconds: retrySeconds });
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close');
  });
  return {
    isStopping: () => isStopping,
    inFlight: () => inFlight,
    begin: () => {
      isStopping = true;
      return new Promise((resolve) => {
        app.server.getConnections((_error, count) =>
          setTimeout(resolve, count === 0 ? 0 : farewellMilliseconds),
        );
      });
    },
  };
}
