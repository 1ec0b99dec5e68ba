import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { encodingOf } from '../../../src/server/answers/encoding.js';
import { callerOf } from '../../../src/server/protection/callers.js';
import { Rates } from '../../../src/server/protection/rates.js';
import { digestOf, readTrustedDocuments } from '../../../src/server/protection/trusted-documents.js';
import { Turns } from '../../../src/server/protection/turns.js';
import { openHub, type TestHub } from '../../hub.js';

const site = 'https://tableau.caf49.example';
const revision = '{ hub { revision } }';
const long = '{ department(code: "49") { communes(first: 150) { nodes { code name } } } }';

describe('a hub that answers other sites, and known questions only', () => {
  let hub: TestHub;
  const folder = mkdtempSync(join(tmpdir(), 'ctg-hub-trusted-'));
  const manifest = join(folder, 'manifest.json');
  beforeAll(async () => {
    writeFileSync(manifest, JSON.stringify({ revision, long }));
    const { protection } = readConfig(
      {
        CTG_HUB_CORS_ORIGINS: site,
        CTG_HUB_TRUSTED_DOCUMENTS: manifest,
        CTG_HUB_ONLY_TRUSTED_DOCUMENTS: 'yes',
        CTG_HUB_BEHIND_TLS: 'yes',
        CTG_HUB_OPEN_ACCESS: 'yes',
        CTG_HUB_ANSWERS_PER_MINUTE: '0',
      },
      [],
    );
    hub = await openHub('france', { protection, answerCacheBytes: 2 ** 20 });
  });
  afterAll(async () => {
    await hub.close();
    rmSync(folder, { recursive: true });
  });

  const post = (payload: object, headers: Record<string, string> = {}) =>
    hub.app.inject({ method: 'POST', url: '/graphql', payload, headers });
  const get = (search: Record<string, string>, headers: Record<string, string> = {}) =>
    hub.app.inject({
      url: `/graphql?${new URLSearchParams(search)}`,
      headers: { 'apollo-require-preflight': '1', ...headers },
    });
  const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

  it('answers the questions that it knows, by whichever name a client gives them', async () => {
    const answer = { data: { hub: { revision: expect.any(Number) } } };
    for (const asked of [
      { query: revision },
      { documentId: 'revision' },
      { documentId: `sha256:${digestOf(revision)}` },
      { id: 'revision' },
      { doc_id: digestOf(revision) },
      { extensions: persisted(digestOf(revision)) },
    ]) {
      expect((await post(asked)).json(), JSON.stringify(asked)).toEqual(answer);
    }
    expect((await get({ documentId: 'revision' })).json()).toEqual(answer);
    expect((await get({ extensions: JSON.stringify(persisted(digestOf(revision))) })).json()).toEqual(answer);
  });

  it('keeps one answer for all of these names', async () => {
    const { etag } = (await get({ documentId: 'long' })).headers;
    expect(etag).toBeTruthy();
    expect((await get({ query: long })).headers.etag).toBe(etag);
    expect((await get({ documentId: 'long' }, { 'if-none-match': String(etag) })).statusCode).toBe(304);
    expect((await get({ documentId: 'revision' })).headers.etag).not.toBe(etag);
  });

  it.each([
    ['another question', { query: '{ hub { demonstration } }' }],
    [
      'another question, for one that it knows',
      { query: '{ hub { demonstration } }', extensions: persisted(digestOf(revision)) },
    ],
    ['an unknown name', { documentId: 'nope' }],
    ['an unknown hash', { extensions: persisted('0'.repeat(64)) }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    ['nothing', { operationName: 'x' }],
  ])('refuses %s', async (_case, asked) => {
    const refused = await post(asked);
    expect([refused.statusCode, refused.json().errors[0].extensions.code]).toEqual([
      403,
      'OPERATION_NOT_TRUSTED',
    ]);
  });

  it('lets pages of the listed sites ask, and no other, without their readers’ credentials', async () => {
    const headers = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const asked = await hub.app.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: { ...headers, origin: site },
    });
    expect([asked.statusCode, asked.headers['access-control-allow-origin']]).toEqual([204, site]);
    expect(asked.headers['access-control-allow-headers']).toContain('content-type');
    const answer = await post({ query: revision }, { origin: site });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': site,
      vary: expect.stringContaining('Origin'),
    });
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
    for (const origin of [
      'https://evil.example',
      `${site}.evil.example`,
      'null',
      site.replace('https', 'http'),
    ]) {
      const other = await hub.app.inject({
        method: 'OPTIONS',
        url: '/graphql',
        headers: { ...headers, origin },
      });
      expect(other.headers['access-control-allow-origin'], origin).toBeUndefined();
      expect(other.headers['access-control-allow-methods'], origin).toBeUndefined();
    }
    const load = await hub.app.inject({
      method: 'OPTIONS',
      url: '/loads',
      headers: { ...headers, origin: site },
    });
    expect(load.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('compresses long answers as the client takes them, each with a tag of its own, and keeps them so', async () => {
    const plain = await get({ documentId: 'long' });
    for (let again = 0; again < 2; again += 1) {
      for (const [encoding, open] of [
        ['br', brotliDecompressSync],
        ['gzip', gunzipSync],
      ] as const) {
        const answer = await get({ documentId: 'long' }, { 'accept-encoding': encoding });
        expect(answer.headers['content-encoding']).toBe(encoding);
        expect(answer.headers.vary).toMatch(/Accept-Encoding/);
        expect(open(answer.rawPayload).toString()).toBe(plain.body);
        expect(answer.headers.etag).toBe(String(plain.headers.etag).replace(/"$/, `-${encoding}"`));
        const known = await get(
          { documentId: 'long' },
          { 'accept-encoding': encoding, 'if-none-match': String(answer.headers.etag) },
        );
        expect([known.statusCode, known.headers.etag]).toEqual([304, answer.headers.etag]);
      }
    }
    expect(
      (await get({ documentId: 'revision' }, { 'accept-encoding': 'br' })).headers['content-encoding'],
    ).toBeUndefined();
  });

  it('tells browsers to be strict, whatever the answer is', async () => {
    for (const url of ['/health/live', '/nope', '/graphql', '/charger/', '/explorer/', '/loads/x']) {
      const { headers } = await hub.app.inject(url);
      expect(headers, url).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'strict-transport-security': expect.stringContaining('max-age='),
        'content-security-policy': expect.stringMatching(/default-src '(none|self)'.*frame-ancestors 'none'/),
        'cache-control': expect.stringMatching(/no-store|no-cache/),
      });
      expect(headers).not.toHaveProperty('server');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('does not start on documents that it cannot read', () => {
    writeFileSync(join(folder, 'broken.json'), '{"a":"{ hub {"}');
    expect(() => readTrustedDocuments(join(folder, 'broken.json'))).toThrow(/CTG_HUB_TRUSTED_DOCUMENTS/);
    expect(() => readTrustedDocuments(join(folder, 'nowhere'))).toThrow(/CTG_HUB_TRUSTED_DOCUMENTS/);
    expect(readTrustedDocuments('questions').size).toBeGreaterThan(60);
    writeFileSync(join(folder, 'apollo.json'), JSON.stringify({ operations: [{ id: 'x', body: revision }] }));
    expect([...readTrustedDocuments(join(folder, 'apollo.json')).keys()]).toEqual(['x', digestOf(revision)]);
  });
});

describe('who comes too often', () => {
  it('may spend a minute at once, has it back as time goes, and is told when', () => {
    const rates = new Rates(60);
    for (let count = 0; count < 60; count += 1) expect(rates.take('a', 1, 1_000)).toBe(0);
    expect(rates.take('a', 1, 1_000)).toBe(1);
    expect(rates.take('a', 10, 1_000)).toBe(10);
    expect(rates.take('b', 60, 1_000)).toBe(0);
    expect(rates.take('a', 1, 2_000)).toBe(0);
    expect(rates.take('a', 1, 2_000)).toBe(1);
    expect(rates.take('a', 60, 70_000)).toBe(0);
  });

  it('is one caller by address, or by network of IPv6', () => {
    const by = (ip: string) => callerOf({ ip } as never);
    expect(by('192.0.2.1')).toBe('192.0.2.1');
    expect(by('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(by('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(by('2001:db8:1:2::9')).toBe(by('2001:db8:1:2:ffff::1'));
  });
});

describe('turns', () => {
  it('are given in order, a bounded number of them, for a bounded time', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 2, milliseconds: 50 });
    await turns.enter();
    const order: string[] = [];
    const second = turns.enter().then(() => order.push('second'));
    const third = turns.enter().then(
      () => order.push('third'),
      (error) => order.push(error.code),
    );
    await expect(turns.enter()).rejects.toMatchObject({ code: 'HUB_BUSY' });
    turns.leave();
    await second;
    await third;
    expect(order).toEqual(['second', 'HUB_BUSY']);
    turns.leave();
    await turns.enter();
    turns.leave();
  });
});

describe('turns of several callers', () => {
  it('are theirs one after the other, however many one of them asks for', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 4, milliseconds: 60_000 });
    await turns.enter('dashboard');
    const order: string[] = [];
    const ask = (caller: string, name: string) =>
      turns.enter(caller).then(
        () => order.push(name),
        (error) => order.push(`${name} ${error.code}`),
      );
    const asked = [1, 2, 3, 4].map((number) => ask('dashboard', `dashboard ${number}`));
    await ask('dashboard', 'dashboard 5');
    // All places are the dashboard's: its last gives way to each newcomer, as long as it has more than they.
    asked.push(ask('analyst', 'analyst 1'), ask('reader', 'reader 1'));
    await new Promise(setImmediate);
    await ask('analyst', 'analyst 2');
    for (const _ of [1, 2, 3, 4]) {
      turns.leave();
      await new Promise(setImmediate);
    }
    await Promise.all(asked);
    expect(order).toEqual([
      'dashboard 5 HUB_BUSY',
      'dashboard 4 HUB_BUSY',
      'dashboard 3 HUB_BUSY',
      'analyst 2 HUB_BUSY',
      'dashboard 1',
      'analyst 1',
      'reader 1',
      'dashboard 2',
    ]);
    // Nobody is left waiting, and the place is free again.
    turns.leave();
    await turns.enter('reader');
  });
});

describe('what a client takes', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
    ['gzip;q=0', null],
    [undefined, null],
    ['GZIP', 'gzip'],
  ] as const)('%s: %s', (accepted, encoding) => {
    expect(encodingOf(accepted)).toBe(encoding);
  });
});
