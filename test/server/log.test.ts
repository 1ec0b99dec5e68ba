import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubLog } from '../../src/server/log.js';
import { openHub, type TestHub } from '../hub.js';

const lines: string[] = [];
const log = hubLog(
  'trace',
  new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  }),
);
const last = () => JSON.parse(lines.at(-1) ?? '{}');

/** What no log may hold. */
const secrets = ['Jeanne', 'jeanne@mairie.example', 'hush-hush', '780552', 'ctg_0123456789abcdef_'];

describe('an error in the log', () => {
  const parsing = (text: string) => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return error;
    }
  };

  it.each([
    [
      'the row that a base refuses',
      Object.assign(new Error('new row for relation "subsidy" violates check constraint "x"'), {
        code: '23514',
        detail: 'Failing row contains (S1, Jeanne, 780552).',
        where: 'COPY subsidy, line 1: "Jeanne"',
        query: "insert into subsidy values ('Jeanne')",
        parameters: ['Jeanne'],
      }),
    ],
    ['a value that it cannot read', new Error('invalid input syntax for type integer: "Jeanne"')],
    ['a text that is no JSON', parsing('Jeanne {')],
    ['a text that is JSON no more', parsing('{"name": "Jeanne", }')],
    [
      'claims of a token',
      Object.assign(new Error('unexpected "aud" claim value'), {
        payload: { email: 'jeanne@mairie.example' },
      }),
    ],
    [
      'an address',
      new Error(
        'connect to https://u:hush-hush@a.example/?api_key=hush-hush failed for jeanne@mairie.example',
      ),
    ],
    ['its cause', new Error('outer', { cause: new Error('invalid input syntax for type date: "Jeanne"') })],
    ['what is no error', 'Bearer ctg_0123456789abcdef_xyz'],
  ])('does not hold %s', (_what, error) => {
    log.error({ err: error }, 'Unexpected error');
    const line = lines.at(-1) ?? '';
    for (const secret of secrets) expect(line).not.toContain(secret);
    expect(last().err.message).not.toBe('');
    if (error instanceof Error) expect(last().err.stack).toContain('log.test.ts');
  });

  it('keeps its code, its words and its place', () => {
    log.error({ err: Object.assign(new Error('deadlock detected'), { code: '40P01' }) }, 'Unexpected error');
    expect(last().err).toMatchObject({ type: 'Error', message: 'deadlock detected', code: '40P01' });
  });
});

describe('what is logged of requests', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west', { log });
    lines.length = 0;
  });
  afterAll(() => hub.close());

  it('is their method and path, whatever they ask and send', async () => {
    const ask = encodeURIComponent('{ searchTerritories(text: "Jeanne") { totalCount } }');
    await hub.app.inject({ url: `/graphql?query=${ask}`, headers: { 'apollo-require-preflight': '1' } });
    await hub.ask('query($t: String!) { batches(author: $t) { totalCount } }', {
      t: 'jeanne@mairie.example',
    });
    await hub.app.inject({
      method: 'POST',
      url: '/loads?name=Jeanne.csv&author=Jeanne&token=hush-hush',
      headers: { 'x-ctg-hub': '1', 'content-type': 'text/csv', authorization: 'Bearer hush-hush' },
      payload:
        'code insee;exercice;montant;remarques\n49018;2023;780552;Jeanne\n49018;jamais;780552;Jeanne\n',
    });
    await hub.app.inject({ url: '/loads/ctg_0123456789abcdef_xyz?author=Jeanne' });
    const written = lines.join('');
    expect(written).toContain('"url":"/loads"');
    for (const secret of secrets) expect(written).not.toContain(secret);
  });

  it('a fault within: its place, not what was asked', async () => {
    lines.length = 0;
    const fork = () => {
      throw new Error('invalid input syntax for type integer: "Jeanne"');
    };
    Object.assign(hub.database, { fork });
    await hub.app.inject({
      method: 'POST',
      url: '/loads?name=a&author=Jeanne',
      headers: { 'x-ctg-hub': '1', 'content-type': 'text/csv' },
      payload: 'Jeanne',
    });
    const written = lines.join('');
    expect(written).toContain('Unexpected error');
    for (const secret of secrets) expect(written).not.toContain(secret);
  });
});
