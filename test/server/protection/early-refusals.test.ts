import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { httpLimits } from '../../../src/server/protection/http-limits.js';
import { serverOptions } from '../../../src/server/protection/server-options.js';
import { openHub, type TestHub } from '../../hub.js';

describe('what is refused before it has a route', () => {
  let hub: TestHub;
  let address: URL;
  beforeAll(async () => {
    hub = await openHub('france');
    address = new URL(await hub.app.listen({ host: '127.0.0.1', port: 0 }));
  });
  afterAll(() => hub.close());

  async function sent(text: string): Promise<{ head: string; body: string }> {
    const socket = connect(Number(address.port), address.hostname);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.write(text);
    await once(socket, 'close');
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    return { head: head.toLowerCase(), body };
  }

  it.each([
    [
      '417',
      'an expectation that is none',
      'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: foo\r\nContent-Length: 2\r\n\r\n',
    ],
    ['400', 'what is not HTTP', 'rien\r\n\r\n'],
  ])('is told in JSON, with the headers of every answer: %s, %s', async (status, _what, text) => {
    const { head, body } = await sent(text);
    expect(head).toContain(`http/1.1 ${status} `);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    const { headers } = await hub.app.inject('/nowhere');
    const names = Object.keys(headers).filter(
      (name) => !/^(date|connection|content-length|vary)$/.test(name),
    );
    expect(names).toContain('content-security-policy');
    for (const name of names) expect(head).toContain(`\n${name}: ${String(headers[name]).toLowerCase()}`);
  });

  it.each(['http://x.example', 'http://127.0.0.1:99999', 'rien'])(
    'is said of a file for a port that is none, sent by a page of %s',
    async (origin) => {
      const { head, body } = await sent(
        `POST /loads HTTP/1.1\r\nHost: 127.0.0.1:99999\r\nOrigin: ${origin}\r\nX-CTG-Hub: 1\r\nConnection: close\r\nContent-Length: 1\r\n\r\na`,
      );
      expect(head).toContain('http/1.1 403 ');
      expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'CROSS_SITE_REQUEST' } }] });
    },
  );
});

describe('references of requests', () => {
  it('are short, and of one start of the hub', () => {
    const start = () =>
      serverOptions(pino({ level: 'silent' }), readConfig({}, []).protection, httpLimits, (each) => each);
    const [one, other] = [start(), start()];
    const [first, second] = [one.genReqId(), one.genReqId()];
    expect(first).toMatch(/^[0-9a-f]{6}-1$/);
    expect(second).toBe(first.replace(/1$/, '2'));
    expect(other.genReqId().slice(0, 6)).not.toBe(first.slice(0, 6));
  });
});
