import fastify from 'fastify';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { addHealth } from '../../src/server/health.js';
import { addJsonErrors } from '../../src/server/json-errors.js';
import { addStopping } from '../../src/server/stopping.js';

describe('a server that stops', () => {
  it('says so by its readiness, answers what it has, and refuses what comes', async () => {
    const app = fastify();
    addJsonErrors(app, pino({ level: 'silent' }));
    const stopping = addStopping(app);
    addHealth(
      app,
      {
        pending: async () => [],
        fork: () => {
          throw new Error('not asked for');
        },
      },
      stopping.isStopping,
    );
    const { promise, resolve } = Promise.withResolvers<string>();
    app.get('/slow', () => promise);
    const slow = app.inject('/slow').then((answer) => answer);
    await app.inject('/health/live');
    expect(stopping.inFlight()).toBe(1);

    await stopping.begin();
    const refused = await app.inject('/slow');
    expect([refused.statusCode, refused.headers.connection, refused.headers['retry-after']]).toEqual([
      503,
      'close',
      '5',
    ]);
    expect(refused.json().errors[0].extensions.code).toBe('HUB_STOPPING');
    const ready = await app.inject('/health/ready');
    expect([ready.statusCode, ready.json().status]).toEqual([503, 'stopping']);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    resolve('done');
    expect([(await slow).statusCode, (await slow).body]).toEqual([200, 'done']);
    await app.close();
  });
});
