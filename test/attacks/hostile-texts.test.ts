import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';

const unstorable = ['a\0b', '\0', '\ud800', 'x\udc00', '49018\0'];
const odd = [
  '',
  ' ',
  '%00',
  '../../etc/passwd',
  "'; select 1; --",
  '\u202e\ufeff',
  '$1',
  '{}',
  'null',
  '0x10',
  '٣',
  'a'.repeat(50_000),
];

/** Something that a type takes, `text` wherever it takes a text. */
function valueFor(type: GraphQLInputType, text: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, text);
  if (isListType(type)) return [valueFor(type.ofType, text)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.type, text)]));
  }
  const simple: Record<string, unknown> = { Int: 1, Float: 1, Boolean: false, Date: '2024-12-31', Euro: 1 };
  return simple[type.name] ?? text;
}

const takesText = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.values(named.getFields()).some((field) => takesText(field.type));
  return named.name === 'String' || named.name === 'ID';
};

/** A question of one field, with a text for one of its arguments and what it must have for the others. */
function questionOf(field: GraphQLField<unknown, unknown>, argument: GraphQLArgument, text: string) {
  const given = field.args.filter(
    (each) => each === argument || (isNonNullType(each.type) && each.defaultValue === undefined),
  );
  const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return {
    head: `(${declared})`,
    body: `${field.name}(${passed})${selection}`,
    variables: Object.fromEntries(given.map((each) => [each.name, valueFor(each.type, text)])),
  };
}

describe('texts that are meant to harm', () => {
  let hub: TestHub;
  let schema: GraphQLSchema;
  beforeAll(async () => {
    hub = await openHub('facts');
    schema = await createSchema([...resolvers]);
  });
  afterAll(() => hub.close());

  const fieldsWithTexts = (name: string) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`No type ${name}`);
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.filter(({ type }) => takesText(type)).map((argument) => ({ field, argument })),
    );
  };

  it.each(['Query', 'Mutation'])('%s: none that a base cannot hold reaches it', async (root) => {
    const asked = fieldsWithTexts(root);
    expect(asked.length).toBeGreaterThan(5);
    for (const { field, argument } of asked) {
      for (const text of unstorable) {
        const { head, body, variables } = questionOf(field, argument, text);
        const { errors, queries } = await hub.ask(`${root.toLowerCase()} ${head} { ${body} }`, variables);
        expect(
          errors?.map(({ extensions }) => extensions.code),
          `${body} ${JSON.stringify(text)}`,
        ).toEqual(['INVALID_TEXT']);
        expect(queries).toEqual([]);
      }
    }
  });

  it('any other is an answer or an error that its sender can mend', async () => {
    const inCommune = ({ head, body, variables }: ReturnType<typeof questionOf>) => ({
      text: `query ${head} { commune(code: "49018") { ${body} } }`,
      variables,
    });
    for (const text of odd) {
      const asked = [
        ...fieldsWithTexts('Query').map(({ field, argument }) => {
          const { head, body, variables } = questionOf(field, argument, text);
          return { text: `query ${head} { ${body} }`, variables };
        }),
        ...fieldsWithTexts('Commune').map(({ field, argument }) =>
          inCommune(questionOf(field, argument, text)),
        ),
      ];
      for (const { text, variables } of asked) {
        const { errors, status } = await hub.ask(text, variables);
        expect(status, text).toBeLessThan(500);
        expect(
          errors?.map(({ extensions }) => extensions.code) ?? [],
          `${text} ${JSON.stringify(variables).slice(0, 200)}`,
        ).not.toContain('INTERNAL_ERROR');
      }
    }
  });

  it('a cursor made of anything is a position, or an error', async () => {
    const lists = fieldsWithTexts('Query').filter(({ argument }) => argument.name === 'after');
    const { data } = await hub.ask('{ conventions(first: 1) { pageInfo { endCursor } } }');
    const [name] = JSON.parse(Buffer.from(data.conventions.pageInfo.endCursor, 'base64url').toString());
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\0', '\ud800', '99999999999', '-1'),
      fc.integer(),
      fc.constant(null),
    );
    const cursor = fc.oneof(
      fc.string(),
      fc
        .array(part, { maxLength: 4 })
        .map((parts) => Buffer.from(JSON.stringify([name, ...parts])).toString('base64url')),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(cursor, fc.nat(lists.length - 1), async (after, at) => {
        const list = lists[at];
        if (!list) return;
        const { head, body, variables } = questionOf(list.field, list.argument, '49');
        const { errors } = await hub.ask(`query ${head} { ${body} }`, { ...variables, after });
        expect(errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL_ERROR');
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it.each([
    ['/templates/subsidies.xlsx?territory=%00', 400],
    ['/templates/subsidies.xlsx?territory=a&territory=b', 400],
    ['/templates/subsidies.xlsx?fiscalYear=2023&fiscalYear=x', 400],
    ['/templates/subsidies.xlsx?fiscalYear=%ED%A0%80', 400],
    ['/templates/%ED%A0%80.xlsx', 400],
    ['/loads/%ED%A0%80', 400],
    ['/loads/__proto__', 404],
    ['/loads/constructor/annotated.xlsx', 404],
    ['/graphql?query=%7Bhub%7Brevision%7D%7D&query=%7B', 400],
    ['/graphql?query=%7Bhub%7Brevision%7D%7D&variables=%5B%5D', 400],
    ['/graphql?query=%7Bhub%7Brevision%7D%7D&variables=%7B%22a%22%3A%22%5Cu0000%22%7D', 400],
    ['/graphql?query=%00&operationName=%00', 400],
  ])('in an address: %s', async (url, status) => {
    const answer = await hub.app.inject({ url, headers: { 'apollo-require-preflight': '1' } });
    expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([
      status,
      expect.not.stringMatching(/INTERNAL/),
    ]);
  });

  it.each([
    ['name=%00..%2f..%2fx.csv&author=tests', 'a;b\n1;2'],
    ['name=a.csv&author=%00', 'a;b\n1;2'],
    ['name=a.csv&name=b.csv&author=tests&dryRun=oui', 'a;b\n1;2'],
    ['name=a.csv&author=tests&territory=%00', 'a;b\n1;2'],
    ['name=a.csv&dataset=%00&author=tests', '\0\0\0'],
    ['name=a.csv&dataset=subventions&dryRun=oui', 'code insee;exercice;nature;montant\n49018\0;2023;réel;1'],
    ['name=%ED%A0%80.xlsx&dryRun=oui', 'PK\x03\x04'],
    ['name=a.json&dryRun=oui', '[{"a":"\\ud800"}]'],
  ])('in a file: %s', async (search, payload) => {
    const answer = await hub.app.inject({
      method: 'POST',
      url: `/loads?${search}`,
      headers: { 'x-ctg-hub': '1' },
      payload,
    });
    expect(answer.statusCode, answer.body).toBeLessThan(500);
  });
});
