import { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { HubError } from '../errors.js';
import { isProbe } from './health.js';

/** So long nothing changes but readiness: whoever shares requests out hears of it before one is refused. */
const noticeMilliseconds = 500;
/** Connections that are in use are each told, in an answer, that they end: none is cut under a request that is on its way. */
const farewellMilliseconds = 1_000;
const retrySeconds = 5;

export interface Stopping {
  readonly isStopping: () => boolean;
  /** Requests that have come and are not answered yet. */
  readonly inFlight: () => number;
  /** Ends when nothing more is accepted, and those who keep a connection have had the time to hear of it. */
  readonly begin: () => Promise<void>;
}

/**
 * How a server stops: readiness says so; then nobody connects any more, and what comes on connections that are there is refused in so many
 * words, which end them; what was accepted before is answered.
 */
export function addStopping(app: FastifyInstance): Stopping {
  let isStopping = false;
  let isRefusing = false;
  let inFlight = 0;
  app.addHook('onRequest', (request, reply, done) => {
    inFlight += 1;
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
    if (isRefusing && !isProbe(request)) throw new HubError('HUB_STOPPING', { seconds: retrySeconds });
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isRefusing) reply.header('connection', 'close');
    done();
  });
  return {
    isStopping: () => isStopping,
    inFlight: () => inFlight,
    begin: async () => {
      isStopping = true;
      const isAlone = await hasNoConnection(app);
      if (!isAlone) await wait(noticeMilliseconds);
      isRefusing = true;
      // Of a server of connections, not of HTTP: that one would cut those that are idle, under what may be on its way.
      Server.prototype.close.call(app.server);
      if (!isAlone) await wait(farewellMilliseconds);
    },
  };
}

const hasNoConnection = (app: FastifyInstance): Promise<boolean> =>
  new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count === 0)));
