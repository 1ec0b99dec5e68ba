import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { type Changes, ServerChanges } from '../../src/db/changes.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { KeptAnswers } from '../../src/server/answers/kept-answers.js';
import { copyBase, openHub, type TestHub } from '../hub.js';
import { onServer } from '../setup/databases.js';
import { eventually } from '../setup/eventually.js';

const total = '{ department(code: "49") { subsidies(fiscalYear: 2023) { total } } }';

describe('answers that are kept', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west', { answerCacheBytes: 2 ** 20 });
  });
  afterAll(() => hub.close());

  const get = (query: string, headers: Record<string, string> = {}) =>
    hub.app.inject({
      method: 'GET',
      url: `/graphql?query=${encodeURIComponent(query)}`,
      headers: { 'apollo-require-preflight': '1', ...headers },
    });
  const load = (cents: number) =>
    hub.load(subsidies, ['code insee;exercice;nature;montant', `49018;2023;réel;${cents}`]);

  it('are given again without asking the base, until a load changes it', async () => {
    await load(10);
    await eventually(async () => expect((await hub.ask(total)).data.department.subsidies.total).toBe(10));
    await eventually(async () => expect((await hub.ask(total)).queries).toEqual([]));
    expect((await hub.ask(total)).data.department.subsidies.total).toBe(10);
    await load(12);
    await eventually(async () => expect((await hub.ask(total)).data.department.subsidies.total).toBe(12));
  });

  it('have a strong tag: who has the answer is told so, until it is another one', async () => {
    const first = await get(total);
    const { etag = '', 'cache-control': control } = first.headers;
    expect([first.statusCode, control]).toEqual([200, 'private, no-cache']);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const known = await get(total, { 'if-none-match': tag });
      expect([known.statusCode, known.body, known.headers.etag]).toEqual([304, '', etag]);
    }
    expect((await get(total, { 'if-none-match': '"other"' })).body).toBe(first.body);
    await load(14);
    await eventually(async () =>
      expect((await get(total, { 'if-none-match': String(etag) })).statusCode).toBe(200),
    );
  });

  it('are made once for all who ask at once', async () => {
    const question = '{ department(code: "44") { subsidies(fiscalYear: 2023) { total } } }';
    const asked = await Promise.all(Array.from({ length: 16 }, () => hub.ask(question)));
    expect(new Set(asked.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    // Each of those who ask hears of every statement: all of them are of the first.
    expect(asked[0]?.queries.filter((name) => name === 'subsidyTotals')).toHaveLength(1);
  });

  it('are never those of a mutation, of an error, or of what passes', async () => {
    const mutation = 'mutation { checkTotals { table wrong } }';
    const twice = await Promise.all([hub.ask(mutation), hub.ask(mutation)]);
    // The one that ends last has heard the statement of both.
    const heard = twice.map(({ queries }) => queries.filter((name) => name === 'wrongSubsidyRollups').length);
    expect(Math.max(...heard)).toBe(2);
    for (const query of [
      '{ department(code: "00") { name } nope }',
      '{ runningLoads { id } }',
      '{ subsidyTable(by: [SECTOR, SECTOR]) { totalCount } }',
    ]) {
      await get(query);
      expect((await get(query)).headers.etag, query).toBeUndefined();
    }
  });

  it('know at once what a mutation of the same hub has changed', async () => {
    const year = '{ campaigns { nodes { dueOn } } }';
    const set = (dueOn: string) =>
      hub.ask(
        `mutation { setCampaign(dataset: SUBSIDIES, fiscalYear: 2023, nature: REAL, dueOn: "${dueOn}", author: "tests") { dueOn } }`,
      );
    for (const dueOn of ['2024-03-31', '2024-04-30']) {
      expect((await set(dueOn)).errors).toBeUndefined();
      expect((await hub.ask(year)).data.campaigns.nodes).toEqual([{ dueOn }]);
    }
  });

  it('do not open a way around what Apollo refuses', async () => {
    await get(total);
    const forged = await hub.app.inject(`/graphql?query=${encodeURIComponent(total)}`);
    expect(forged.statusCode).toBe(400);
  });
});

describe('an answer that somebody is making', () => {
  const answer = { body: Buffer.from('{}'), type: 'application/json', digest: 'e' };

  it('is waited for, whoever makes it in the end', async () => {
    const answers = new KeptAnswers(1_000_000);
    expect(answers.find('k')).toBeNull();
    answers.begin('k');
    const waiting = [answers.find('k'), answers.find('k')];
    answers.giveUp('k');
    expect(await Promise.all(waiting)).toEqual([null, null]);
    // Both make it now; one more waits for them.
    answers.begin('k');
    const late = answers.find('k');
    answers.begin('k');
    answers.keep('k', answer);
    expect(await late).toBe(answer);
    expect(answers.find('k')).toBe(answer);
  });

  it('goes when there are too many bytes, and is not kept when it is too large', () => {
    const answers = new KeptAnswers(8_000);
    const large = { ...answer, body: Buffer.alloc(1_000) };
    answers.keep('large', large);
    expect(answers.find('large')).toBeNull();
    for (let index = 0; index < 100; index += 1) answers.keep(`k${index}`, answer);
    expect(answers.find('k99')).toBe(answer);
    expect(answers.find('k0')).toBeNull();
  });
});

describe.runIf(inject('templates').engine === 'postgresql')('changes of a base on a server', () => {
  it('are no longer known while nobody listens, and all is new when somebody does again', async () => {
    const templates = inject('templates');
    const { location, drop } = await copyBase('france');
    if (templates.engine !== 'postgresql' || location.kind !== 'server') throw new Error('No server');
    const changes: Changes = await ServerChanges.open(location.url);
    const before = changes.epoch();
    expect(before).not.toBeNull();
    await onServer(
      templates.server,
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%ctg_hub_heartbeat%' and datname = '${new URL(location.url).pathname.slice(1)}'`,
    );
    await vi.waitFor(() => expect(changes.epoch()).toBeNull());
    await eventually(() => expect(changes.epoch()).toBeGreaterThan(before as number));
    await changes.close();
    expect(changes.epoch()).toBeNull();
    await drop();
  });
});
