import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';

/** What a server that prevents CSRF cannot pass, and why. */
const preflight =
  'A question in the address is a question that a page of another site could ask: it takes a header that says it is none.';
const refused: Readonly<Record<string, string>> = { '5A70': preflight, D6D5: preflight, '6A70': preflight };

let address = '';
const audits = serverAudits({
  url: () => `${address}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) => fetch(url, init),
});

const withHeader = serverAudits({
  url: () => `${address}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) =>
    fetch(url, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'apollo-require-preflight': '1' },
    }),
});

describe('GraphQL over HTTP, by the audits of its specification', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    address = await hub.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => hub.close());

  it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id: $name', async ({ id, fn }) => {
    const result = await fn();
    const said = result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`;
    expect(said).toBe(id in refused ? 'notice: Response status code is not 200' : 'ok');
  });

  it.each(withHeader.filter(({ id }) => id in refused))('$id, with that header: $name', async ({ fn }) => {
    expect((await fn()).status).toBe('ok');
  });
});
