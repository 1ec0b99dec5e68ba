import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { rows } from '../../src/db/sql.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import type { Puller } from '../../src/sources/puller.js';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';
import { openHub, type TestHub } from '../hub.js';
import { attempted, hurriedPuller, register, subsidyHeader, subsidyRow, totalOf } from './pulling.js';
import { startServer, type TestServer } from './server.js';

const variable = 'CTG_HUB_SOURCE_KEY_VOISIN';

describe('a hub that asks for a key', () => {
  let remote: CheckedHub;
  let local: TestHub;
  let puller: Puller;
  let elsewhere: TestServer;
  let address: string;
  let key: string;

  beforeAll(async () => {
    [remote, local] = await Promise.all([openCheckedHub(), openHub('france')]);
    await remote.load(subsidies, [
      ...subsidyHeader.split('\n'),
      subsidyRow('k1', 40),
      subsidyRow('k2', 7, '49007'),
    ]);
    address = await remote.app.listen({ host: '127.0.0.1', port: 0 });
    elsewhere = await startServer((_request, response) => response.writeHead(200).end('{"data":{}}'));
    const territories = [{ kind: 'COMMUNE', code: '49018' }];
    key = (await remote.newKey({ name: 'voisin', role: 'CONTRIBUTOR', territories })).text;
    puller = hurriedPuller(local, { keys: new Map([[variable, key]]) });
    await puller.start();
  });
  afterAll(async () => {
    await puller.stop();
    await elsewhere.close();
    await Promise.all([remote.close(), local.close()]);
  });

  const pulled = async (input: Record<string, unknown>) => {
    const { id } = await register(local, {
      name: 'voisin',
      kind: 'CTG_HUB',
      url: `${address}/graphql`,
      dataset: 'SUBSIDIES',
      ...input,
    });
    return attempted(local, id);
  };

  it('is not read without it, nor where the setting that holds it is missing', async () => {
    expect((await pulled({})).standing.code).toBe('SOURCE_KEY');
    const missing = await pulled({ keyVariable: `${variable}_2` });
    expect(missing.standing).toMatchObject({
      code: 'SOURCE_KEY',
      reason: `La source ne nous laisse pas lire : donnez sa clé à ce hub par ${variable}_2, et relancez-le.`,
    });
    expect(await totalOf(local)).toBe(null);
  });

  it('is read with it, and the base holds its name alone', async () => {
    const source = await pulled({ keyVariable: variable });
    expect([source.standing.code, source.keyVariable]).toEqual([null, variable]);
    expect(await totalOf(local)).toBe(40);
    const kept = await rows(
      local.database.fork(),
      'kept',
      sql`select to_jsonb(s)::text as text from source s`,
    );
    expect(JSON.stringify(kept)).not.toContain(key);
  });

  it('keeps its key from the machine to which it is sent on', async () => {
    const sending = await startServer((_request, response) =>
      response.writeHead(307, { location: `${elsewhere.url}/graphql` }).end(),
    );
    try {
      await pulled({ url: `${sending.url}/graphql`, keyVariable: variable });
      expect(sending.asked[0]?.headers.authorization).toBe(`Bearer ${key}`);
      expect(elsewhere.asked[0]?.headers.authorization).toBe(undefined);
    } finally {
      await sending.close();
    }
  });

  it.each([
    ['any other setting', 'CTG_HUB', 'DATABASE_URL'],
    ['the key itself', 'CTG_HUB', 'ctg_0123456789abcdef_x'],
    ['a file', 'HTTPS_FILE', variable],
  ])('takes no name of %s', async (_, kind, keyVariable) => {
    const { errors } = await local.ask(
      'mutation ($input: RegisterSourceInput!) { registerSource(input: $input) { id } }',
      {
        input: {
          name: 'x',
          territory: { kind: 'COMMUNE', code: '49018' },
          kind,
          url: `${address}/graphql`,
          author: 'tests',
          keyVariable,
        },
      },
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INVALID_SOURCE']);
  });

  it('is known by settings of a name, whose value is told nobody', () => {
    expect(readConfig({ [variable]: ' ctg_a_b ', CTG_HUB_SOURCE_KEY_: 'x' }, []).sourceKeys).toEqual(
      new Map([[variable, 'ctg_a_b']]),
    );
    expect(() => readConfig({ [variable]: 'avec espace' }, [])).toThrow(`${variable} n’est pas une clé`);
  });
});
