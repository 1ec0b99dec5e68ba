import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const header = 'code insee;exercice;nature;montant;identifiant';
const own = `${header}\n49018;2023;réel;10;a\n`;
const others = `${header}\n49007;2023;réel;10;b\n`;

describe('loads of whoever has territories', () => {
  let hub: CheckedHub;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    hub = await openCheckedHub();
    const commune = (code: string) => ({ kind: 'COMMUNE', code });
    const contributor = { name: 'c', role: 'CONTRIBUTOR' };
    keys.one = (await hub.newKey({ ...contributor, territories: [commune('49018')] })).text;
    keys.other = (await hub.newKey({ ...contributor, territories: [commune('49007')] })).text;
    keys.two = (await hub.newKey({ ...contributor, territories: [commune('49018'), commune('49228')] })).text;
    keys.analyst = (
      await hub.newKey({ name: 'a', role: 'ANALYST', territories: [{ kind: 'DEPARTMENT', code: '49' }] })
    ).text;
    keys.partner = (
      await hub.newKey({
        name: 'p',
        role: 'PARTNER',
        territories: [commune('49018')],
        datasets: ['SUBSIDIES'],
      })
    ).text;
    keys.reader = (await hub.newKey({ name: 'r', role: 'READER' })).text;
  });
  afterAll(() => hub.close());

  const request = async (who: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: string) => {
    const response = await hub.app.inject({
      method,
      url,
      headers: {
        'x-ctg-hub': '1',
        authorization: `Bearer ${keys[who]}`,
        ...(payload && { 'content-type': 'text/csv' }),
      },
      ...(payload && { payload }),
    });
    const isJson = String(response.headers['content-type']).includes('json');
    return {
      status: response.statusCode,
      json: isJson ? response.json() : null,
      location: response.headers.location,
    };
  };
  const load = (who: string, file: string, territory?: string) =>
    request(who, 'POST', `/loads?name=f.csv&author=tests${territory ? `&territory=${territory}` : ''}`, file);
  const codeOf = ({
    status,
    json,
  }: {
    status: number;
    json: { errors?: { extensions: { code: string } }[] } | null;
  }) => [status, json?.errors?.[0]?.extensions.code];

  it('are taken for their own, and refuse the rows of others', async () => {
    expect((await load('one', own)).status).toBe(200);
    const refused = await load('one', others);
    expect([refused.status, refused.json.isAccepted]).toEqual([422, false]);
    expect(codeOf(await load('one', others, 'COMMUNE:49007'))).toEqual([403, 'TERRITORY_OUT_OF_REACH']);
    expect(codeOf(await load('one', own, 'DEPARTEMENT:49'))).toEqual([403, 'TERRITORY_OUT_OF_REACH']);
  });

  it('say which of several, and may be for a part of one', async () => {
    expect(codeOf(await load('two', own))).toEqual([403, 'TERRITORY_OUT_OF_REACH']);
    expect((await load('two', own, 'COMMUNE:49018')).status).toBe(200);
    expect((await load('analyst', others, 'COMMUNE:49007')).status).toBe(200);
    expect(codeOf(await load('analyst', others, 'COMMUNE:44109'))).toEqual([403, 'TERRITORY_OUT_OF_REACH']);
  });

  it('by the API are limited too', async () => {
    const record = (who: string, code: string) =>
      hub.askAs(
        keys[who] as string,
        `mutation { recordSubsidies(author: "tests", input: [{ code: "${code}", yearFrom: 2022, nature: "réel", amount: 5, reference: "api-${code}" }]) { isAccepted } }`,
      );
    const [mine, theirs, many] = [
      await record('one', '49018'),
      await record('one', '49007'),
      await record('two', '49018'),
    ];
    expect([mine.body, theirs.data?.recordSubsidies, many.codes]).toEqual([
      '{"data":{"recordSubsidies":{"isAccepted":true}}}\n',
      { isAccepted: false },
      ['TERRITORY_OUT_OF_REACH'],
    ]);
  });

  it('are known to those of the same rights and to administrators, and to nobody else', async () => {
    const { location } = await load('one', own);
    const url = String(location);
    expect((await request('one', 'GET', url)).status).toBe(200);
    const never = await request('other', 'GET', '/loads/never');
    for (const method of ['GET', 'DELETE'] as const)
      expect(await request('other', method, url)).toEqual(never);
    expect(await request('other', 'GET', `${url}/annotated.xlsx`)).toEqual(never);
    keys.local = hub.local;
    expect((await request('local', 'GET', url)).status).toBe(200);
  });

  it('do not exist for partners and readers, nor do templates', async () => {
    for (const who of ['partner', 'reader']) {
      for (const [method, url] of [
        ['POST', '/loads'],
        ['GET', '/loads/x'],
        ['GET', '/templates/subsidies.xlsx'],
      ] as const)
        expect(codeOf(await request(who, method, url)), `${who} ${url}`).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('begin with templates of their own territories', async () => {
    const template = (who: string, code: string) =>
      request(who, 'GET', `/templates/subsidies.xlsx?territory=COMMUNE:${code}`);
    expect((await template('one', '49018')).status).toBe(200);
    expect(codeOf(await template('one', '49007'))).toEqual([403, 'TERRITORY_OUT_OF_REACH']);
    expect((await request('one', 'GET', '/templates/subsidies.xlsx')).status).toBe(200);
  });
});
