import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { briefConventionFields } from '../../src/convention/convention.type.js';
import { briefNodeFields } from '../../src/plan/plan.type.js';
import { briefTerritoryFields } from '../../src/territory/territory.type.js';
import { fieldsOf } from '../fields-alone.js';
import { openHub, type TestHub } from '../hub.js';

/** Rows are brief when no field asks for more: what a field answers must not depend on which others are asked. */
describe('lists of which little is asked', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  const department = (list: string) => `{ department(code: "49") { ${list} } }`;
  const level = (field: string, more: string, below = '') => `nodes { ${field} ${more} ${below} }`;
  const lists = {
    Commune: {
      fields: briefTerritoryFields,
      more: 'more: siren',
      // No fiscal year is given by default.
      own: ['subsidies(fiscalYear: 2023) { total lineCount }'],
      ask: (field: string, more: string) => department(`communes(first: 200) { ${level(field, more)} }`),
    },
    Convention: {
      fields: briefConventionFields,
      more: 'more: notes',
      own: ['plan { nodes { code children { nodes { code } } } }', 'planNodes { nodes { code } }'],
      ask: (field: string, more: string) =>
        department(`communes(first: 100) { nodes { conventions { ${level(field, more)} } } }`),
    },
    PlanNode: {
      fields: briefNodeFields,
      more: 'more: notes',
      own: ['parent { code indicator }', 'convention { reference scale }'],
      ask: (field: string, more: string) => {
        const objectives = level(field, '', `children { ${level(field, more)} }`);
        return department(
          `conventions(first: 30) { nodes { plan { ${level(field, '', `children { ${objectives} }`)} } } }`,
        );
      },
    },
  };

  const withoutMore = (data: unknown): unknown =>
    JSON.parse(JSON.stringify(data, (key, value) => (key === 'more' ? undefined : value)));

  it.each(Object.entries(lists))('answer each field of a %s as with others', async (type, list) => {
    const { fields, more, own, ask } = list;
    const all = [...(await fieldsOf(hub, type, 1)), '__typename', ...own];
    const nameOf = (field: string) => /^\w+/.exec(field)?.[0] ?? '';
    const brief = all.filter((field) => fields.has(nameOf(field)));
    expect(new Set(brief.map(nameOf))).toEqual(fields);
    for (const field of brief) {
      const alone = await hub.ask(ask(field, ''));
      const withMore = await hub.ask(ask(field, more));
      expect(alone.errors).toBeUndefined();
      expect(JSON.stringify(withMore.data)).toContain('"more"');
      expect(alone.data, field).toEqual(withoutMore(withMore.data));
    }
  });

  it('go on where a page ends, and tell whose type an item is', async () => {
    const page = (args: string, fields: string) =>
      department(
        `communes(${args}) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node { ${fields} } } }`,
      );
    const first = await hub.ask(page('first: 3', '__typename name'));
    const after = `first: 3, after: "${first.data.department.communes.pageInfo.endCursor}"`;
    const [brief, full] = [
      await hub.ask(page(after, 'name')),
      await hub.ask(page(after, 'name more: siren')),
    ];
    expect(brief.data).toEqual(withoutMore(full.data));
    expect(first.data.department.communes.edges[0].node.__typename).toBe('Commune');
    expect(brief.data.department.communes.totalCount).toBe(176);
  });
});
