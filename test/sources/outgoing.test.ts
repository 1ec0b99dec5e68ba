import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AddressRules, addressRules } from '../../src/sources/address.js';
import { defaultLimits, type Outgoing, openOutgoing } from '../../src/sources/outgoing.js';
import { bodyOf, says, startServer, type TestServer } from './server.js';

const limits = {
  ...defaultLimits,
  connectMilliseconds: 500,
  idleMilliseconds: 400,
  totalMilliseconds: 1_500,
  receivedBytes: 200_000,
  inflatedBytes: 1_000_000,
  jsonBytes: 10_000,
};

describe('calling a source', () => {
  let server: TestServer;
  const folder = mkdtempSync(join(tmpdir(), 'ctg-hub-outgoing-'));
  const file = join(folder, 'file');
  beforeAll(async () => {
    server = await startServer(says(''));
  });
  beforeEach(() => {
    server.asked.length = 0;
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  async function using<T>(
    work: (outgoing: Outgoing) => Promise<T>,
    addresses: AddressRules = addressRules(true),
    signal = new AbortController().signal,
  ) {
    const outgoing = await openOutgoing({ addresses, limits, signal });
    try {
      return await work(outgoing);
    } finally {
      await outgoing.close();
    }
  }

  async function download(answer: RequestListener, path = '/a.csv') {
    server.answer = answer;
    return using((outgoing) => outgoing.download(new URL(path, server.url), file));
  }

  const condition = { etag: '"v1"', lastModified: 'Mon, 02 Nov 2026 08:00:00 GMT' };

  it('downloads a file, and says what tells next time that it has not changed', async () => {
    const headers = { etag: condition.etag, 'last-modified': condition.lastModified };
    expect(await download(says('a;b\n1;2\n', 200, headers))).toEqual(condition);
    expect(readFileSync(file, 'utf8')).toBe('a;b\n1;2\n');
  });

  it('asks whether it changed, and takes no for an answer only when it asked', async () => {
    server.answer = says('', 304);
    const url = new URL('/a.csv', server.url);
    expect(await using((outgoing) => outgoing.download(url, file, condition))).toBeNull();
    expect(server.asked[0]?.headers).toMatchObject({
      'if-none-match': condition.etag,
      'if-modified-since': condition.lastModified,
    });
    await expect(download(says('', 304))).rejects.toMatchObject({ code: 'SOURCE_HTTP_STATUS' });
  });

  it.each([
    ['gzip', gzipSync('é;1\n')],
    ['br', brotliCompressSync('é;1\n')],
  ])('inflates %s', async (encoding, body) => {
    await download(says(body, 200, { 'content-encoding': encoding }));
    expect(readFileSync(file, 'utf8')).toBe('é;1\n');
  });

  const endless = (response: ServerResponse, chunk: string | Buffer, pause: number) => {
    const timer = setInterval(() => response.write(chunk), pause);
    response.on('close', () => clearInterval(timer));
  };

  it.each<[string, RequestListener, string]>([
    ['404', says('', 404), 'SOURCE_NOT_FOUND'],
    ['410', says('', 410), 'SOURCE_NOT_FOUND'],
    ['500', says('oups', 500), 'SOURCE_HTTP_STATUS'],
    ['204', says('', 204), 'SOURCE_HTTP_STATUS'],
    ['206', says('a', 206), 'SOURCE_HTTP_STATUS'],
    ['no answer at all', () => undefined, 'SOURCE_TIMEOUT'],
    [
      'a silence in the middle',
      (_request, response) => {
        response.writeHead(200).write('a;b\n');
      },
      'SOURCE_TIMEOUT',
    ],
    [
      'a byte at a time, for ever',
      (_request, response) => endless(response.writeHead(200), 'a', 50),
      'SOURCE_TIMEOUT',
    ],
    [
      'an endless body',
      (_request, response) => endless(response.writeHead(200), Buffer.alloc(50_000), 1),
      'SOURCE_TOO_LARGE',
    ],
    [
      'a body announced too large',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '999999999' }).write('a');
      },
      'SOURCE_TOO_LARGE',
    ],
    [
      'a gzip bomb',
      says(gzipSync(Buffer.alloc(50_000_000)), 200, { 'content-encoding': 'gzip' }),
      'SOURCE_TOO_LARGE',
    ],
    [
      'a brotli bomb',
      says(brotliCompressSync(Buffer.alloc(20_000_000)), 200, { 'content-encoding': 'br' }),
      'SOURCE_TOO_LARGE',
    ],
    ['gzip that is none', says('a;b', 200, { 'content-encoding': 'gzip' }), 'SOURCE_ANSWER'],
    [
      'gzip cut short',
      says(gzipSync('a;b\n'.repeat(100)).subarray(0, 20), 200, { 'content-encoding': 'gzip' }),
      'SOURCE_ANSWER',
    ],
    ['an unknown compression', says('a', 200, { 'content-encoding': 'lzma' }), 'SOURCE_ANSWER'],
    [
      'a connection cut before the end',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('a;b\n');
        setTimeout(() => response.destroy(), 50);
      },
      'SOURCE_UNREACHABLE',
    ],
    ['a connection cut at once', (request) => request.socket.destroy(), 'SOURCE_UNREACHABLE'],
    ['redirects in a circle', says('', 302, { location: '/a.csv' }), 'SOURCE_REDIRECTS'],
    ['a redirect to nowhere', says('', 302), 'SOURCE_REDIRECTS'],
    ['a redirect to a file', says('', 301, { location: 'file:///etc/passwd' }), 'SOURCE_FORBIDDEN_ADDRESS'],
    [
      'a redirect with a password',
      says('', 301, { location: 'http://a:b@127.0.0.1/' }),
      'SOURCE_FORBIDDEN_ADDRESS',
    ],
  ])('ends %s in %s', async (_name, answer, code) => {
    await expect(download(answer)).rejects.toMatchObject({ code });
  });

  it('says what the network said in words that a loader can read', async () => {
    const cut = download((request) => request.socket.destroy());
    await expect(cut).rejects.toThrow(/^La source ne se joint pas : le serveur coupe/);
    const nobody = new URL('http://127.0.0.1:1/');
    const refused = using((outgoing) => outgoing.download(nobody, file));
    await expect(refused).rejects.toThrow('refuse la connexion');
  });

  it('keeps how long the source asks to be left alone', async () => {
    await expect(download(says('', 503, { 'retry-after': '120' }))).rejects.toMatchObject({
      retryAfter: 120,
    });
  });

  it('follows redirects, five at most', async () => {
    server.answer = ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) response.end('arrivé');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    };
    const get = (hops: number) =>
      using((outgoing) => outgoing.download(new URL(`/${hops}`, server.url), file));
    await get(5);
    expect(readFileSync(file, 'utf8')).toBe('arrivé');
    await expect(get(6)).rejects.toMatchObject({ code: 'SOURCE_REDIRECTS' });
  });

  /** Only the test's own server is allowed: everything else is somebody's internal machine. */
  const onlyServer: AddressRules = { webOnly: false, isAllowed: (address) => address === '127.0.0.1' };

  it.each([
    ['http://127.0.0.2/', 'an address'],
    ['http://[::1]:1/', 'an IPv6 address'],
    ['http://169.254.169.254/latest/meta-data/', 'the metadata of a cloud'],
  ])('refuses to be sent to %s: %s', async (location) => {
    server.answer = says('', 302, { location });
    const attempt = using((outgoing) => outgoing.download(new URL(server.url), file), onlyServer);
    await expect(attempt).rejects.toMatchObject({ code: 'SOURCE_FORBIDDEN_ADDRESS' });
    expect(server.asked).toHaveLength(1);
  });

  it('refuses a name that leads inside, without connecting', async () => {
    const nowhere: AddressRules = { webOnly: false, isAllowed: () => false };
    const local = new URL(`http://localhost:${new URL(server.url).port}/`);
    const attempt = using((outgoing) => outgoing.download(local, file), nowhere);
    await expect(attempt).rejects.toMatchObject({ code: 'SOURCE_FORBIDDEN_ADDRESS' });
    const secure = new URL('https://localhost/');
    const public_ = using((outgoing) => outgoing.download(secure, file), addressRules(false));
    await expect(public_).rejects.toMatchObject({ code: 'SOURCE_FORBIDDEN_ADDRESS' });
    expect(server.asked).toHaveLength(0);
  });

  it('asks and reads JSON within limits', async () => {
    server.answer = async (request, response) => {
      response.end(JSON.stringify({ got: JSON.parse(await bodyOf(request)) }));
    };
    const url = new URL('/graphql', server.url);
    const ask = () => using((outgoing) => outgoing.json(url, { query: '{ hub }' }));
    expect(await ask()).toEqual({ got: { query: '{ hub }' } });
    server.answer = says('<html>');
    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_ANSWER' });
    server.answer = says(JSON.stringify('a'.repeat(20_000)));
    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' });
    server.answer = says('', 302, { location: '/elsewhere' });
    await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_REDIRECTS' });
  });

  it('counts all requests of an attempt together', async () => {
    server.answer = says('a'.repeat(90_000));
    const url = new URL(server.url);
    await using(async (outgoing) => {
      await outgoing.download(url, file);
      await outgoing.download(url, file);
      await expect(outgoing.download(url, file)).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' });
    });
  });

  it('stops at once when the hub does', async () => {
    server.answer = () => undefined;
    const stopping = new AbortController();
    const attempt = using(
      (outgoing) => outgoing.download(new URL(server.url), file),
      addressRules(true),
      stopping.signal,
    );
    const ended = expect(attempt).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
    await delay(50);
    const started = performance.now();
    stopping.abort();
    await ended;
    expect(performance.now() - started).toBeLessThan(200);
  });
});
