import { getIntrospectionQuery } from 'graphql';
import { type Attack, ask, bomb, get, json, outcomeOf, post, raw, send } from './attack.js';

const question = JSON.stringify({ query: '{ hub { revision } }' });
const search = encodeURIComponent('{ hub { revision } }');
const tower = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const variables = (text: string) =>
  `{"query":"query ($on: Date) { conventions(on: $on) { totalCount } }","variables":{"on":${text}}}`;

/** Those that are in how a question is sent. */
export const requestAttacks: readonly Attack[] = [
  {
    family: 'Batches',
    name: 'A thousand questions in one request',
    expected: '400 BATCH_REFUSED',
    attempt: (hub) => post(hub, `[${Array(1_000).fill(question).join(',')}]`),
  },
  {
    family: 'Batches',
    name: 'An empty batch',
    expected: '400 BATCH_REFUSED',
    attempt: (hub) => post(hub, '[]'),
  },
  {
    family: 'Variables',
    name: 'A tower of 400 000 lists',
    expected: '400 VARIABLES_TOO_LARGE',
    attempt: (hub) => post(hub, variables(tower(400_000))),
  },
  {
    family: 'Variables',
    name: 'A tower of 400 000 lists in the place of the document',
    expected: '400 VARIABLES_TOO_LARGE',
    attempt: (hub) => post(hub, `{"query":${tower(400_000)}}`),
  },
  {
    family: 'Variables',
    name: 'A list of 200 000 values',
    expected: '400 VARIABLES_TOO_LARGE',
    attempt: (hub) => post(hub, variables(`[${'1,'.repeat(200_000)}1]`)),
  },
  {
    family: 'Variables',
    name: 'A NUL character, half a character',
    expected: '400 INVALID_TEXT; 400 INVALID_TEXT',
    attempt: async (hub) => {
      const query = 'query ($text: String!) { searchTerritories(text: $text) { totalCount } }';
      return [await ask(hub, query, { text: 'ab\0' }), await ask(hub, query, { text: 'ab\ud800' })].join(
        '; ',
      );
    },
  },
  {
    family: 'Variables',
    name: 'Keys of the prototype',
    expected: '400 BAD_REQUEST',
    attempt: (hub) => post(hub, '{"query":"{ hub { revision } }","__proto__":{"isAdmin":true}}'),
  },
  {
    family: 'Suggestions',
    name: 'Names tried one after the other, introspection closed',
    expected: '400 GRAPHQL_VALIDATION_FAILED, no name told',
    attempt: async (hub) => {
      const { status, text } = await send(hub, {
        method: 'POST',
        headers: json,
        body: '{"query":"{ communes }"}',
      });
      const told = /Vouliez-vous/.test(text) ? 'names told' : 'no name told';
      return `${outcomeOf({ status, text })}, ${told}`;
    },
  },
  {
    family: 'Introspection',
    name: 'The schema, introspection closed',
    expected: '403 INTROSPECTION_CLOSED',
    attempt: (hub) => ask(hub, getIntrospectionQuery()),
  },
  {
    family: 'Introspection',
    name: 'One type, through a fragment, introspection closed',
    expected: '403 INTROSPECTION_CLOSED',
    attempt: (hub) =>
      ask(hub, '{ ...a } fragment a on Query { x: __type(name: "Query") { fields { name } } }'),
  },
  {
    family: 'CSRF',
    name: 'A question in the address, as a link or an image asks it',
    expected: '400 BAD_REQUEST',
    attempt: (hub) => get(hub, `/graphql?query=${search}`),
  },
  {
    family: 'CSRF',
    name: 'A form of another site: text/plain, urlencoded, multipart',
    expected: '400 BAD_REQUEST; 415 BAD_REQUEST; 415 BAD_REQUEST',
    attempt: async (hub) =>
      [
        await post(hub, question, { 'content-type': 'text/plain' }),
        await post(hub, `query=${search}`, { 'content-type': 'application/x-www-form-urlencoded' }),
        await post(hub, '--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
      ].join('; '),
  },
  {
    family: 'CSRF',
    name: 'A mutation in the address',
    expected: '405 BAD_REQUEST',
    attempt: (hub) =>
      get(hub, `/graphql?query=${encodeURIComponent('mutation { checkTotals { table } }')}`, {
        'apollo-require-preflight': '1',
      }),
  },
  {
    family: 'CSRF',
    name: 'A file sent by a page of another site',
    expected: '403 CROSS_SITE_REQUEST',
    attempt: async (hub) =>
      outcomeOf(
        await send(hub, {
          path: '/loads',
          method: 'POST',
          headers: { origin: 'https://evil.example', 'x-ctg-hub': '1' },
          body: 'a',
        }),
      ),
  },
  {
    family: 'CSRF',
    name: 'A page of another site that asks whether it may',
    expected: '404 NOT_FOUND, no site allowed',
    attempt: async (hub) => {
      const answer = await send(hub, {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      });
      const allowed = answer.headers.get('access-control-allow-origin');
      return `${outcomeOf(answer)}, ${allowed === null ? 'no site' : allowed} allowed`;
    },
  },
  {
    family: 'Content types',
    name: 'XML, GraphQL text, JSON in UTF-16',
    expected: '415 BAD_REQUEST; 415 BAD_REQUEST; 400 BAD_REQUEST',
    attempt: async (hub) =>
      [
        await post(hub, '<x/>', { 'content-type': 'application/xml' }),
        await post(hub, '{ hub { revision } }', { 'content-type': 'application/graphql' }),
        await post(hub, Buffer.from(question, 'utf16le'), {
          'content-type': 'application/json; charset=utf-16',
        }),
      ].join('; '),
  },
  {
    family: 'Compression',
    name: 'A bomb: 100 MB of spaces in gzip, deflate, br',
    expected: '415 COMPRESSED_REQUEST; 415 COMPRESSED_REQUEST; 415 COMPRESSED_REQUEST',
    attempt: async (hub) => {
      const body = bomb(100_000_000);
      const sent: string[] = [];
      for (const encoding of ['gzip', 'deflate', 'br'])
        sent.push(await post(hub, body, { ...json, 'content-encoding': encoding }));
      return sent.join('; ');
    },
  },
  {
    family: 'Compression',
    name: 'A bomb sent as a file',
    expected: '415 COMPRESSED_REQUEST',
    attempt: async (hub) =>
      outcomeOf(
        await send(hub, {
          path: '/loads',
          method: 'POST',
          headers: { 'x-ctg-hub': '1', 'content-encoding': 'gzip' },
          body: new Uint8Array(bomb(50_000_000)),
        }),
      ),
  },
  {
    family: 'Traversal',
    name: 'Ways out of the folders of pages',
    expected: '404 NOT_FOUND',
    attempt: async (hub) => {
      const paths = [
        '/explorer/..%2f..%2fpackage.json',
        '/explorer/%2e%2e/%2e%2e/package.json',
        '/charger/....//....//etc/passwd',
        '/explorer/..\\..\\package.json',
        '/explorer/%252e%252e%252fpackage.json',
        '/explorer/assets/..%5c..%5cpackage.json',
      ];
      const outcomes = await Promise.all(
        paths.map((path) => raw(hub, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)),
      );
      return [...new Set(outcomes)].join('; ');
    },
  },
  {
    family: 'Traversal',
    name: 'Addresses with NUL, half an escape, nothing',
    expected: '404 NOT_FOUND; 400 BAD_REQUEST; 404 UNKNOWN_LOAD; 400 INVALID_OPTION; 404 NOT_FOUND',
    attempt: async (hub) => {
      const sent: string[] = [];
      for (const path of [
        '/explorer/%00',
        '/explorer/%e0%a4%a',
        '/loads/%00',
        '/templates/%00.xlsx',
        '//evil.example/graphql',
      ]) {
        sent.push(await raw(hub, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`));
      }
      return sent.join('; ');
    },
  },
  {
    family: 'Headers',
    name: 'A name that is not the hub’s (DNS rebinding)',
    expected: '421 UNKNOWN_HOST',
    attempt: (hub) => raw(hub, 'GET /explorer/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
  },
  {
    family: 'Headers',
    name: 'No name, two names, a name that is none',
    expected: '421 UNKNOWN_HOST; 421 UNKNOWN_HOST; 421 UNKNOWN_HOST',
    attempt: async (hub) =>
      [
        await raw(hub, 'GET /explorer/ HTTP/1.1\r\nConnection: close\r\n\r\n'),
        await raw(
          hub,
          'GET /explorer/ HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
        ),
        await raw(hub, 'GET /graphql HTTP/1.1\r\nHost: [::1/../\r\nConnection: close\r\n\r\n'),
      ].join('; '),
  },
  {
    family: 'Headers',
    name: 'Another address, name or method by a header of proxies',
    expected: '421 UNKNOWN_HOST; 200 answer',
    attempt: async (hub) => {
      const forwarded = {
        'x-forwarded-for': '10.0.0.1',
        'x-forwarded-host': '127.0.0.1',
        'x-http-method-override': 'DELETE',
        'x-original-url': '/health/live',
      };
      const headers = Object.entries(forwarded)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('');
      return [
        await raw(
          hub,
          `GET /explorer/ HTTP/1.1\r\nHost: evil.example\r\n${headers}Connection: close\r\n\r\n`,
        ),
        await post(hub, question, { ...json, ...forwarded }),
      ].join('; ');
    },
  },
  {
    family: 'Headers',
    name: '40 kB of headers',
    expected: '431 HEADERS_TOO_LARGE',
    attempt: (hub) =>
      raw(hub, `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`),
  },
  {
    family: 'Headers',
    name: 'A length and chunks at once (request smuggling)',
    expected: '400 BAD_REQUEST',
    attempt: (hub) =>
      raw(
        hub,
        'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /loads HTTP/1.1\r\n\r\n',
      ),
  },
  {
    family: 'Headers',
    name: 'What is not HTTP',
    expected: '400 BAD_REQUEST',
    attempt: (hub) => raw(hub, '\x16\x03\x01\x00\xa5\x01\x00\r\n\r\n'),
  },
  {
    family: 'Methods',
    name: 'PUT, DELETE, TRACE of the API',
    expected: '405 METHOD_NOT_ALLOWED; 405 METHOD_NOT_ALLOWED; 404 NOT_FOUND',
    attempt: async (hub) =>
      [
        outcomeOf(await send(hub, { method: 'PUT', headers: json, body: question })),
        outcomeOf(await send(hub, { method: 'DELETE' })),
        await raw(hub, 'TRACE /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n'),
      ].join('; '),
  },
  {
    family: 'Persisted queries',
    name: 'The hash of another question, a hash that is none',
    expected: '400 BAD_REQUEST; 200 PERSISTED_QUERY_NOT_FOUND',
    attempt: async (hub) => {
      const persisted = (sha256Hash: unknown, query?: string) =>
        post(hub, JSON.stringify({ query, extensions: { persistedQuery: { version: 1, sha256Hash } } }));
      return [await persisted('a'.repeat(64), '{ hub { revision } }'), await persisted({ a: 1 })].join('; ');
    },
  },
];
