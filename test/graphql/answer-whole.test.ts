import { ApolloServer } from '@apollo/server';
import { buildSchema, execute, type GraphQLObjectType, getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { answerWhole } from '../../src/graphql/whole/answer-whole.js';
import { readQuestions } from '../../src/questions/question.js';
import { openHub } from '../hub.js';

const schema = buildSchema(`
  type Query { area(code: String!): Area! areas(codes: [String!]!): [Area]! nobody: Area wrong: Int mixed: [[Int]] late: [String!]! }
  interface Place { code: String! name(upper: Boolean = false): String! }
  interface Area implements Place { code: String! name(upper: Boolean = false): String! within: [Area!]! }
  type Town implements Place & Area { code: String! name(upper: Boolean = false): String! within: [Area!]! mayor: String people: Int! }
  type Region implements Place & Area { code: String! name(upper: Boolean = false): String! within: [Area!]! chief: Town kind: Kind! }
  enum Kind { METROPOLITAN OVERSEAS }
`);
const soon = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 1, value));

type Row = Readonly<Record<string, unknown>>;
const town = (code: string, more = {}): Row => ({
  __typename: 'Town',
  code,
  name: ({ upper }: { upper: boolean }) => (upper ? `TOWN ${code}` : `Town ${code}`),
  within: () => soon([]),
  mayor: code === 'b' ? null : () => soon(`Mayor of ${code}`),
  people: code.length,
  ...more,
});
const region: Row = {
  __typename: 'Region',
  code: 'r',
  name: async ({ upper }: { upper: boolean }) => soon(upper ? 'REGION' : 'Region'),
  within: [town('a'), soon(town('b')), town('c')],
  chief: () => soon(town('a')),
  kind: 'OVERSEAS',
};
const { area, areas, nobody, wrong, mixed, late } = (schema.getQueryType() as GraphQLObjectType).getFields();
if (!area || !areas || !nobody || !wrong || !mixed || !late) throw new Error('Fields are missing');
const byCode = (code: string) => (code === 'r' ? region : code === 'none' ? null : town(code));
area.resolve = (_root, { code }) => byCode(code);
areas.resolve = async (_root, { codes }) => soon(codes.map(byCode));
nobody.resolve = () => null;
wrong.resolve = () => 'seven';
mixed.resolve = () => [[1, null], null, [], [soon(2)]];
late.resolve = () => Promise.all([soon('x'), soon('y')]);

const ask = async (source: string, variables = {}) => {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('No operation');
  const told = await execute({ schema, document, variableValues: variables, contextValue: {} });
  const whole = answerWhole({ schema, document, operation }, variables, {});
  return { told, whole };
};

describe('an answer of all rows together', () => {
  it.each([
    ['{ area(code: "r") { __typename code name within { code name(upper: true) within { code } } } }', {}],
    [
      '{ areas(codes: ["a", "r", "none", "b"]) { code ... on Region { kind chief { mayor } } ... on Town { mayor people } } }',
      {},
    ],
    [
      '{ area(code: "r") { ... on Place { name } ...more } } fragment more on Area { within { ...town } } fragment town on Town { people mayor code }',
      {},
    ],
    [
      'query ($all: Boolean!) { area(code: "r") { code @skip(if: $all) name @include(if: $all) within @include(if: $all) { code } } }',
      { all: true },
    ],
    [
      'query ($all: Boolean = false) { area(code: "r") { code @skip(if: $all) name @include(if: $all) ... @include(if: $all) { within { code } } } }',
      {},
    ],
    [
      'query ($codes: [String!]!, $upper: Boolean) { areas(codes: $codes) { name(upper: $upper) other: name(upper: false) } }',
      { codes: ['r', 'a'] },
    ],
    [
      '{ area(code: "r") { within { code } within { name } ... on Region { within { ... on Town { people } } } } nobody { code } }',
      {},
    ],
    ['{ mixed late area(code: "a") { within { code } } empty: areas(codes: []) { code } }', {}],
    [
      '{ __typename __schema { queryType { name fields { name args { name defaultValue } } } } __type(name: "Kind") { enumValues { name } } }',
      {},
    ],
  ])('is to the byte what graphql-js answers to %s', async (source, variables) => {
    const { told, whole } = await ask(source, variables);
    expect(told.errors).toBeUndefined();
    expect(JSON.stringify(await whole)).toBe(JSON.stringify(told.data));
  });

  it('is planned anew when the variables leave out other parts', async () => {
    const document = parse('query ($all: Boolean!) { area(code: "r") { code name @include(if: $all) } }');
    const operation = getOperationAST(document);
    if (!operation) throw new Error('No operation');
    const answers = [true, false, true].map((all) =>
      answerWhole({ schema, document, operation }, { all }, {}),
    );
    expect(await Promise.all(answers)).toEqual([
      { area: { code: 'r', name: 'Region' } },
      { area: { code: 'r' } },
      { area: { code: 'r', name: 'Region' } },
    ]);
  });

  it.each([
    ['a field that fails', '{ areas(codes: ["a"]) { code } late wrong }', {}],
    ['nothing where something must be', '{ area(code: "none") { code } }', {}],
    ['a variable that is missing', 'query ($code: String!) { area(code: $code) { code } }', {}],
    ['a variable of another kind', 'query ($code: String!) { area(code: $code) { code } }', { code: 7 }],
  ])('is none with %s, and nothing is left that fails unheard', async (_what, source, variables) => {
    const { told, whole } = await ask(source, variables);
    expect(told.errors).toHaveLength(1);
    await expect(whole).rejects.toThrow();
  });

  const refuse = () => {
    throw new Error('At once');
  };
  const later = () => soon(1).then(refuse);
  const failing = (code: string, how: () => unknown) => town(code, { people: how });
  it.each([
    ['later', [failing('a', later)]],
    ['at once', [failing('a', refuse)]],
    ['by what they tell', [failing('a', () => new Error('Told'))]],
    [
      'later, at once and by what they tell',
      [failing('a', later), failing('b', refuse), failing('c', () => new Error('Told'))],
    ],
    ['each as its type does', [failing('a', later), { ...region, chief: refuse }]],
    ['each as its type does, the other first', [{ ...region, chief: refuse }, failing('a', later)]],
    ['as an item of the list', [town('a'), new Error('Told')]],
    [
      'in a list before one that is none',
      [town('a', { within: () => [later()] }), town('b', { within: 'none' })],
    ],
    ['by having a type of elsewhere', [{ ...town('a'), __typename: 'Query' }]],
    // biome-ignore lint/suspicious/noSparseArray: what an array leaves out is meant
    ['by being left out', [town('a'), , town('b')]],
  ])('is none when rows fail %s, and nothing is left that fails unheard', async (_how, chosen) => {
    const unheard: unknown[] = [];
    const note = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', note);
    areas.resolve = () => chosen;
    const document = parse(
      '{ areas(codes: []) { within { code } ... on Town { people } ... on Region { chief { code } } } }',
    );
    const operation = getOperationAST(document);
    if (!operation) throw new Error('No operation');
    await expect(answerWhole({ schema, document, operation }, {}, {})).rejects.toThrow();
    await soon(null);
    await soon(null);
    process.off('unhandledRejection', note);
    expect(unheard).toEqual([]);
  });

  it('is none with a name that no property can have', async () => {
    const { told, whole } = await ask('{ area(code: "a") { __proto__: code } }');
    expect(JSON.stringify(told.data)).toBe('{"area":{"__proto__":"a"}}');
    await expect(whole).rejects.toThrow();
  });
});

describe('questions of the book', () => {
  it('are answered to the byte as graphql-js answers them', async () => {
    const hub = await openHub('demonstration');
    const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    const questions = readQuestions('questions');
    for (const { file, document } of questions) {
      const first = await hub.app.inject({ method: 'POST', url: '/graphql', payload: { query: document } });
      const again = await hub.app.inject({ method: 'POST', url: '/graphql', payload: { query: document } });
      expect([file, again.body]).toEqual([file, first.body]);
    }
    expect(apollo.mock.calls.length).toBe(questions.length);
    apollo.mockRestore();
    await hub.close();
  });
});
