import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';
import { fieldsOf } from '../fields-alone.js';
import type { TestHub } from '../hub.js';

const within = 'within: { kind: DEPARTMENT, code: "49" }';
const tables = [
  {
    name: 'coverageTable',
    row: 'CoverageTableRow',
    dimensions: 'CoverageDimension',
    args: 'on: ["2024-12-31"]',
  },
  {
    name: 'completionTable',
    row: 'CompletionTableRow',
    dimensions: 'CompletionDimension',
    args: 'on: ["2024-12-31"]',
  },
  {
    name: 'subsidyTable',
    row: 'SubsidyTableRow',
    dimensions: 'SubsidyDimension',
    args: 'fiscalYears: [2023]',
  },
  {
    name: 'conventionTable',
    row: 'ConventionTableRow',
    dimensions: 'ConventionDimension',
    args: 'on: "2024-12-31"',
  },
] as const;

/** What a viewer sees of a table is read through views, which have no keys, and hide some columns. */
describe('every dimension of every table, with every field of its rows', () => {
  let hub: CheckedHub;
  const keys = new Map<string, string>();
  beforeAll(async () => {
    hub = await openCheckedHub({}, 'west_demonstration');
    const [département, commune] = [
      [{ kind: 'DEPARTMENT', code: '49' }],
      [{ kind: 'COMMUNE', code: '49018' }],
    ];
    for (const [role, territories] of [
      ['ANALYST', département],
      ['CONTRIBUTOR', commune],
      ['PARTNER', département],
      ['READER', []],
    ] as const) {
      const given =
        role === 'PARTNER'
          ? { datasets: ['CONVENTIONS', 'AMENDMENTS', 'PLAN_NODES', 'PROGRESS', 'SUBSIDIES', 'INDICATORS'] }
          : {};
      keys.set(role, (await hub.newKey({ name: role, role, territories, ...given })).text);
    }
  });
  afterAll(() => hub.close());

  const asViewer = (bearer: string) =>
    ({ ask: (query: string) => hub.askAs(bearer, query) }) as unknown as TestHub;
  const withoutReach = (data: unknown): unknown =>
    JSON.parse(JSON.stringify(data, (key, value) => (key === 'reach' ? undefined : value)));
  const dimensionsOf = async (type: string): Promise<string[]> => {
    const { data } = await hub.askAs(hub.local, `{ __type(name: "${type}") { enumValues { name } } }`);
    return data.__type.enumValues.map(({ name }: { name: string }) => name);
  };

  it.each(tables)('$name', async ({ name, row, dimensions, args }) => {
    const names = await dimensionsOf(dimensions);
    expect(names.length).toBeGreaterThan(5);
    for (const [role, bearer] of keys) {
      const exists = await hub.askAs(bearer, `{ __type(name: "Query") { fields { name } } }`);
      if (!exists.data.__type.fields.some((field: { name: string }) => field.name === name)) continue;
      const fields = (await fieldsOf(asViewer(bearer), row, 1)).join(' ');
      for (const dimension of names) {
        const isWide = ['COUNTRY', 'REGION', 'DEPARTMENT'].includes(dimension);
        const place = isWide || role === 'CONTRIBUTOR' ? '' : `${within}, `;
        const question = `{ ${name}(${place}by: [${dimension}], ${args}) { totalCount rows { ${fields} } } }`;
        const told = await hub.askAs(bearer, question);
        expect([role, dimension, told.codes]).toEqual([role, dimension, []]);
        // EPCI cross the border of the département, and are seen on this side of it alone.
        if (role !== 'ANALYST' || isWide || dimension === 'EPCI') continue;
        const all = await hub.askAs(hub.local, question);
        expect(withoutReach(told.data)).toEqual(withoutReach(all.data));
      }
    }
  });
});
