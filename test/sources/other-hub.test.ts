import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import type { Puller } from '../../src/sources/puller.js';
import { openHub, type TestHub } from '../hub.js';
import {
  attempted,
  hurriedPuller,
  makeDue,
  register,
  subsidyFile,
  subsidyHeader,
  subsidyRow,
  totalOf,
} from './pulling.js';
import { bodyOf, startServer, type TestServer } from './server.js';

interface Asked {
  readonly query: string;
  readonly variables: { readonly dataset?: string; readonly territory?: unknown; readonly after?: string };
}

/** What claims to be a ctg-hub, and may lie in any way. */
class OtherHub {
  revision = 7;
  demonstration: unknown = false;
  columns = subsidyHeader.split(';');
  lines = [subsidyRow('h1', 1), subsidyRow('h2', 2), subsidyRow('h3', 4)];
  totalCount = () => this.lines.length;
  pageSize = 2;
  readonly asked: Asked[] = [];
  /** Changes the answer to the page that starts after so many rows. */
  spoil = (page: Record<string, unknown>, _start: number): unknown => page;

  answer(question: Asked): unknown {
    this.asked.push(question);
    const { dataset, after } = question.variables;
    const hub = { revision: this.revision, demonstration: this.demonstration };
    if (dataset === undefined) return { data: { hub } };
    const start = Number(after ?? 0);
    const lines = dataset === 'SUBSIDIES' ? this.lines : [];
    const page = {
      columns: this.columns,
      totalCount: dataset === 'SUBSIDIES' ? this.totalCount() : 0,
      revision: this.revision,
      nodes: lines.slice(start, start + this.pageSize).map((line) => ({ cells: line.split(';') })),
      pageInfo: {
        hasNextPage: start + this.pageSize < lines.length,
        endCursor: String(start + this.pageSize),
      },
    };
    return { data: { datasetRows: this.spoil(page, start) } };
  }
}

describe('pulling another hub', () => {
  let hub: TestHub;
  let puller: Puller;
  let server: TestServer;
  let other: OtherHub;
  beforeAll(async () => {
    hub = await openHub('west');
    puller = hurriedPuller(hub);
    await puller.start();
    server = await startServer(async (request, response) => {
      const answer = other.answer(JSON.parse(await bodyOf(request)));
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  afterEach(async () => {
    await rows(hub.database.fork(), 'clear', sql`delete from source`);
    for (const table of ['subsidy', 'subsidy_sum', 'subsidy_year'])
      await rows(hub.database.fork(), 'clear', sql`delete from ${sql.table(table)}`);
  });
  afterAll(async () => {
    await puller.stop();
    await hub.close();
    await server.close();
  });

  const registerHub = (change: (hub: OtherHub) => void = () => undefined) => {
    other = new OtherHub();
    change(other);
    return register(hub, { name: 'Hub 49', url: server.url, kind: 'CTG_HUB' });
  };

  it('pages through every data set, conventions first, and asks nothing more while the revision stays', async () => {
    const { id } = await registerHub();
    expect(await attempted(hub, id)).toMatchObject({
      standing: { state: 'FRESH', reason: null },
      lastBatch: { added: 3, fileName: 'subsidies.jsonl' },
    });
    expect(await totalOf(hub)).toBe(7);
    const order = other.asked.map(({ variables }) => variables.dataset);
    expect(order.slice(0, 3)).toEqual([undefined, 'CONVENTIONS', 'AMENDMENTS']);
    expect(
      other.asked
        .filter(({ variables }) => variables.dataset === 'SUBSIDIES')
        .map(({ variables }) => variables),
    ).toEqual([
      { dataset: 'SUBSIDIES', territory: { kind: 'COMMUNE', code: '49018' }, after: null },
      { dataset: 'SUBSIDIES', territory: { kind: 'COMMUNE', code: '49018' }, after: '2' },
    ]);
    expect(server.asked.at(-1)?.url).toBe('/graphql');

    other.asked.length = 0;
    await makeDue(hub, id);
    await attempted(hub, id, 2);
    expect(other.asked).toHaveLength(1);
    other.revision = 8;
    other.lines[0] = subsidyRow('h1', 11);
    await makeDue(hub, id);
    expect((await attempted(hub, id, 3)).lastBatch).toMatchObject({ added: 0, changed: 1 });
    expect(await totalOf(hub)).toBe(17);
  });

  it('has what the other hub has: nothing that it took back, and all that others brought', async () => {
    await hub.load(subsidies, subsidyFile(subsidyRow('mine', 1_000)).split('\n'));
    const { id } = await registerHub();
    await attempted(hub, id);
    let attempts = 1;
    const pullOf = async (...lines: string[]) => {
      other.revision += 1;
      other.lines = lines;
      attempts += 1;
      await makeDue(hub, id);
      return attempted(hub, id, attempts);
    };
    const [h1, h2, h3] = [subsidyRow('h1', 1), subsidyRow('h2', 2), subsidyRow('h3', 4)];
    // Changed here, it is still what the other hub brought: its next pull would overwrite it.
    await hub.load(subsidies, subsidyFile(subsidyRow('h3', 40)).split('\n'));
    expect(await totalOf(hub)).toBe(1_043);
    expect((await pullOf(h1, h2)).lastBatch).toMatchObject({ added: 0, changed: 0, removed: 1 });
    expect(await totalOf(hub)).toBe(1_003);
    // Written again here since, it is not.
    await hub.load(subsidies, subsidyFile(h3).split('\n'));
    expect((await pullOf(h1)).lastBatch).toMatchObject({ removed: 1 });
    expect(await totalOf(hub)).toBe(1_005);

    // An accident over there removes nothing here.
    expect((await pullOf()).standing).toMatchObject({ state: 'REFUSED', code: 'SOURCE_EMPTY' });
    expect(await totalOf(hub)).toBe(1_005);
    other.totalCount = () => 2;
    expect((await pullOf(h2)).standing).toMatchObject({ state: 'FAILING', code: 'SOURCE_ANSWER' });
    expect(await totalOf(hub)).toBe(1_005);
  });

  it('begins again when the other hub takes a load meanwhile', async () => {
    const { id } = await registerHub((each) => {
      each.spoil = (page, start) => {
        if (start === 0 && page.totalCount === 3 && each.revision === 7) {
          each.revision = 8;
          each.lines = [subsidyRow('n1', 100), subsidyRow('n2', 200), subsidyRow('n3', 400)];
        }
        return page;
      };
    });
    // No row of the old revision is left beside those of the new one.
    expect(await attempted(hub, id)).toMatchObject({ standing: { state: 'FRESH' }, lastBatch: { added: 3 } });
    expect(await totalOf(hub)).toBe(700);
  });

  it('gives up on a hub that never rests, and keeps the last good data', async () => {
    const { id } = await registerHub((each) => {
      each.spoil = (page) => {
        each.revision += 1;
        return page;
      };
    });
    expect((await attempted(hub, id)).standing).toMatchObject({ state: 'FAILING', code: 'SOURCE_CHANGING' });
    expect(await totalOf(hub)).toBeNull();
  });

  it.each<[string, (hub: OtherHub) => void, string]>([
    ['demonstration data', (each) => (each.demonstration = true), 'SOURCE_OTHER_CONTENT'],
    ['fewer rows than announced', (each) => (each.totalCount = () => 4), 'SOURCE_ANSWER'],
    ['more rows than announced', (each) => (each.totalCount = () => 2), 'SOURCE_ANSWER'],
    [
      'pages without end',
      (each) =>
        (each.spoil = (page) => ({
          ...page,
          totalCount: 9e9,
          nodes: [],
          pageInfo: { hasNextPage: true, endCursor: 'x' },
        })),
      'SOURCE_ANSWER',
    ],
    ['rows of another width', (each) => (each.columns = ['amount_id']), 'SOURCE_ANSWER'],
    [
      'columns that change',
      (each) =>
        (each.spoil = (page, start) => ({
          ...page,
          columns: start === 0 ? each.columns : each.columns.toReversed(),
        })),
      'SOURCE_ANSWER',
    ],
    [
      'an error of GraphQL',
      (each) => (each.answer = () => ({ errors: [{ message: 'Non' }] })),
      'SOURCE_ANSWER',
    ],
    ['another API', (each) => (each.answer = () => ({ data: { hello: 'world' } })), 'SOURCE_ANSWER'],
    ['a page of the web', (each) => (each.answer = () => '<html>'), 'SOURCE_ANSWER'],
    [
      'cells that are objects',
      (each) => (each.spoil = (page) => ({ ...page, nodes: [{ cells: each.columns.map(() => ({})) }] })),
      'SOURCE_ANSWER',
    ],
    ['rows of other territories', (each) => (each.lines = [subsidyRow('x', 9, '49021')]), 'SOURCE_REFUSED'],
  ])('takes nothing from one that sends %s', async (_name, lie, code) => {
    const { id } = await registerHub(lie);
    expect((await attempted(hub, id)).standing.code).toBe(code);
    expect([await totalOf(hub), await totalOf(hub, '49021')]).toEqual([null, null]);
  });
});
