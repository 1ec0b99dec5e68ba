import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { addHealth } from '../../src/server/health.js';
import { openHub, type TestHub } from '../hub.js';

describe('HTTP', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  it.each(['/explorer/', '/charger/'])('serves %s from itself alone, under a strict policy', async (path) => {
    const page = await hub.app.inject(path);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'; connect-src 'self'");
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.body).toContain('lang="fr"');
    expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//);
    const assets = [...page.body.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets) {
      const { statusCode, headers } = await hub.app.inject(`${path}${asset}`);
      expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  it.each(['/explorer/', '/charger/'])(
    'sends the files of %s as they were compressed when it was built',
    async (path) => {
      const page = await hub.app.inject(path);
      const [asset] = [...page.body.matchAll(/src="\.\/(assets\/[^"]+\.js)"/g)].map(([, found]) => found);
      const get = (encodings: string) =>
        hub.app.inject({ url: `${path}${asset}`, headers: { 'accept-encoding': encodings } });
      const plain = await get('identity');
      expect(plain.headers['content-encoding']).toBeUndefined();
      for (const [encoding, open] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const sent = await get(encoding);
        expect(sent.headers).toMatchObject({
          'content-encoding': encoding,
          'content-type': plain.headers['content-type'],
          'cache-control': 'public, max-age=31536000, immutable',
          'content-security-policy': plain.headers['content-security-policy'],
          vary: expect.stringMatching(/accept-encoding/i),
        });
        expect(sent.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
        expect(open(sent.rawPayload).equals(plain.rawPayload)).toBe(true);
      }
    },
  );

  it('gives the page for files no other address to ask, and nothing of the explorer', () => {
    const names = readdirSync('dist/loader/assets').filter((name) => !/\.(br|gz)$/.test(name));
    const scripts = names.map((name) => readFileSync(`dist/loader/assets/${name}`, 'utf8'));
    const addresses = scripts.flatMap((text) =>
      [...text.matchAll(/https?:\/\/[\w.-]+/g)].map(([address]) => address),
    );
    // Names of XML vocabularies, and where React explains its errors: none is asked.
    expect(addresses.filter((address) => !/^https?:\/\/(www\.w3\.org|react\.dev)$/.test(address))).toEqual(
      [],
    );
    const script = scripts.filter((_text, index) => names[index]?.endsWith('.js')).join('');
    expect(script.length).toBeLessThan(400_000);
    expect(/graphiql|monaco/i.test(script)).toBe(false);
  });

  it('leads from the root, and from /explorer, to the explorer', async () => {
    expect((await hub.app.inject('/')).headers.location).toBe('/explorer/');
    expect((await hub.app.inject('/explorer')).headers.location).toMatch(/\/explorer\/$/);
    expect((await hub.app.inject('/charger')).headers.location).toBe('/charger/');
  });

  it.each([
    ['a path that does not exist', { method: 'GET', url: '/nope' }, 404, 'NOT_FOUND'],
    [
      'a way out of the explorer’s folder',
      { method: 'GET', url: '/explorer/..%2f..%2fpackage.json' },
      404,
      'NOT_FOUND',
    ],
    [
      'a body that is not JSON',
      {
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload: '{"query"',
      },
      400,
      'BAD_REQUEST',
    ],
    [
      'a body of another type',
      {
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'text/plain' },
        payload: '{ hub { revision } }',
      },
      400,
      'BAD_REQUEST',
    ],
    [
      'a body of two megabytes',
      {
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ query: 'x'.repeat(2_000_000) }),
      },
      413,
      'REQUEST_TOO_LARGE',
    ],
    [
      'a form from another site',
      {
        method: 'GET',
        url: '/graphql?query=%7Bhub%7Brevision%7D%7D',
        headers: { 'content-type': 'text/plain' },
      },
      400,
      'BAD_REQUEST',
    ],
  ] as const)('answers %s in JSON, with a code and French words', async (_case, request, status, code) => {
    const response = await hub.app.inject(request as never);
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      status,
      expect.stringContaining('application/json'),
    ]);
    const [error] = response.json().errors;
    expect(error.extensions.code).toBe(code);
    expect(error.message).toMatch(/[éèàœ’«]|adresse|requête/);
    expect(response.body).not.toMatch(/\bat \w+.*\.js:\d+|node_modules|fastify|select /i);
  });

  it('is live, and ready', async () => {
    expect((await hub.app.inject('/health/live')).json()).toEqual({ status: 'live' });
    expect((await hub.app.inject('/health/ready')).json()).toMatchObject({ status: 'ready' });
  });

  it('answers GET queries of well-behaved clients', async () => {
    const response = await hub.app.inject({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent('{ hub { demonstration } }')}`,
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(response.json()).toEqual({ data: { hub: { demonstration: false } } });
    expect(response.headers['x-content-type-options']).toBe('nosniff');
  });

  it('hides an unexpected fault behind a reference', async () => {
    const broken = await openHub('france');
    await rows(broken.database.fork(), 'break', sql`alter table vintage rename to gone`);
    const { errors, data } = await broken.ask('{ vintage { year } }');
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^Le hub a rencontré une erreur imprévue\. Signalez la référence [0-9a-f]{8} /,
        ),
        locations: [{ line: 1, column: 3 }],
        path: ['vintage'],
        extensions: { code: 'INTERNAL_ERROR', reference: expect.stringMatching(/^[0-9a-f]{8}$/) },
      },
    ]);
    expect(data).toBeNull();
    await broken.close();
  });

  it('is not ready when its base is gone', async () => {
    const app = fastify();
    const gone = { fork: () => hub.database.fork(), pending: async () => [] };
    addHealth(app, gone);
    expect((await app.inject('/health/ready')).statusCode).toBe(200);
    gone.fork = () => {
      throw new Error('connection lost');
    };
    expect((await app.inject('/health/ready')).statusCode).toBe(503);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    await app.close();
  });
});
