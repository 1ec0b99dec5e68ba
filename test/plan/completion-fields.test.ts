import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../fields-alone.js';
import { openHub, type TestHub } from '../hub.js';

/** What a field of a completion answers must not depend on which others are asked: few counts are read when few are needed. */
describe('fields of a completion', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  const scopes = {
    communes: (args: string, fields: string) =>
      `{ department(code: "49") { communes(first: 500) { nodes { completion${args} { ${fields} } } } } }`,
    conventions: (args: string, fields: string) =>
      `{ conventions(first: 100) { nodes { completion${args} { ${fields} } } } }`,
    département: (args: string, fields: string) =>
      `{ department(code: "49") { completion${args} { ${fields} } } }`,
  };
  const arguments_ = [
    '(on: "2024-12-31")',
    '(on: "2024-12-31", themes: [EARLY_CHILDHOOD])',
    '(on: "2010-01-01")',
  ];

  const answered = async (question: string) => {
    const { data, errors } = await hub.ask(question);
    expect(errors).toBeUndefined();
    const of = data.department?.communes ?? data.conventions;
    return of
      ? of.nodes.map((node: { completion: unknown }) => node.completion)
      : [data.department.completion];
  };

  it.each(Object.entries(scopes))('are the same alone as with all others, of %s', async (_, ask) => {
    const fields = (await fieldsOf(hub, 'Completion', 2)).filter((field) => !field.startsWith('passport'));
    expect(fields.length).toBeGreaterThan(30);
    for (const args of arguments_) {
      const together = await answered(ask(args, fields.join(' ')));
      for (const field of fields) {
        const name = field.split(' ')[0] ?? '';
        const alone = await answered(ask(args, field));
        expect(together, `${field} ${args}`).toMatchObject(alone);
        expect(alone.every((each: object) => name in each)).toBe(true);
      }
    }
  });

  it('are those that are asked of several territories in one statement', async () => {
    const { queries } = await hub.ask(scopes.communes('(on: "2024-12-31")', 'actions { rate { value } }'));
    expect(queries.filter((name) => name.startsWith('completionOf'))).toEqual(['completionOf territory']);
  });
});
