import { type Attack, ask } from './attack.js';

const many = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');
const nest = (levels: number, open: string, core: string) =>
  open.repeat(levels) + core + '}'.repeat(levels * open.split('{').length - levels);

/** Those that are in the text of a question. */
export const documentAttacks: readonly Attack[] = [
  {
    family: 'Aliases',
    name: 'One field under 300 aliases',
    expected: '400 TOO_MANY_ALIASES',
    attempt: (hub) => ask(hub, `{ ${many(300, (i) => `a${i}: hub { revision }`)} }`),
  },
  {
    family: 'Aliases',
    name: 'One field 700 times without an alias',
    expected: '400 TOO_MANY_ALIASES',
    attempt: (hub) => ask(hub, `{ ${'hub { revision } '.repeat(700)} }`),
  },
  {
    family: 'Aliases',
    name: 'A table under 60 aliases',
    expected: '400 QUERY_TOO_COSTLY',
    attempt: (hub) => ask(hub, `{ ${many(60, (i) => `a${i}: subsidyTable(by: [SECTOR]) { totalCount }`)} }`),
  },
  {
    family: 'Aliases',
    name: 'Aliases that double from fragment to fragment, 60 times',
    expected: '400 QUERY_TOO_DEEP',
    attempt: (hub) =>
      ask(
        hub,
        `{ commune(code: "49018") { ...f0 } } ${many(60, (i) => `fragment f${i} on Commune { a: epci { communes { nodes { ...f${i + 1} } } } b: epci { communes { nodes { ...f${i + 1} } } } }`)} fragment f60 on Commune { name }`,
      ),
  },
  {
    family: 'Aliases',
    name: 'Aliases that double from fragment to fragment, at one depth',
    expected: '400 TOO_MANY_FIELDS',
    attempt: (hub) =>
      ask(
        hub,
        `{ commune(code: "49018") { ...f0 } } ${many(5, (i) => `fragment f${i} on Commune { ${many(5, (j) => `a${j}: epci { department { region { name } } communes { nodes { ...f${i + 1} } } }`)} }`)} fragment f5 on Commune { name }`,
      ),
  },
  {
    family: 'Directives',
    name: 'A field with 1 400 directives',
    expected: '400 TOO_MANY_DIRECTIVES',
    attempt: (hub) => ask(hub, `{ hub ${'@a '.repeat(1_400)} { revision } }`),
  },
  {
    family: 'Directives',
    name: 'An operation with 1 400 directives',
    expected: '400 TOO_MANY_DIRECTIVES',
    attempt: (hub) => ask(hub, `query ${'@skip '.repeat(1_400)} { hub { revision } }`),
  },
  {
    family: 'Fragments',
    name: 'A fragment that contains itself',
    expected: '400 GRAPHQL_VALIDATION_FAILED',
    attempt: (hub) => ask(hub, '{ ...a } fragment a on Query { hub { revision } ...a }'),
  },
  {
    family: 'Fragments',
    name: 'Two fragments that contain each other',
    expected: '400 GRAPHQL_VALIDATION_FAILED',
    attempt: (hub) =>
      ask(hub, '{ ...a } fragment a on Query { hub { revision } ...b } fragment b on Query { ...a }'),
  },
  {
    family: 'Fragments',
    name: 'A fragment spread 900 times',
    expected: '400 TOO_MANY_FRAGMENTS',
    attempt: (hub) => ask(hub, `{ ${'...a '.repeat(900)} } fragment a on Query { __typename }`),
  },
  {
    family: 'Fragments',
    name: 'Fragments that double 60 times',
    expected: '400 TOO_MANY_FIELDS',
    attempt: (hub) =>
      ask(
        hub,
        `{ ...f0 } ${many(60, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f60 on Query { __typename }`,
      ),
  },
  {
    family: 'Depth',
    name: '25 levels of one field',
    expected: '400 QUERY_TOO_DEEP',
    attempt: (hub) =>
      ask(hub, `{ convention(reference: "49-BAUGE-2") { ${nest(25, 'generations {', 'reference')} } }`),
  },
  {
    family: 'Depth',
    name: '5 levels of pages of a hundred',
    expected: '400 QUERY_TOO_COSTLY',
    attempt: (hub) =>
      ask(hub, `{ commune(code: "49328") { ${nest(5, 'epci { communes { nodes {', 'name')} } }`),
  },
  {
    family: 'Depth',
    name: '5 000 opening braces',
    expected: '400 QUERY_TOO_LONG',
    attempt: (hub) => ask(hub, '{a'.repeat(5_000)),
  },
  {
    family: 'Size',
    name: 'A document of 100 000 words',
    expected: '400 QUERY_TOO_LONG',
    attempt: (hub) => ask(hub, `{ ${'name '.repeat(100_000)} }`),
  },
  {
    family: 'Size',
    name: 'A document of 2 MB',
    expected: '413 REQUEST_TOO_LARGE',
    attempt: (hub) => ask(hub, ' '.repeat(2_000_000)),
  },
  {
    family: 'Size',
    name: '2 000 fields that do not exist',
    expected: '400 GRAPHQL_VALIDATION_FAILED',
    attempt: (hub) => ask(hub, `{ ${many(2_000, (i) => `commun${i}`)} }`),
  },
  {
    family: 'Pages',
    name: 'A page of a million',
    expected: '200 INVALID_PAGE_SIZE',
    attempt: (hub) => ask(hub, '{ conventions(first: 1000000) { totalCount } }'),
  },
  {
    family: 'Pages',
    name: 'A negative page, by a variable',
    expected: '200 INVALID_PAGE_SIZE',
    attempt: (hub) => ask(hub, 'query ($n: Int!) { conventions(first: $n) { totalCount } }', { n: -1 }),
  },
  {
    family: 'Pages',
    name: 'Pages of a thousand inside pages of a thousand, by a variable',
    expected: '400 QUERY_TOO_COSTLY',
    attempt: (hub) =>
      ask(
        hub,
        'query ($n: Int!) { country { communes(first: $n) { nodes { epci { communes(first: $n) { nodes { epci { communes(first: $n) { nodes { name } } } } } } } } } }',
        { n: 1_000 },
      ),
  },
  {
    family: 'Pages',
    name: 'Lists within lists whose pages say little, and hold much',
    expected: '200 ANSWER_TOO_LARGE',
    attempt: (hub) =>
      ask(hub, `{ commune(code: "49328") { ${nest(4, 'epci { communes(first: 30) { nodes {', 'name')} } }`),
  },
  {
    family: 'Pages',
    name: 'A cursor that is not one',
    expected: '200 INVALID_CURSOR',
    attempt: (hub) => ask(hub, '{ conventions(after: "WyJjb252ZW50aW9ucyIsIlx1MDAwMCJd") { totalCount } }'),
  },
  {
    family: 'Pages',
    name: 'A cursor made by hand, whose text is a statement of SQL: a position like any other',
    expected: '200 answer',
    attempt: (hub) =>
      ask(hub, 'query ($c: String) { conventions(after: $c) { totalCount } }', {
        c: Buffer.from(JSON.stringify(['conventions', "1'; drop table commune; --"])).toString('base64url'),
      }),
  },
  {
    family: 'Injection',
    name: 'SQL in a code, in a search, in a reference',
    expected: '200 UNKNOWN_COMMUNE, UNKNOWN_CONVENTION',
    attempt: (hub) =>
      ask(
        hub,
        `{ commune(code: "' or 1=1 --") { name } convention(reference: "'); drop table convention; --") { title } searchTerritories(text: "a%' or '1'='1") { totalCount } }`,
      ),
  },
  {
    family: 'Introspection',
    name: 'Introspection that turns in circles',
    expected: '400 GRAPHQL_VALIDATION_FAILED',
    attempt: (hub) => ask(hub, `{ __schema { types { ${nest(5, 'fields { type {', 'name')} } } }`),
  },
  {
    family: 'Introspection',
    name: 'The whole schema under 12 aliases',
    expected: '400 QUERY_TOO_COSTLY',
    attempt: (hub) =>
      ask(
        hub,
        `{ ${many(12, (i) => `a${i}: __schema { types { fields { name args { name type { name } } } enumValues { name } possibleTypes { fields { args { name } } } } b: types { fields { args { name } } } }`)} }`,
      ),
  },
  {
    family: 'Texts',
    name: 'A NUL character in a document',
    expected: '400 INVALID_TEXT',
    attempt: (hub) => ask(hub, '{ commune(code: "49\\u0000") { name } }'),
  },
];
