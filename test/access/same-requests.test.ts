import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeptAnswers } from '../../src/server/answers/kept-answers.js';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const question = JSON.stringify({
  query: '{ region(code: "52") { subsidies(fiscalYear: 2023) { passport { reach { isLimited } } } } }',
});

describe('same requests of a hub that listens', { timeout: 150_000 }, () => {
  let hub: CheckedHub;
  let address = '';
  beforeAll(async () => {
    hub = await openCheckedHub({ answerCacheBytes: 2 ** 20, keepsJournal: true });
    address = await hub.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => hub.close());

  const analyst = (code: string) =>
    hub.newKey({ name: `analyste ${code}`, role: 'ANALYST', territories: [{ kind: 'DEPARTMENT', code }] });
  const administrator = () => hub.newKey({ name: 'administrateur', role: 'ADMINISTRATOR' });
  const ask = (text: string) =>
    fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${text}` },
      body: question,
    });
  /** Asks until the answer comes without the kept ones being looked at. */
  const askUntilSame = async (text: string) => {
    // What an analyst sees is worked out with the first question, which takes seconds on a busy machine.
    const first = await ask(text);
    expect(JSON.parse(await first.text()).errors).toBeUndefined();
    const find = vi.spyOn(KeptAnswers.prototype, 'find');
    return vi.waitFor(
      async () => {
        find.mockClear();
        const answer = await (await ask(text)).text();
        expect(find).not.toHaveBeenCalled();
        return answer;
      },
      { timeout: 50_000, interval: 250 },
    );
  };

  it('are answered, each by the rights of its sender, until a key is revoked', async () => {
    const [some, all] = [await analyst('49'), await administrator()];
    const isLimited = async (text: string) =>
      JSON.parse(await askUntilSame(text)).data.region.subsidies.passport.reach.isLimited;
    expect([await isLimited(some.text), await isLimited(all.text)]).toEqual([true, false]);
    expect(await isLimited(some.text)).toBe(true);
    await hub.askAs(hub.local, `mutation { revokeAccessKey(id: "${some.id}") { id } }`);
    expect((await ask(some.text)).status).toBe(401);
    expect((await ask(all.text)).status).toBe(200);
  });

  it('are told in the journal', async () => {
    const { text, id } = await administrator();
    await askUntilSame(text);
    const told = async (): Promise<number> => {
      await hub.journal?.flush();
      const { data } = await hub.askAs(hub.local, '{ journal { nodes { keyId kept } } }');
      const lines: { keyId: string; kept: number }[] = data.journal.nodes;
      return lines.filter(({ keyId }) => keyId === id).reduce((sum, { kept }) => sum + kept, 0);
    };
    const before = await told();
    for (let at = 0; at < 3; at += 1) expect((await ask(text)).status).toBe(200);
    expect(await told()).toBe(before + 3);
  });
});
