import { ApolloServer } from '@apollo/server';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { LongAnswers } from '../../src/server/long-answers.js';
import { openHub, type TestHub } from '../hub.js';

const document = `query Total($code: String!, $year: Int!) {
  department(code: $code) { name subsidies(fiscalYear: $year) { fiscalYear total lineCount } }
}
query Name($code: String!) { department(code: $code) { name } }`;

describe('a document that has been answered', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());
  afterEach(() => vi.restoreAllMocks());

  /** What is answered, and whether Apollo was asked for it. */
  const watched = async <T>(answer: () => Promise<T>) => {
    const apollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    const answered = await answer();
    const isApollos = apollo.mock.calls.length > 0;
    apollo.mockRestore();
    return { answered, isApollos };
  };
  const post = async (payload: object, headers: Record<string, string> = {}) => {
    const { answered: response, isApollos } = await watched(() =>
      hub.app.inject({ method: 'POST', url: '/graphql', payload, headers }),
    );
    const { date, ...sent } = response.headers;
    return { isApollos, answer: { status: response.statusCode, sent, body: response.body } };
  };
  const total = (code: string, year: number) => ({
    query: document,
    operationName: 'Total',
    variables: { code, year },
  });

  it('is answered to the byte as Apollo answers it, whatever its variables and operation', async () => {
    const first = await post(total('49', 2023));
    const again = await post(total('49', 2023));
    expect([first.isApollos, again.isApollos]).toEqual([true, false]);
    expect(again.answer).toEqual(first.answer);
    expect(first.answer.status).toBe(200);
    const other = await post(total('44', 2022));
    expect(other.isApollos).toBe(false);
    expect(JSON.parse(other.answer.body).data.department).toMatchObject({
      name: 'Loire-Atlantique',
      subsidies: { fiscalYear: 2022 },
    });
    const name = await post({ query: document, operationName: 'Name', variables: { code: '49' } });
    expect([name.isApollos, name.answer.body]).toEqual([
      false,
      '{"data":{"department":{"name":"Maine-et-Loire"}}}\n',
    ]);
  });

  it('is asked without a transaction where it takes one statement, until it takes another', async () => {
    const sharing = await openHub('france', { sharedRows: 100 });
    try {
      const query =
        'query ($code: String!) { department(code: $code) { name subsidies(fiscalYear: 2023) { lineCount } } }';
      const ask = async (code: string) => {
        const { answered, isApollos } = await watched(() => sharing.ask(query, { code }));
        return { name: answered.data.department.name, isApollos, queries: answered.queries };
      };
      const both = ['territoriesById', 'subsidyTotals'];
      const answer = { name: 'Maine-et-Loire', isApollos: false, queries: ['subsidyTotals'] };
      expect(await ask('49')).toEqual({ ...answer, isApollos: true, queries: both });
      for (let round = 0; round < 20; round += 1) expect(await ask('49')).toEqual(answer);
      // The name of another was not known yet: the total is refused without its state, and asked by Apollo.
      expect(await ask('44')).toEqual({ name: 'Loire-Atlantique', isApollos: true, queries: both });
      // It has to show again that it takes one.
      expect(await ask('53')).toEqual({ name: 'Mayenne', isApollos: false, queries: both });
    } finally {
      await sharing.close();
    }
  });

  it('waits for its turn once its answer is long', async () => {
    const turn = vi.spyOn(LongAnswers.prototype, 'turn');
    const query = `query Long($first: Int!) { department(code: "62") { communes(first: $first) {
      nodes { code name siren population kind postalCodes epci { code name } department { code name } }
    } } }`;
    const turns: [number, number][] = [];
    for (const first of [300, 300, 300, 2, 2]) {
      const { answer } = await post({ query, variables: { first } });
      turns.push([JSON.parse(answer.body).data.department.communes.nodes.length, turn.mock.calls.length]);
    }
    // Apollo answers the first, and it is known of the second that it is long.
    expect(turns).toEqual([
      [300, 0],
      [300, 0],
      [300, 1],
      [2, 2],
      [2, 2],
    ]);
  });

  it('is answered in the type that the client accepts, once Apollo has told which that is', async () => {
    for (const accept of ['application/graphql-response+json', '*/*', 'application/json, multipart/mixed']) {
      const [first, again] = [
        await post(total('49', 2023), { accept }),
        await post(total('49', 2023), { accept }),
      ];
      expect([first.isApollos, again.isApollos]).toEqual([true, false]);
      expect(again.answer).toEqual(first.answer);
    }
    const refused = await post(total('49', 2023), { accept: 'text/html' });
    expect([refused.isApollos, refused.answer.status]).toEqual([true, 406]);
  });

  it.each([
    ['no operation of that name', { query: document, operationName: 'Other', variables: {} }],
    ['several operations and no name', { query: document, variables: { code: '49', year: 2023 } }],
    ['variables that are none', { query: document, operationName: 'Total', variables: 'year' }],
    ['a list of variables', { query: document, operationName: 'Total', variables: [1] }],
    ['a name that is no text', { ...total('49', 2023), operationName: 3 }],
    ['extensions', { ...total('49', 2023), extensions: { persistedQuery: { version: 2 } } }],
  ])('is left to Apollo with %s', async (_what, payload) => {
    await post(total('49', 2023));
    expect((await post(payload)).isApollos).toBe(true);
  });

  it.each([
    ['a variable that is missing', { code: '49' }],
    ['a variable of another kind', { code: '49', year: 'soon' }],
    ['a year that is none', { code: '49', year: 1200 }],
    ['a code that is of nobody', { code: 'zz', year: 2023 }],
  ])('is told by Apollo what is wrong with %s', async (_what, variables) => {
    const query = document.replace('name subsidies', 'name  subsidies');
    await post({ query, operationName: 'Total', variables: { code: '49', year: 2023 } });
    const asked = { query, operationName: 'Total', variables };
    const known = await post(asked);
    const unknown = await post({ ...asked, query: `${query} ` });
    expect(known.answer.body).toBe(unknown.answer.body);
    expect(known.answer.status).toBe(unknown.answer.status);
  });

  it('is still told what it costs, by its variables', async () => {
    const query = `query Lists($first: Int!) {
      department(code: "49") { communes(first: $first) { nodes {
        conventions(first: $first) { nodes { planNodes(first: $first) { nodes { title children(first: $first) { nodes { title } } } } } }
      } } }
    }`;
    const small = [
      await post({ query, variables: { first: 1 } }),
      await post({ query, variables: { first: 1 } }),
    ];
    expect(small.map(({ isApollos }) => isApollos)).toEqual([true, false]);
    const large = await post({ query, variables: { first: 1000 } });
    expect(JSON.parse(large.answer.body).errors[0].extensions.code).toBe('QUERY_TOO_COSTLY');
  });

  it('does not answer mutations, which are read each time', async () => {
    const query = 'mutation Away { endAccessKey(id: "none") { id } }';
    await post({ query });
    expect((await post({ query })).isApollos).toBe(true);
  });
});
