import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';

/** Every list, walked page by page, gives each of its elements once. */
describe('pages', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  const convention = (list: string) => `convention(reference: "DEMO-49-BAUGE-2") { ${list} }`;
  const department = (list: string) => `department(code: "49") { ${list} }`;

  it.each([
    ['conventions', '<list:conventions>', 7],
    ['batches', '<list:batches>', 1],
    ['conventions of a département', department('<list:conventions>'), 5],
    ['EPCI of a région', 'region(code: "52") { <list:epcis> }', 20],
    ['départements', 'country { <list:departments> }', 40],
    ['states of communes', department('ctgCoverage(on: "2025-12-31") { <list:communeStates> }'), 50],
    ['amounts of a total', 'epci(code: "244900882") { subsidies(fiscalYear: 2024) { <list:amounts> } }', 9],
    ['amounts set aside', department('subsidies(fiscalYear: 2024) { <list:setAside> }'), 1],
    ['communes of a perimeter', 'convention(reference: "DEMO-49-BAUGEOIS-1") { <list:perimeter> }', 2],
    ['top of a plan', convention('<list:plan>'), 1],
    ['nodes of a plan', convention('<list:planNodes>'), 7],
  ])('%s', async (_list, query, first) => {
    const cursors: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const page = `(first: ${first}${after === null ? '' : `, after: "${after}"`})`;
      const fields =
        'totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
      const { data, errors } = await hub.ask(
        `{ ${query.replace(/<list:(\w+)>/, `list: $1${page} { ${fields} }`)} }`,
      );
      expect(errors).toBeUndefined();
      const { edges, totalCount, pageInfo } = find(data);
      expect(edges.length).toBeGreaterThan(0);
      expect(pageInfo.hasPreviousPage).toBe(cursors.length > 0);
      expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0]?.cursor, edges.at(-1)?.cursor]);
      cursors.push(...edges.map(({ cursor }) => cursor));
      expect(pageInfo.hasNextPage).toBe(cursors.length < totalCount);
      [more, after] = [pageInfo.hasNextPage, pageInfo.endCursor];
      if (!more) expect([cursors.length, new Set(cursors).size]).toEqual([totalCount, totalCount]);
    }
  });
});

interface List {
  readonly edges: { readonly cursor: string }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
}

/** The list that a query put at the bottom of its answer. */
function find(data: Record<string, unknown>): List {
  return ('list' in data ? data.list : find(Object.values(data)[0] as Record<string, unknown>)) as List;
}
