import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { openHub, type TestHub } from '../hub.js';
import { register, sourceFields } from './pulling.js';

/** Nothing pulls here: what is registered stays as it was asked for. */
describe('registering sources', () => {
  let hub: TestHub;
  let closed: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    closed = await openHub('france', { allowPrivateSources: false });
  });
  afterEach(async () => {
    await rows(hub.database.fork(), 'clear', sql`delete from source`);
  });
  afterAll(async () => {
    await hub.close();
    await closed.close();
  });

  const change = (id: string, input: Record<string, unknown>) =>
    hub.ask(
      `mutation ($id: String!, $input: UpdateSourceInput!) { updateSource(id: $id, input: $input) { ${sourceFields} strategy opendatasoft { datasetId where refine mapping { field column } constants { column value } } } }`,
      { id, input },
    );
  const act = (action: string, id: string) =>
    hub.ask(`mutation ($id: String!) { ${action}(id: $id) { ${sourceFields} } }`, { id });

  it('shows them in the hub, in their territory and in those that contain it', async () => {
    await register(hub, { name: 'Zoé', url: 'https://zoe.example/a.csv' });
    await register(hub, {
      name: 'Angers',
      url: 'https://angers.example/a.csv',
      territory: { kind: 'COMMUNE', code: '49007' },
    });
    const list = '{ totalCount nodes { name } }';
    const { data } = await hub.ask(`{
      sources(first: 1) { totalCount nodes { name } pageInfo { hasNextPage endCursor } }
      commune(code: "49018") { sources ${list} }
      department(code: "49") { sources ${list} }
      other: department(code: "53") { sources ${list} } }`);
    expect(data).toMatchObject({
      sources: { totalCount: 2, nodes: [{ name: 'Angers' }], pageInfo: { hasNextPage: true } },
      commune: { sources: { totalCount: 1, nodes: [{ name: 'Zoé' }] } },
      department: { sources: { totalCount: 2, nodes: [{ name: 'Angers' }, { name: 'Zoé' }] } },
      other: { sources: { totalCount: 0, nodes: [] } },
    });
    const next = await hub.ask(
      'query ($after: String) { sources(first: 1, after: $after) { nodes { name } } }',
      {
        after: data.sources.pageInfo.endCursor,
      },
    );
    expect(next.data.sources.nodes).toEqual([{ name: 'Zoé' }]);
  });

  it('takes a day between two pulls by default, and remembers who registered', async () => {
    const { data } = await hub.ask(`mutation { registerSource(input: {
      name: " Cafdata ", territory: { kind: DEPARTMENT, code: "49" }, kind: OPENDATASOFT, url: "https://data.caf.fr",
      author: "Ana", opendatasoft: { datasetId: "nbpla_pe_com" } }) { name url intervalMinutes registeredBy strategy territory { code kind } } }`);
    expect(data.registerSource).toEqual({
      name: 'Cafdata',
      url: 'https://data.caf.fr/',
      intervalMinutes: 1440,
      registeredBy: 'Ana',
      strategy: 'ADD_AND_UPDATE',
      territory: { code: '49', kind: 'DEPARTMENT' },
    });
  });

  it('shows no secret of an address, and keeps it when the address comes back as it was shown', async () => {
    const url = 'https://caf.example/a.csv?annee=2023&apikey=abc123&Access_Token=xyz';
    const shown = 'https://caf.example/a.csv?annee=2023&apikey=***&Access_Token=***';
    const source = await register(hub, { name: 'Caf', url });
    expect(source.url).toBe(shown);
    const stored = async () =>
      (await rows(hub.database.fork(), 'url', sql<{ url: string }>`select url from source`))[0]?.url;
    expect((await change(source.id, { url: shown, name: 'Caf 49' })).data.updateSource.url).toBe(shown);
    expect(await stored()).toBe(url);
    expect((await act('removeSource', source.id)).data.removeSource.url).toBe(shown);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown territory', { territory: { kind: 'COMMUNE', code: '00000' } }, '00000'],
    ['an empty name', { name: '  ' }, 'name'],
    ['what is not an address', { url: 'fichier.csv' }, 'pas une adresse web'],
    ['a password', { url: 'https://moi:secret@caf.example/' }, 'mot de passe'],
    ['a protocol that is not the web’s', { url: 'ftp://caf.example/' }, 'https'],
    ['a portal without a data set', { kind: 'OPENDATASOFT' }, 'opendatasoft'],
    ['a data set of a portal elsewhere', { opendatasoft: { datasetId: 'x' } }, 'OPENDATASOFT'],
    ['a path as a data set', { kind: 'OPENDATASOFT', opendatasoft: { datasetId: '../x' } }, 'identifiant'],
    [
      'a column given twice',
      {
        kind: 'OPENDATASOFT',
        opendatasoft: {
          datasetId: 'x',
          mapping: [{ field: 'a', column: 'c' }],
          constants: [{ column: 'c', value: '1' }],
        },
      },
      'deux fois',
    ],
    [
      'a fiscal year to replace where there is none',
      { dataset: 'CONVENTIONS', strategy: 'REPLACE_YEAR' },
      'exercice',
    ],
    ['no pause between pulls', { intervalMinutes: 0 }, 'intervalMinutes'],
  ])('refuses %s', async (_name, input, words) => {
    await expect(register(hub, { name: 'Baugé', url: 'https://a.example/', ...input })).rejects.toThrow(
      words,
    );
  });

  it.each([
    ['http://data.caf.fr/', 'https'],
    ['https://127.0.0.1/', 'machine interne'],
    ['https://[::1]/', 'machine interne'],
    ['https://data.caf.fr:8443/', '8443'],
  ])('refuses %s unless internal machines are allowed', async (url, words) => {
    await register(hub, { name: 'Interne', url });
    await expect(register(closed, { name: 'Interne', url })).rejects.toThrow(words);
  });

  it('does not let a source be asked more often than every quarter of an hour', async () => {
    const source = { name: 'Pressée', url: 'https://a.example/' };
    await expect(register(closed, { ...source, intervalMinutes: 14 })).rejects.toThrow('15');
    await register(closed, { ...source, intervalMinutes: 15 });
  });

  it('changes what is given and keeps the rest', async () => {
    const options = {
      datasetId: 'x',
      where: 'annee > 2020',
      refine: ['dep:"49"'],
      mapping: [{ field: 'a', column: 'b' }],
      constants: [{ column: 'c', value: '1' }],
    };
    const { id } = await register(hub, {
      name: 'Portail',
      url: 'https://p.example',
      kind: 'OPENDATASOFT',
      dataset: 'SUBSIDIES',
      opendatasoft: options,
    });
    const renamed = await change(id, { name: 'Autre nom' });
    expect(renamed.data.updateSource).toMatchObject({
      name: 'Autre nom',
      dataset: 'SUBSIDIES',
      opendatasoft: options,
    });
    const recognised = await change(id, { dataset: null });
    expect(recognised.data.updateSource.dataset).toBeNull();
    expect((await change(id, { url: 'x' })).errors?.[0]?.extensions.code).toBe('INVALID_SOURCE');
  });

  it('pauses, resumes, asks for a pull, and removes', async () => {
    const { id } = await register(hub, { name: 'Baugé', url: 'https://a.example/' });
    const paused = await change(id, { enabled: false });
    expect(paused.data.updateSource.standing).toMatchObject({
      state: 'PAUSED',
      since: null,
      isQueued: false,
    });
    expect((await act('pullSource', id)).errors?.[0]?.extensions.code).toBe('SOURCE_PAUSED');
    await change(id, { enabled: true });
    await rows(
      hub.database.fork(),
      'later',
      sql`update source set next_attempt_at = now() + interval '1 hour'`,
    );
    const asked = await act('pullSource', id);
    expect(asked.data.pullSource.standing).toMatchObject({ state: 'NEVER_PULLED', isQueued: true });
    expect((await act('removeSource', id)).data.removeSource.name).toBe('Baugé');
    for (const action of ['removeSource', 'pullSource'])
      expect((await act(action, id)).errors?.[0]?.extensions.code).toBe('UNKNOWN_SOURCE');
  });

  it('costs the same statements however many sources are shown', async () => {
    const query = `{ department(code: "49") { sources { nodes { ${sourceFields} } } } }`;
    await register(hub, { name: '1', url: 'https://a.example/' });
    const one = await hub.ask(query);
    for (const name of ['2', '3', '4']) await register(hub, { name, url: 'https://a.example/' });
    const four = await hub.ask(query);
    expect(four.data.department.sources.nodes).toHaveLength(4);
    expect(four.queries).toEqual(one.queries);
  });
});
