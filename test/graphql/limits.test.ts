import { readdirSync, readFileSync } from 'node:fs';
import {
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getIntrospectionQuery,
  getOperationAST,
  Kind,
  parse,
  validate,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { costOf } from '../../src/graphql/limits/cost.js';
import { documentLimits, maximumErrors, variableLimits } from '../../src/graphql/limits/document-limits.js';
import { documentLimitsRule } from '../../src/graphql/limits/document-rule.js';
import { assertMayIntrospect, withoutSuggestion } from '../../src/graphql/limits/introspection.js';
import { assertValues } from '../../src/graphql/limits/request-values.js';
import { shapeOf } from '../../src/graphql/limits/shape.js';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema([...resolvers]);
});

function costIn(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('No operation');
  const fragments = document.definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  return costOf(schema, {
    operation,
    variables,
    fragments: new Map(fragments.map((each) => [each.name.value, each])),
  });
}

const relay = `query Page($first: Int = 1000, $after: String) {
  department(code: "49") { ...Communes }
}
fragment Communes on Department {
  communes(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { cursor node { ...Commune } }
  }
}
fragment Commune on Commune {
  __typename code name population epci { name } department { name }
  ctgCoverage { rate: population { value } }
  subsidies { total bySector { sector amount } }
  completion { rate { value } }
  conventions { nodes { reference } }
}`;

describe('limits of a question', () => {
  const files = readdirSync('questions').filter((name) => name.endsWith('.graphql'));
  const known: [string, string][] = [
    ...files.map((name): [string, string] => [name, readFileSync(`questions/${name}`, 'utf8')]),
    [
      'introspection',
      getIntrospectionQuery({
        schemaDescription: true,
        specifiedByUrl: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    ],
    ['Relay', relay],
  ];

  it('leave every ready question, the explorer’s introspection and a client’s pages untouched, with room to spare', () => {
    const largest: Record<string, number> = {
      tokens: 0,
      depth: 0,
      fields: 0,
      aliases: 0,
      spreads: 0,
      directives: 0,
      cost: 0,
    };
    for (const [name, text] of known) {
      const document = parse(text, { maxTokens: documentLimits.tokens });
      if (name !== 'Relay') expect(validate(schema, document, [documentLimitsRule]), name).toEqual([]);
      const tokens = (document as { tokenCount?: number }).tokenCount ?? 0;
      const found = { tokens, ...shapeOf(document), cost: costIn(text) };
      for (const [limit, value] of Object.entries(found))
        largest[limit] = Math.max(largest[limit] ?? 0, value);
    }
    const used = Object.entries(largest).map(([limit, value]) => [
      limit,
      Math.ceil((100 * value) / documentLimits[limit as keyof typeof documentLimits]),
    ]);
    // Percentages of each limit that the largest of them takes.
    expect(Object.fromEntries(used)).toMatchInlineSnapshot(`
      {
        "aliases": 3,
        "cost": 24,
        "depth": 75,
        "directives": 0,
        "fields": 10,
        "spreads": 2,
        "tokens": 10,
      }
    `);
  });

  it('count what fragments come to, once each', () => {
    const doubling = Array.from(
      { length: 900 },
      (_, at) => `fragment f${at} on Query { ...f${at + 1} ...f${at + 1} }`,
    ).join(' ');
    const started = performance.now();
    const { fields, spreads } = shapeOf(parse(`{ ...f0 } ${doubling} fragment f900 on Query { __typename }`));
    expect(fields).toBe(2 ** 900);
    expect(spreads).toBeGreaterThan(2 ** 900);
    expect(performance.now() - started).toBeLessThan(500);
    expect(shapeOf(parse('{ a: x { ...b } x x } fragment b on X @c { y @d(e: 1) ...b }'))).toEqual({
      depth: 2,
      fields: 4,
      aliases: 2,
      spreads: 2,
      directives: 2,
    });
  });

  it('count the pages asked for, by a literal, a variable, or either default', () => {
    const page = (first: string) =>
      `query ($n: Int = 7) { conventions(${first}) { nodes { reference } totalCount } }`;
    const [one = 0] = [costIn(page('first: 1'))];
    expect(costIn(page('first: 500')) - one).toBe(499 * 1);
    expect(costIn(page('first: $n')) - one).toBe(6);
    expect(costIn(page('first: $n'), { n: 20 }) - one).toBe(19);
    expect(costIn(page('after: "x"')) - one).toBe(99);
    // Refused when its turn comes: below it nothing is worked out.
    expect(costIn(page('first: 1000000'))).toBe(costIn(page('first: 1000')));
    expect(costIn(page('first: $n'), { n: -5 })).toBe(costIn(page('after: "x"')));
  });

  it('multiply what is inside a page, and know how long the longest lists are', () => {
    const inside = costIn('{ region(code: "52") { communes(first: 100) { nodes { name epci { name } } } } }');
    const flat = costIn('{ region(code: "52") { communes(first: 100) { nodes { name } } } }');
    // One look-up for each commune, and one statement for all of them.
    expect(inside - flat).toBe(100 + 10);
    expect(costIn('{ region(code: "52") { departments(first: 1000) { nodes { name } } } }')).toBeLessThan(
      100,
    );
  });

  it('end validation at a document that is refused', () => {
    const text = `{ ${'hub { revision } '.repeat(300)} }`;
    const errors = validate(schema, parse(text), [documentLimitsRule], { maxErrors: maximumErrors });
    expect(new Set(errors.slice(0, maximumErrors).map(({ message }) => message)).size).toBe(1);
    expect(errors[0]?.message).toMatch(/299 champs sous un alias ou en double, plus de 200/);
  });

  it('bound what variables hold', () => {
    const { depth, length, values } = variableLimits;
    const nested = (levels: number): unknown =>
      Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 1);
    expect(() => assertValues({ variables: nested(depth) })).not.toThrow();
    expect(() => assertValues({ variables: nested(depth + 1) })).toThrow(
      `${depth + 1} niveaux, plus de ${depth}`,
    );
    expect(() => assertValues({ variables: { a: Array(length).fill(1) } })).not.toThrow();
    expect(() => assertValues({ variables: { a: Array(length + 1).fill(1) } })).toThrow(
      /éléments dans une liste/,
    );
    const rows = Array(600).fill(Array(600).fill(1));
    expect(() => assertValues({ variables: { rows } })).toThrow(
      new RegExp(`plus de ${values.toLocaleString('fr-FR')}`),
    );
    expect(() => assertValues({ variables: { 'a\0': 1 } })).toThrow(/« variables »/);
  });

  it('keep the schema from those who may not see it', () => {
    const may = (introspection: boolean, text: string) => () =>
      assertMayIntrospect({ introspection } as never, parse(text));
    expect(may(false, '{ hub { revision __typename } }')).not.toThrow();
    expect(may(true, '{ __schema { types { name } } }')).not.toThrow();
    expect(
      may(false, '{ hub { revision } ...a } fragment a on Query { ... { b: __type(name: "Hub") { name } } }'),
    ).toThrow();
    expect(
      withoutSuggestion('Le champ « a » n’existe pas sur « Query ». Vouliez-vous dire hub ou epci ?'),
    ).toBe('Le champ « a » n’existe pas sur « Query ».');
  });
});
