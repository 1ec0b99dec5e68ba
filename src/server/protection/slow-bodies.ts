import type { FastifyInstance } from 'fastify';
import { HubError } from '../../errors.js';
import type { HttpLimits } from './http-limits.js';

/** Refuses compressed bodies: what they grow to is only known once they have. */
export function refuseCompressed(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      throw new HubError('COMPRESSED_REQUEST', { encoding: encoding.slice(0, 20) });
    }
    done();
  });
}

/** Gives up a request whose body does not come: its connection would be held for nothing. */
export function refuseSlowBodies(scope: FastifyInstance, { bodyMilliseconds }: HttpLimits): void {
  scope.addHook('preParsing', ({ raw }, reply, payload, done) => {
    // What has come needs no waiting for.
    if (raw.complete) return done(null, payload);
    const timer = setTimeout(() => {
      // The rest of the body is not waited for.
      reply.header('Connection', 'close');
      reply.send(new HubError('REQUEST_TOO_SLOW', { seconds: bodyMilliseconds / 1_000 }));
    }, bodyMilliseconds);
    for (const event of ['end', 'error', 'close'] as const) payload.once(event, () => clearTimeout(timer));
    done(null, payload);
  });
}
