import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const answersPerMinute = 5;
const spent = (status: number) => [...Array.from({ length: answersPerMinute }, () => status), 429, 429];

describe('what is worked out', () => {
  let hub: CheckedHub;
  const keys: string[] = [];
  beforeAll(async () => {
    const { protection } = readConfig({ CTG_HUB_ANSWERS_PER_MINUTE: String(answersPerMinute) }, []);
    hub = await openCheckedHub({ protection });
    const named = { name: 'tableau de bord', role: 'ADMINISTRATOR' };
    for (let made = 0; made < answersPerMinute; made += 1) keys.push((await hub.newKey(named)).text);
  });
  afterAll(() => hub.close());

  // From addresses of its own: a tenth of each answer counts for where it comes from.
  let networks = 0;
  const statusesAs = async (text: string, urls: readonly string[]) => {
    const remoteAddress = `192.0.2.${++networks}`;
    const statuses: number[] = [];
    for (const url of urls) {
      const headers = { authorization: `Bearer ${text}`, 'apollo-require-preflight': '1' };
      statuses.push((await hub.app.inject({ url, headers, remoteAddress })).statusCode);
    }
    return statuses;
  };
  const questions = Array.from(
    { length: answersPerMinute + 2 },
    (_, at) => `/graphql?query=${encodeURIComponent(`{ department(code: "${at + 10}") { name } }`)}`,
  );

  it('counts for the key that asks for it, not for others of the same name and rights', async () => {
    const [first = '', second = ''] = keys;
    expect(await statusesAs(first, questions)).toEqual(spent(200));
    expect(await statusesAs(second, questions)).toEqual(spent(200));
  });

  it.each([
    ['a template', '/templates/subsidies.xlsx', 200],
    ['a template whose address is written otherwise', '/%74emplates/subsidies.xlsx', 200],
    ['a workbook with remarks', '/loads/never/annotated.xlsx', 404],
  ])('is %s too', async (_what, url, status) => {
    const urls = questions.map(() => url);
    expect(await statusesAs(keys.pop() ?? '', urls)).toEqual(spent(status));
  });

  it('is no probe, which is never counted; an address that begins like one is', async () => {
    const light = Array.from({ length: answersPerMinute * 10 + 2 }, () => '/health/live');
    expect(new Set(await statusesAs('x', light))).toEqual(new Set([200]));
    const none = light.map((url) => `${url}ly`);
    expect((await statusesAs('x', none)).slice(-3)).toEqual([404, 429, 429]);
  });
});
