import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newLocalSecret } from '../../src/access/authenticate.js';
import { keyTextOf, newKeyId, newSecret } from '../../src/access/keys/access-key.rules.js';
import { readConfig } from '../../src/config.js';
import { openDatabase } from '../../src/db/open.js';
import { createSchema } from '../../src/graphql/schema.js';
import { model, resolvers } from '../../src/hub.js';
import { createHttpServer } from '../../src/server/http.js';
import { hubLog } from '../../src/server/log.js';
import { Role, viewerOf } from '../../src/viewer.js';
import { copyBase } from '../hub.js';
import { eventually } from '../setup/eventually.js';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

describe('rights', () => {
  it('are a digest of what decides what is seen, and of nothing else', () => {
    const partner = { name: 'a', role: Role.PARTNER, territories: ['x', 'y'], datasets: ['B', 'A'] };
    const { rights } = viewerOf(partner);
    expect(
      viewerOf({ ...partner, name: 'b', territories: ['y', 'x', 'y'], datasets: ['A', 'B'] }).rights,
    ).toBe(rights);
    const others = [
      { ...partner, role: Role.CONTRIBUTOR },
      { ...partner, territories: ['x'] },
      { ...partner, datasets: ['A'] },
      { ...partner, datasets: null },
    ];
    expect(new Set([rights, ...others.map((each) => viewerOf(each).rights)]).size).toBe(5);
  });
});

describe('answers that are kept', () => {
  let hub: CheckedHub;
  beforeAll(async () => {
    hub = await openCheckedHub({ answerCacheBytes: 2 ** 20 });
  });
  afterAll(() => hub.close());
  const question = (name: string) =>
    `{ department(code: "49") { name ${name}: subsidies(fiscalYear: 2023) { total } } }`;

  it('are given again to those of the same rights, and to nobody else', async () => {
    const of = (role: string, ...codes: string[]) =>
      hub.newKey({ name: role, role, territories: codes.map((code) => ({ kind: 'DEPARTMENT', code })) });
    const one = await of('ANALYST', '49');
    const same = await of('ANALYST', '49');
    const other = await of('ANALYST', '44', '49');
    const contributor = await of('CONTRIBUTOR', '49');
    // Keys are announced a little later, and each announcement begins with nothing kept: it is tried anew until none comes
    // between the first answer and that of the same rights.
    let tried = 0;
    await eventually(async () => {
      tried += 1;
      const isAsked = async (text: string) =>
        (await told(text, question(`try${tried}`))).includes('subsidyTotals');
      expect(await isAsked(one.text)).toBe(true);
      for (const text of [other.text, contributor.text, hub.local]) expect(await isAsked(text)).toBe(true);
      for (const text of [one.text, same.text, other.text, contributor.text, hub.local])
        expect(await isAsked(text)).toBe(false);
    });
    // Without a key nothing is answered, kept or not.
    expect((await hub.askAs(null, question('none'))).status).toBe(401);
  });

  it('do not give an answer of more rights to who knows its tag', async () => {
    const reader = await hub.newKey({ name: 'lecteur', role: 'READER' });
    const batches = '{ batches { totalCount } }';
    const get = (text: string, tag: string) =>
      hub.app.inject({
        url: `/graphql?query=${encodeURIComponent(batches)}`,
        headers: { 'apollo-require-preflight': '1', authorization: `Bearer ${text}`, 'if-none-match': tag },
      });
    const first = await get(hub.local, '"none"');
    expect([first.statusCode, first.headers.vary]).toEqual([200, expect.stringMatching(/\bAuthorization\b/)]);
    expect((await get(hub.local, String(first.headers.etag))).statusCode).toBe(304);
    for (const tag of [String(first.headers.etag), '*']) {
      const refused = await get(reader.text, tag);
      expect([refused.statusCode, refused.json().data]).toEqual([200, undefined]);
      expect(refused.json().errors).toHaveLength(1);
    }
  });

  it('do not let the figures of a convention be had by its name from who is shown none by name', async () => {
    const question =
      '{ completionTable(by: [DEPARTMENT], on: ["2025-12-31"], conventions: ["NOBODY-1"]) { totalCount } }';
    const reader = await hub.newKey({ name: 'lecteur', role: 'READER' });
    // Not even that there is no such convention.
    expect((await hub.askAs(reader.text, question)).codes).toEqual(['CONVENTIONS_NOT_SHOWN']);
    expect((await hub.askAs(hub.local, question)).codes).toEqual(['UNKNOWN_CONVENTION']);
  });

  it('are those of an API that is whole for each role: lists, interfaces, what it is made of', async () => {
    const reader = await hub.newKey({ name: 'lecteur', role: 'READER' });
    const analyst = { name: 'analyste', role: 'ANALYST', territories: [{ kind: 'DEPARTMENT', code: '49' }] };
    const found = await hub.askAs(
      (await hub.newKey(analyst)).text,
      `{ searchTerritories(text: "Angers", first: 1) {
           totalCount
           nodes { territory { __typename name ... on Commune { department { name } epci { communes(first: 1) { nodes { code } } } } } }
         } }`,
    );
    expect(found.data.searchTerritories.nodes).toEqual([
      {
        territory: {
          __typename: 'Commune',
          name: 'Angers',
          department: { name: 'Maine-et-Loire' },
          epci: { communes: { nodes: [{ code: expect.any(String) }] } },
        },
      },
    ]);
    const made = (text: string) => hub.askAs(text, '{ __schema { mutationType { name } types { name } } }');
    const [little, all] = [(await made(reader.text)).data.__schema, (await made(hub.local)).data.__schema];
    expect([little.mutationType, all.mutationType]).toEqual([null, { name: 'Mutation' }]);
    const names = (of: { types: { name: string }[] }) => of.types.map(({ name }) => name);
    expect(names(little)).not.toContain('AccessKey');
    expect(names(all)).toContain('AccessKey');
    // What is denied is neither shown, nor guessed, nor offered: inputs of denied operations, names close to a word, questions.
    expect(names(little)).not.toContain('AccessKeyInput');
    expect(names(all)).toContain('AccessKeyInput');
    const offered = async (text: string) =>
      (await hub.askAs(text, '{ questions { name document } }')).data.questions as {
        name: string;
        document: string;
      }[];
    const [some, every] = [await offered(reader.text), await offered(hub.local)];
    expect([some.length > 0, some.length < every.length]).toEqual([true, true]);
    expect(some.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['SubventionsPublieesParEpci', 'SubventionsPublieesParDepartement']),
    );
    const tables = async (text: string) =>
      (await hub.askAs(text, '{ catalogue { query } }')).data.catalogue.map(
        ({ query }: { query: string }) => query,
      );
    expect(await tables(reader.text)).toEqual([
      'coverageTable',
      'subsidiesByTerritory',
      'completionTable',
      'conventionTable',
    ]);
    expect(await tables(hub.local)).toContain('subsidyTable');
    const fields = async (text: string) =>
      (await hub.askAs(text, '{ catalogueFields { field } }')).data.catalogueFields.map(
        ({ field }: { field: string }) => field,
      );
    const [few, most] = [await fields(reader.text), await fields(hub.local)];
    expect(few).toEqual(expect.arrayContaining(['ctgCoverage', 'completion', 'subsidies']));
    for (const detail of ['needAndSpending', 'fundingAbsences', 'concentration'])
      expect([few.includes(detail), most.includes(detail)]).toEqual([false, true]);
    for (const { name, document } of some)
      expect((await hub.askAs(reader.text, document)).codes, name).not.toContain('BAD_REQUEST');
    const guessed = (await hub.askAs(reader.text, '{ accessKey { nodes { id } } }')).body;
    expect(guessed).not.toContain('accessKeys');
    expect((await hub.askAs(hub.local, '{ accessKey { nodes { id } } }')).body).toContain('accessKeys');
    const denied = await hub.askAs(reader.text, 'mutation { checkTotals { wrong } }');
    expect([denied.data, denied.codes]).toEqual([null, ['BAD_REQUEST']]);
  });

  /** The statements that an answer cost. */
  async function told(text: string, asked: string): Promise<string[]> {
    const { queryChannel } = await import('../../src/db/sql.js');
    const names: string[] = [];
    const listen = (event: unknown) => names.push((event as { name: string }).name);
    queryChannel.subscribe(listen);
    const { status } = await hub.askAs(text, asked);
    queryChannel.unsubscribe(listen);
    expect(status).toBe(200);
    return names;
  }
});

describe('logs', () => {
  it('hold no key, whatever is done with it', async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    const local = newLocalSecret();
    const base = await copyBase('west');
    const database = await openDatabase(base.location, model);
    const server = await createHttpServer(
      database,
      await createSchema([...resolvers]),
      hubLog('trace', sink),
      {
        access: 'CHECKED',
        oidc: null,
        localSecret: local,
        allowPrivateSources: true,
        writing: 'OPEN',
        hostNames: [],
        maximumUploadBytes: 2 ** 20,
        answerCacheBytes: 2 ** 20,
        protection: { ...readConfig({}, []).protection, answersPerMinute: 0 },
        secrecy: readConfig({}, []).secrecy,
      },
    );
    const ask = (text: string, query: string) =>
      server.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${text}` },
        payload: { query },
      });
    const made = await ask(
      local,
      'mutation { createAccessKey(input: { name: "n", role: ADMINISTRATOR }) { secret } }',
    );
    const text = made.json().data.createAccessKey.secret;
    const wrong = keyTextOf({ id: newKeyId(), secret: newSecret() });
    for (const each of [text, wrong, 'not.a.token']) {
      await ask(each, '{ hub { vintage } }');
      await ask(each, '{ nope }');
      await server.app.inject({
        method: 'POST',
        url: '/loads',
        headers: { authorization: `Bearer ${each}` },
      });
    }
    await server.close();
    await database.close();
    await base.drop();
    const written = lines.join('');
    expect(written).toContain('/graphql');
    // Nor do they say which machine asks.
    expect(written).not.toMatch(/remoteAddress|127\.0\.0\.1/);
    // An underscore may be in the secret itself: its length tells where it begins.
    for (const key of [local, text, wrong]) expect(written).not.toContain(key.slice(-newSecret().length));
  });
});
