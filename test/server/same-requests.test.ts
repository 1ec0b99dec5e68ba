import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { today } from '../../src/calendar.js';
import { askedOf } from '../../src/journal/asked.js';
import type { Journal } from '../../src/journal/journal.js';
import { JournalKind } from '../../src/journal/journal.rules.js';
import { type Doorkeepers, SameRequests } from '../../src/server/answers/same-requests.js';
import { addViewers } from '../../src/server/viewers.js';
import { openViewer, Role, viewerOf } from '../../src/viewer.js';

const asked = askedOf(JournalKind.READ, { fields: ['hub'] });
const question = '{"query":"{ hub { vintage } }"}';

describe('a request that is the same to the byte as one that a kept answer has answered', () => {
  let app: FastifyInstance;
  let keepers: Doorkeepers;
  /** Requests that Fastify has had, and what it was sent of them. */
  let passed: unknown[];
  let note: ReturnType<typeof vi.fn>;
  let status = 200;
  /** The day of the answer that is kept, if not today. */
  let asDay: string | null = null;

  beforeEach(async () => {
    passed = [];
    status = 200;
    asDay = null;
    note = vi.fn();
    const same = new SameRequests(100_000);
    app = fastify({
      bodyLimit: 2 ** 20,
      serverFactory: (others: RequestListener) => createServer(same.before(others)),
    });
    await app.register(async (scope) => {
      addViewers(scope, null);
      // As whoever is looked up in the base, or a page of another site.
      scope.addHook('onRequest', async ({ headers }) => {
        if (headers['x-slow']) await new Promise((done) => setTimeout(done, 20));
      });
      scope.route({
        url: '/graphql',
        method: ['GET', 'POST'],
        handler: (request, reply) => {
          passed.push(request.body);
          same.isKept(request.raw, { epoch: keepers.epoch() ?? 0, day: asDay ?? today() }, asked);
          reply.code(status).header('x-of', String(passed.length)).type('application/json; charset=utf-8');
          return reply.send(status === 304 ? '' : Buffer.from(`{"data":"é ${passed.length}"}`));
        },
      });
      same.rememberIn(scope);
    });
    keepers = {
      epoch: () => 7,
      isStopping: () => false,
      knownViewer: () => openViewer,
      mayCome: () => true,
      journal: { note } as unknown as Journal,
    };
    same.begin({
      epoch: () => keepers.epoch(),
      isStopping: () => keepers.isStopping(),
      knownViewer: (headers) => keepers.knownViewer(headers),
      mayCome: (caller) => keepers.mayCome(caller),
      get journal() {
        return keepers.journal;
      },
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await app.close();
  });

  const address = () => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
  const post = (headers: Record<string, string> = {}, body = question) =>
    fetch(address(), { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  /** The n-th answer that Fastify has made. */
  const made = (n: number) => `{"data":"é ${n}"}`;
  const ask = async (...parameters: Parameters<typeof post>) => (await post(...parameters)).text();

  it('is sent the same bytes under the same headers, and told in the journal', async () => {
    const first = await post();
    const again = await post();
    const told = (response: Response) => [...response.headers].filter(([name]) => name !== 'date').sort();
    expect(told(again)).toEqual(told(first));
    expect(told(again)).toContainEqual(['content-length', '15']);
    expect([again.status, await first.text(), await again.text()]).toEqual([200, made(1), made(1)]);
    expect(passed).toEqual([JSON.parse(question)]);
    expect(note).toHaveBeenCalledOnce();
    expect(note.mock.calls[0]?.[0]).toMatchObject({
      viewer: openViewer,
      origin: 'API',
      asked,
      outcome: 'OK',
      answered: 'KEPT',
      epoch: 7,
    });
  });

  it('is told that nothing has changed, where the first was', async () => {
    status = 304;
    const get = () => fetch(address(), { headers: { 'if-none-match': '"a"' } });
    const both = [await get(), await get()];
    expect(both.map((each) => [each.status, each.headers.get('x-of')])).toEqual([
      [304, '1'],
      [304, '1'],
    ]);
    expect(note.mock.calls[0]?.[0]).toMatchObject({ answered: 'UNCHANGED' });
  });

  it('differs by any header, by its address and by its body', async () => {
    await ask();
    expect(await ask({ accept: 'application/json' })).toBe(made(2));
    expect(await ask({ 'x-forwarded-for': '198.51.100.7' })).toBe(made(3));
    expect(await ask({ authorization: 'Bearer a' })).toBe(made(4));
    expect(await ask({ authorization: 'Bearer b' })).toBe(made(5));
    expect(await ask({}, `${question} `)).toBe(made(6));
    expect(await (await fetch(`${address()}?a`)).text()).toBe(made(7));
    expect(await ask()).toBe(made(1));
  });

  it.each<[string, Partial<Doorkeepers>]>([
    ['the base has changed', { epoch: () => 8 }],
    ['no change would be heard of', { epoch: () => null }],
    ['the hub stops', { isStopping: () => true }],
    ['its sender is to be looked at', { knownViewer: () => null }],
    ['its sender may see something else', { knownViewer: () => viewerOf({ name: 'x', role: Role.READER }) }],
    ['it is one too many', { mayCome: () => false }],
  ])('is answered by Fastify when %s, whole', async (_when, change) => {
    await ask();
    Object.assign(keepers, change);
    expect(await ask()).toBe(made(2));
    expect(passed).toEqual([JSON.parse(question), JSON.parse(question)]);
    expect(note).not.toHaveBeenCalled();
  });

  it('is answered by Fastify on another day', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-31T12:00:00') });
    expect([await ask(), await ask()]).toEqual([made(1), made(1)]);
    vi.setSystemTime(new Date('2026-02-01T12:00:00'));
    expect(await ask()).toBe(made(2));
  });

  it('is answered by Fastify where what is kept is of the day before, whenever it was sent', async () => {
    asDay = '2026-01-31';
    expect([await ask(), await ask()]).toEqual([made(1), made(2)]);
  });

  it('is answered when it has no body, however long it takes to know who sends it', async () => {
    for (const headers of [{}, { 'x-slow': '1' }]) {
      const response = await post(headers as Record<string, string>, '');
      expect(response.status).toBe(400);
    }
  });

  it('is left to Fastify when its body comes late, in pieces or is long', async () => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${question.length}\r\n\r\n`;
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes;
    });
    const answered = (count: number) =>
      vi.waitFor(() => expect(heard.match(/HTTP\/1.1 200/g)).toHaveLength(count));
    const send = (text: string) => new Promise((done) => socket.write(text, done));
    await send(head);
    await new Promise((done) => setTimeout(done, 20));
    await send(question.slice(0, 5));
    await new Promise((done) => setTimeout(done, 20));
    await send(question.slice(5));
    await answered(1);
    // Whole in one piece, and then two in one: each is answered, in their order.
    await send(head + question);
    await answered(2);
    await send(head + question + head + question);
    await answered(4);
    expect(heard.match(/"data":"é \d"/g)).toEqual([1, 2, 2, 2].map((n) => `"data":"é ${n}"`));
    socket.end();
    await once(socket, 'close');
    const long = JSON.stringify({ query: 'a'.repeat(100_000) });
    expect([await ask({}, long), await ask({}, long)]).toEqual([made(3), made(4)]);
  });
});
