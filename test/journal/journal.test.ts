import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';
import { eventually } from '../setup/eventually.js';

/** A hub that keeps answers and a journal, asked by an administrator's key and by an analyst's. */
describe('the journal', () => {
  let hub: CheckedHub;
  let clerk: { readonly id: string; readonly text: string };

  beforeAll(async () => {
    hub = await openCheckedHub({ keepsJournal: true, answerCacheBytes: 2 ** 20 });
    clerk = await hub.newKey({ name: 'Tableau de bord', role: 'ADMINISTRATOR' });
    await hub.journal?.flush();
  });
  afterAll(() => hub.close());

  const fields = `kind origin viewerName viewerRole keyId operation asked askedMore territories { name } readsContacts revision
    outcome count kept unchanged`;
  const journal = async (filter: string) => {
    await hub.journal?.flush();
    const { data, body } = await hub.askAs(
      hub.local,
      `{ journal(${filter}) { totalCount nodes { ${fields} } } }`,
    );
    if (!data) throw new Error(body);
    return data.journal as { totalCount: number; nodes: Record<string, unknown>[] };
  };
  const reader = () => ({ viewerName: 'Tableau de bord', viewerRole: 'ADMINISTRATOR', keyId: clerk.id });

  it('tells who read which figures of which territory, with which filter, at which revision', async () => {
    const question = `query Bauge($year: Int = 2023) {
      commune(code: "49018") { name subsidies(fiscalYear: $year) { total amounts(first: 5) { nodes { notes } } } }
    }`;
    const { data } = await hub.askAs(clerk.text, question);
    expect(data.commune.name).toBe('Baugé-en-Anjou');
    const { nodes } = await journal('viewer: "tableau DE bord"');
    expect(nodes).toEqual([
      {
        ...reader(),
        kind: 'READ',
        origin: 'API',
        operation: 'Bauge',
        asked: [
          'commune(code: "49018")',
          'commune.subsidies(fiscalYear: 2023)',
          'commune.subsidies.amounts(first: 5)',
          'commune.subsidies.amounts.notes',
        ],
        askedMore: 0,
        territories: [{ name: 'Baugé-en-Anjou' }],
        readsContacts: true,
        revision: 1,
        outcome: 'OK',
        count: 1,
        kept: 0,
        unchanged: 0,
      },
    ]);
  });

  it('counts equal reads of an hour in one line, and says how each was answered', async () => {
    const url = `/graphql?query=${encodeURIComponent('query Poll { department(code: "49") { name } }')}`;
    const headers = { authorization: `Bearer ${clerk.text}`, 'apollo-require-preflight': '1' };
    const poll = (more = {}) => hub.app.inject({ method: 'GET', url, headers: { ...headers, ...more } });
    const { headers: first } = await poll();
    await poll();
    await hub.journal?.flush();
    await poll();
    expect((await poll({ 'if-none-match': String(first.etag) })).statusCode).toBe(304);
    const { nodes } = await journal(
      `viewer: "${clerk.id}", territory: { kind: DEPARTMENT, code: "49" }, kinds: [READ]`,
    );
    const polls = nodes.filter(({ operation }) => operation === 'Poll');
    expect(polls).toEqual([expect.objectContaining({ count: 4, kept: 2, unchanged: 1, outcome: 'OK' })]);
  });

  it('tells two thousand characters of a long question, and how many fields more there were', async () => {
    const text = 'é'.repeat(90);
    const fields = Array.from(
      { length: 50 },
      (_, at) => `a${at}: searchTerritories(text: "${at} ${text}") { totalCount }`,
    );
    await hub.askAs(clerk.text, `query Long { ${fields.join(' ')} }`);
    const { nodes } = await journal(`viewer: "${clerk.id}", first: 5`);
    const [long] = nodes.filter(({ operation }) => operation === 'Long') as {
      asked: string[];
      askedMore: number;
    }[];
    expect(long?.asked).toHaveLength(16);
    expect(long?.asked.join('').length).toBeLessThanOrEqual(2_000);
    expect(long?.askedMore).toBe(34);
  });

  it('tells what was refused, and who could not say who they are', async () => {
    await hub.askAs(clerk.text, '{ commune(code: "99999") { name } }');
    await hub.askAs(clerk.text, '{ nothing }');
    await hub.askAs('ctg_0123456789abcdef_wrong', '{ hub { revision } }');
    await hub.askAs('ctg_0123456789abcdef_wrong', '{ hub { revision } }');
    const { nodes } = await journal('first: 20');
    const outcome = (code: string) => nodes.filter((line) => line.outcome === code);
    expect(outcome('UNKNOWN_COMMUNE')).toEqual([
      expect.objectContaining({ ...reader(), asked: ['commune(code: "99999")'], territories: [] }),
    ]);
    expect(outcome('GRAPHQL_VALIDATION_FAILED')).toEqual([
      expect.objectContaining({ ...reader(), asked: [] }),
    ]);
    expect(outcome('UNAUTHENTICATED')).toEqual([
      expect.objectContaining({ viewerName: null, keyId: null, asked: [], count: 2 }),
    ]);
  });

  it('gives each act a line, with what it made, and never its free texts', async () => {
    const made = await hub.newKey({ name: 'Partenaire', role: 'ADMINISTRATOR' });
    await hub.askAs(
      hub.local,
      `mutation Undo { undoBatch(revision: 4, author: "Jeanne Martin") { revision } }`,
    );
    await hub.askAs(hub.local, 'mutation($id: String!) { revokeAccessKey(id: $id) { id } }', { id: made.id });
    const { nodes } = await journal('kinds: [ADMINISTRATION, LOAD], first: 3');
    expect(nodes.map(({ asked, outcome, count }) => [asked, outcome, count])).toEqual([
      [[`revokeAccessKey(id: "${made.id}")`], 'OK', 1],
      [['undoBatch(revision: 4, author: …)'], 'UNKNOWN_BATCH', 1],
      [['createAccessKey(input: {name: "Partenaire", role: ADMINISTRATOR})', 'createAccessKey.key'], 'OK', 1],
    ]);
  });

  it('tells exports by what they are of, and each page of one in one line', async () => {
    const page = (after: string | null) =>
      hub.askAs(
        clerk.text,
        'query Export($after: String) { datasetRows(dataset: CONVENTIONS, territory: { kind: DEPARTMENT, code: "49" }, first: 10, after: $after) { nodes { cells } } }',
        { after },
      );
    expect((await page(null)).codes).toEqual([]);
    await page(null);
    const { nodes } = await journal('kinds: [EXPORT]');
    expect(nodes).toEqual([
      expect.objectContaining({
        ...reader(),
        asked: [
          'datasetRows(dataset: CONVENTIONS, territory: {kind: DEPARTMENT, code: "49"}, first: 10, after: …)',
        ],
        territories: [{ name: 'Maine-et-Loire' }],
        count: 2,
      }),
    ]);
  });

  it('tells a load when it has ended: its file by its digest, and the revision that it made', async () => {
    const load = (query: string, body: string) =>
      hub.app.inject({
        method: 'POST',
        url: `/loads?${query}`,
        headers: {
          authorization: `Bearer ${clerk.text}`,
          'x-ctg-hub': '1',
          'x-ctg-hub-from': 'loader',
          'content-type': 'application/octet-stream',
        },
        payload: body,
      });
    const file = 'reference;code insee;exercice;montant;nature\nS1;49018;2023;1000;réel\n';
    const answer = await load('name=a.csv&author=Jeanne', file);
    expect(answer.json()).toMatchObject({ isAccepted: true, revision: 2 });
    await load('name=a.csv&author=Jeanne', 'rien');
    const { nodes } = await journal('kinds: [LOAD]');
    const loads = nodes.filter((line) => line.origin === 'LOADER');
    expect(
      loads.map(({ asked, origin, outcome, revision }) => ({ asked, origin, outcome, revision })),
    ).toEqual([
      {
        asked: [
          expect.stringMatching(
            /^load\(dataset: null, strategy: ADD_AND_UPDATE, acceptance: ALL_OR_NOTHING, dryRun: false, sha256: "\w{16}", rowsRead: 0, /,
          ),
        ],
        origin: 'LOADER',
        outcome: 'FILE_REFUSED',
        revision: 2,
      },
      {
        asked: [
          expect.stringMatching(
            /^load\(dataset: SUBSIDIES, .*, rowsRead: 1, added: 1, changed: 0, removed: 0, rejected: 0\)$/,
          ),
        ],
        origin: 'LOADER',
        outcome: 'OK',
        revision: 2,
      },
    ]);
  });

  it('is filtered by day and by what names persons', async () => {
    expect((await journal('to: "2026-11-25"')).totalCount).toBe(0);
    expect((await journal('from: "2026-01-01", readsContacts: true')).totalCount).toBe(1);
    const region = await journal('territory: { kind: REGION, code: "52" }, kinds: [READ]');
    // The journal was asked for the département too, by a question without a name.
    expect(region.nodes.map(({ operation }) => operation)).toEqual([null, 'Poll', 'Bauge']);
  });

  it('tells that whoever asked did not wait', async () => {
    // Their key is known then: the base is not asked for it.
    await hub.askAs(clerk.text, '{ hub { revision } }');
    const address = new URL(await hub.app.listen({ host: '127.0.0.1', port: 0 }));
    const released = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    // What is asked is held up, on either engine.
    const holding = hub.database.fork().transactional(async (em) => {
      await rows(em as SqlEntityManager, 'test', sql`lock table territory in access exclusive mode`);
      held.resolve();
      await released.promise;
    });
    await held.promise;
    const arrival = once(hub.app.server, 'request');
    const asker = new AbortController();
    const asked = fetch(new URL('/graphql', address), {
      method: 'POST',
      headers: { authorization: `Bearer ${clerk.text}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query Gone { region(code: "52") { name } }' }),
      signal: asker.signal,
    }).catch(() => 'gone');
    const [{ socket }] = await arrival;
    // It is of this process: its turn to be understood comes before that of what is waited for.
    await wait(300);
    const left = once(socket, 'close');
    asker.abort();
    expect(await asked).toBe('gone');
    await left;
    released.resolve();
    await holding;
    await eventually(async () => {
      const { nodes } = await journal(
        `viewer: "${clerk.id}", territory: { kind: REGION, code: "52" }, first: 1`,
      );
      expect(nodes).toEqual([
        expect.objectContaining({ operation: 'Gone', outcome: 'CLIENT_GONE', count: 1 }),
      ]);
    });
  });

  it('is an administrator’s alone', async () => {
    const analyst = await hub.newKey({
      name: 'Analyste',
      role: 'ANALYST',
      territories: [{ kind: 'DEPARTMENT', code: '49' }],
    });
    const { codes } = await hub.askAs(analyst.text, '{ journal { totalCount } }');
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});
