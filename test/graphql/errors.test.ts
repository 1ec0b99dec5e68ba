import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';

/** Whatever an analyst types wrong gets a code and a French sentence that says what to do. */
describe('errors that a reader can mend', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  it.each([
    [
      'an unknown commune',
      '{ commune(code: "49999") { name } }',
      'UNKNOWN_COMMUNE',
      /49999.*searchTerritories/,
    ],
    [
      'a code without its leading zero',
      '{ commune(code: "1004") { name } }',
      'UNKNOWN_COMMUNE',
      /essayez « 01004 »/,
    ],
    [
      'a code whose zero is not what was lost',
      '{ commune(code: "4918") { name } }',
      'UNKNOWN_COMMUNE',
      /searchTerritories/,
    ],
    [
      'a search for signs only',
      '{ searchTerritories(text: "%% __") { totalCount } }',
      'TEXT_TOO_SHORT',
      /2 caractères/,
    ],
    [
      'a search in a département that does not exist',
      '{ searchTerritories(text: "anjou", department: "99") { totalCount } }',
      'UNKNOWN_DEPARTMENT',
      /« 99 »/,
    ],
    ['an unknown EPCI', '{ epci(code: "123456789") { name } }', 'UNKNOWN_EPCI', /SIREN « 123456789 »/],
    ['an unknown département', '{ department(code: "20") { name } }', 'UNKNOWN_DEPARTMENT', /« 20 »/],
    ['an unknown région', '{ region(code: "99") { name } }', 'UNKNOWN_REGION', /« 99 »/],
    [
      'an unknown convention',
      '{ convention(reference: "49-RIEN") { title } }',
      'UNKNOWN_CONVENTION',
      /^Aucune convention ne porte la référence « 49-RIEN ». La liste est dans « conventions »/,
    ],
    [
      'a convention by a part of its reference, in another case',
      '{ convention(reference: "49-ba") { title } }',
      'UNKNOWN_CONVENTION',
      /« 49-ba ». Peut-être : 49-BAUGE-1, 49-BAUGE-2\. La liste/,
    ],
    [
      'a convention by a sign',
      '{ convention(reference: "%") { title } }',
      'UNKNOWN_CONVENTION',
      /« % ». La liste/,
    ],
    [
      'a date that does not exist',
      '{ country { ctgCoverage(on: "2024-02-31") { conventionsInForce } } }',
      'INVALID_DATE',
      /« 2024-02-31 » n’est pas une date/,
    ],
    [
      'a date of another shape',
      '{ country { ctgCoverage(on: "31/12/2024") { conventionsInForce } } }',
      'INVALID_DATE',
      /AAAA-MM-JJ/,
    ],
    [
      'a date that is a number',
      '{ country { ctgCoverage(on: 2024) { conventionsInForce } } }',
      'INVALID_DATE',
      /2024/,
    ],
    [
      'a fiscal year out of bounds',
      '{ country { subsidies(fiscalYear: 20233) { total } } }',
      'INVALID_FISCAL_YEAR',
      /20233/,
    ],
    ['a page of nothing', '{ conventions(first: 0) { totalCount } }', 'INVALID_PAGE_SIZE', /de 1 à 1000/],
    [
      'a page of a million',
      '{ conventions(first: 1000000) { totalCount } }',
      'INVALID_PAGE_SIZE',
      /1000000.*« after »/,
    ],
    [
      'a page of a million of a table',
      '{ subsidyTable(by: [SECTOR], first: 1000000) { totalCount } }',
      'INVALID_PAGE_SIZE',
      /1000000.*« offset »/,
    ],
    ['a negative page', '{ conventions(first: -5) { totalCount } }', 'INVALID_PAGE_SIZE', /-5/],
    [
      'a forged cursor',
      '{ conventions(after: "bm9uc2Vuc2U") { totalCount } }',
      'INVALID_CURSOR',
      /bm9uc2Vuc2U/,
    ],
    [
      'a cursor of another list',
      '{ department(code: "49") { communes(after: "WyI0OS1CQVVHRS0xIl0") { totalCount } } }',
      'INVALID_CURSOR',
      /curseur/,
    ],
    [
      'a search of one letter',
      '{ searchTerritories(text: "a") { totalCount } }',
      'TEXT_TOO_SHORT',
      /2 caractères/,
    ],
    ['a null character', '{ commune(code: "49\\u0000") { name } }', 'INVALID_TEXT', /caractère interdit/],
    [
      'an unknown field',
      '{ department(code: "49") { nam } }',
      'GRAPHQL_VALIDATION_FAILED',
      /« nam » n’existe pas sur « Department »\. Vouliez-vous dire name \?/,
    ],
    [
      'an unknown argument',
      '{ department(cod: "49") { name } }',
      'GRAPHQL_VALIDATION_FAILED',
      /L’argument « cod » n’existe pas/,
    ],
    [
      'a missing argument',
      '{ department { name } }',
      'GRAPHQL_VALIDATION_FAILED',
      /demande l’argument « code »/,
    ],
    [
      'an unknown enum value',
      '{ country { subsidies(nature: VRAI) { total } } }',
      'GRAPHQL_VALIDATION_FAILED',
      /« VRAI » n’est pas une valeur de « SubsidyNature »\. Valeurs possibles : [A-Z_, ]*\bREAL\b[A-Z_, ]*\.$/,
    ],
    [
      'an enum value that is nearly one',
      '{ country { subsidies(nature: REEL) { total } } }',
      'GRAPHQL_VALIDATION_FAILED',
      /Valeurs possibles : [A-Z_, ]*\bREAL\b[A-Z_, ]*\. Vouliez-vous dire REAL.* \?$/,
    ],
    ['a field without its selection', '{ country }', 'GRAPHQL_VALIDATION_FAILED', /Dites quels champs/],
    ['a malformed query', '{ department(code: "49") { name ', 'GRAPHQL_PARSE_FAILED', /pas bien écrite/],
    ['an empty query', '', 'BAD_REQUEST', /vide|« query »/],
    [
      'the year 0',
      '{ country { ctgCoverage(on: "0000-01-01") { conventionsInForce } } }',
      'INVALID_DATE',
      /0000-01-01/,
    ],
    [
      'a date without quotes',
      '{ country { ctgCoverage(on: 20241231) { conventionsInForce } } }',
      'INVALID_DATE',
      /« 20241231 »/,
    ],
    [
      'a cursor of words where a number is due',
      '{ batches(after: "WyJiYXRjaGVzIiwiYWJjIl0") { totalCount } }',
      'INVALID_CURSOR',
      /WyJiYXRjaGVzIiwiYWJjIl0/,
    ],
    [
      'a cursor beyond numbers',
      '{ batches(after: "WyJiYXRjaGVzIiwiOTk5OTk5OTk5OTk5OTkiXQ") { totalCount } }',
      'INVALID_CURSOR',
      /curseur/,
    ],
    [
      'a name filter of signs only',
      '{ department(code: "49") { communes(filter: { name: "%" }) { totalCount } } }',
      'TEXT_TOO_SHORT',
      /filter\.name/,
    ],
    [
      'an endless list',
      `{ country { subsidies(sectors: [${'YOUTH '.repeat(101)}]) { total } } }`,
      'LIST_TOO_LONG',
      /101 éléments : 100 au plus/,
    ],
    [
      'a null where a value is due',
      '{ conventions(first: null) { totalCount } }',
      'GRAPHQL_VALIDATION_FAILED',
      /Il faut une valeur de type Int!/,
    ],
    [
      'an unused fragment',
      'fragment f on Query { hub { revision } } { hub { revision } }',
      'GRAPHQL_VALIDATION_FAILED',
      /ne sert pas\.$/,
    ],
  ])('%s', async (_case, query, code, message) => {
    const { errors, data } = await hub.ask(query);
    const found = errors?.map(({ extensions }) => extensions.code);
    expect(found).toContain(code);
    expect(errors?.find(({ extensions }) => extensions.code === code)?.message).toMatch(message);
    expect(data?.department?.name).toBeUndefined();
  });

  it('refuses half a surrogate pair, which no database can store', async () => {
    const { errors } = await hub.ask(
      'query ($text: String!) { searchTerritories(text: $text) { totalCount } }',
      {
        text: 'ab\ud800',
      },
    );
    expect(errors?.[0]?.extensions.code).toBe('INVALID_TEXT');
  });

  it('refuses an answer that lists within lists make too large, at once and whole', async () => {
    const levels = 4;
    const bomb = `{ commune(code: "49328") { ${'epci { communes(first: 30) { nodes { '.repeat(levels)} name ${'} } } '.repeat(levels)} } }`;
    const { data, errors, status } = await hub.ask(bomb);
    expect([status, data]).toEqual([200, null]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'ANSWER_TOO_LARGE' },
      message: expect.stringMatching(/50.000 éléments/),
    });
    expect((await hub.ask('{ hub { revision } }')).errors).toBeUndefined();
  });

  it('says what a date is to a variable that is a tower of lists', async () => {
    const query = 'query ($on: Date) { conventions(on: $on) { totalCount } }';
    const tower = '['.repeat(5_000) + ']'.repeat(5_000);
    const response = await hub.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: `{"query":${JSON.stringify(query)},"variables":{"on":${tower}}}`,
    });
    expect(response.json().errors[0].extensions.code).toBe('VARIABLES_TOO_LARGE');
    const braces = await hub.ask('{a'.repeat(5_000));
    expect(braces.errors?.[0]?.extensions.code).toBe('QUERY_TOO_LONG');
    expect(braces.errors?.[0]?.message).toMatch(/plus de 3.000 mots/);
  });

  it('refuses the cursor of another list, even of the same shape', async () => {
    const { data } = await hub.ask(
      '{ department(code: "49") { communes(first: 1) { pageInfo { endCursor } } } }',
    );
    const after = data.department.communes.pageInfo.endCursor;
    const right = await hub.ask(
      'query ($after: String) { department(code: "49") { communes(first: 1, after: $after) { nodes { name } } } }',
      { after },
    );
    expect(right.data.department.communes.nodes).toEqual([{ name: 'Angers' }]);
    const wrong = await hub.ask(
      'query ($after: String) { department(code: "49") { epcis(first: 1, after: $after) { totalCount } } }',
      { after },
    );
    expect(wrong.errors?.[0]?.extensions.code).toBe('INVALID_CURSOR');
  });

  it('says which kinds of operations it does not have', async () => {
    const { errors } = await hub.ask('subscription { x }');
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_REQUEST' },
      message: expect.stringContaining('« subscription »'),
    });
  });

  it('names a wrong variable in French', async () => {
    const { errors } = await hub.ask(
      'query ($on: Date) { country { ctgCoverage(on: $on) { conventionsInForce } } }',
      { on: '2023-02-29' },
    );
    expect(errors?.[0]).toMatchObject({
      extensions: { code: expect.stringMatching(/INVALID_DATE|BAD_USER_INPUT/) },
    });
    expect(errors?.[0]?.message).toMatch(/2023-02-29/);
    const number = await hub.ask('query ($n: Int!) { conventions(first: $n) { totalCount } }', { n: 'dix' });
    expect(number.errors?.[0]?.message).toMatch(/« \$n » ne convient pas/);
    expect(number.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    // Under application/json GraphQL over HTTP keeps other statuses for what is not of GraphQL.
    expect(number.status).toBe(200);
  });

  it('answers a year without data with a state, the reason and the known years, never with zero', async () => {
    const { data, errors } = await hub.ask(
      '{ commune(code: "49018") { subsidies(fiscalYear: 2019) { state total hint availableYears bySector { amount } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.commune.subsidies).toEqual({
      state: 'NOT_REPORTED',
      total: null,
      hint: 'Aucun montant (réel) communiqué pour 2019 : c’est inconnu, ce n’est pas zéro. Exercices connus : 2023.',
      availableYears: [2023],
      bySector: [],
    });
  });

  it('keeps the right half of an answer when the other half is wrong', async () => {
    const { data, errors } = await hub.ask(
      '{ good: commune(code: "49018") { name } bad: commune(code: "00000") { name } }',
    );
    expect(data).toEqual({ good: { name: 'Baugé-en-Anjou' }, bad: null });
    expect(errors).toHaveLength(1);
  });
});
