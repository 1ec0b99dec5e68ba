import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  digestOf,
  keyTextOf,
  newKeyId,
  newSecret,
  readKeyText,
} from '../../src/access/keys/access-key.rules.js';
import { rows } from '../../src/db/sql.js';
import { withoutSecrets } from '../../src/privacy/personal-text.rules.js';
import { eventually } from '../setup/eventually.js';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const question = '{ hub { vintage } }';
const revocation = 'mutation Revoke($id: String!) { revokeAccessKey(id: $id) { state revokedBy } }';
const renewal = `mutation Renew($id: String!, $hours: Int!) {
  renewAccessKey(id: $id, overlapHours: $hours) { secret key { previousUntil } }
}`;

describe('access keys', () => {
  let hub: CheckedHub;
  beforeAll(async () => {
    hub = await openCheckedHub();
  });
  afterAll(() => hub.close());

  const change = (id: string, what: ReturnType<typeof sql>) =>
    rows(hub.database.fork(), 'change', sql`update access_key set ${what} where id = ${id}`);
  const statusAs = async (text: string | null) => (await hub.askAs(text, question)).status;
  /** A change is heard of a little later. */
  const becomes = (text: string, status: number) =>
    eventually(async () => expect(await statusAs(text)).toBe(status));

  it('open the hub to whoever sends one, and nothing else does', async () => {
    const { text } = await hub.newKey({ name: 'tableau de bord', role: 'ADMINISTRATOR' });
    expect(await hub.askAs(text, question)).toMatchObject({ status: 200, data: { hub: {} } });
    const nobody = await hub.askAs(null, question);
    expect([nobody.status, nobody.codes, nobody.headers['www-authenticate']]).toEqual([
      401,
      ['UNAUTHENTICATED'],
      'Bearer realm="ctg-hub"',
    ]);
    // By the header alone: an address ends up in logs.
    const address = await hub.app.inject({
      url: `/graphql?query=${encodeURIComponent(question)}&access_token=${text}`,
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(address.statusCode).toBe(401);
    for (const scheme of [`Basic ${text}`, text, `Bearer ${text} x`]) {
      const other = await hub.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: scheme },
        payload: { query: question },
      });
      expect(other.statusCode, scheme.slice(0, 8)).toBe(401);
    }
  });

  it('have ids that a journal can say, whatever their figures look like', () => {
    const ids = Array.from({ length: 5_000 }, newKeyId);
    expect(ids.filter((id) => withoutSecrets(id) !== id)).toEqual([]);
  });

  it('are asked for at every door but those of the pages and of health', async () => {
    for (const [method, url] of [
      ['POST', '/loads'],
      ['GET', '/loads/x'],
      ['DELETE', '/loads/x'],
      ['GET', '/loads/x/annotated.xlsx'],
      ['GET', '/templates/subsidies.xlsx'],
      ['GET', '/graphql?query=%7Bhub%7Bvintage%7D%7D'],
    ] as const) {
      expect((await hub.app.inject({ method, url, headers: { 'x-ctg-hub': '1' } })).statusCode, url).toBe(
        401,
      );
    }
    for (const url of ['/health/live', '/health/ready'])
      expect((await hub.app.inject(url)).statusCode).toBe(200);
    expect((await hub.app.inject('/explorer')).statusCode).toBe(302);
  });

  it('leave nothing of their secret in the base, and show it once', async () => {
    const { id, text } = await hub.newKey({ name: 'une fois', role: 'ADMINISTRATOR' });
    const secret = readKeyText(text)?.secret ?? '';
    const [kept] = await rows(
      hub.database.fork(),
      'kept',
      sql<{
        all: string;
        hash: string;
      }>`select k::text as "all", secret_hash as hash from access_key k where id = ${id}`,
    );
    expect(kept?.hash).toBe(digestOf(secret));
    expect(kept?.all).not.toContain(secret);
    const listed = await hub.askAs(hub.local, '{ accessKeys { nodes { id name role state createdBy } } }');
    expect(listed.body).not.toContain(secret);
    expect(listed.data.accessKeys.nodes).toContainEqual({
      id,
      name: 'une fois',
      role: 'ADMINISTRATOR',
      state: 'LIVE',
      createdBy: 'ligne de commande',
    });
  });

  it('are refused alike, whether unknown, wrong, expired or revoked', async () => {
    const made = async () => hub.newKey({ name: 'à refuser', role: 'ADMINISTRATOR' });
    const [wrong, expired, revoked] = [await made(), await made(), await made()];
    await change(expired.id, sql`expires_at = now() - interval '1 second'`);
    await hub.askAs(hub.local, revocation, { id: revoked.id });
    const refusals = [];
    for (const text of [
      keyTextOf({ id: newKeyId(), secret: newSecret() }),
      keyTextOf({ id: wrong.id, secret: newSecret() }),
      expired.text,
      revoked.text,
    ]) {
      const { status, body, headers } = await hub.askAs(text, question);
      refusals.push({ status, body, challenge: headers['www-authenticate'] });
    }
    expect(new Set(refusals.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(refusals[0]).toMatchObject({
      status: 401,
      challenge: 'Bearer realm="ctg-hub", error="invalid_token"',
    });
  });

  it('cost the same look-up whatever is wrong with them', async () => {
    const { text, id } = await hub.newKey({ name: 'bonne', role: 'ADMINISTRATOR' });
    expect(await statusAs(text)).toBe(200);
    const looks = vi.spyOn(hub.database, 'fork');
    await hub.askAs(keyTextOf({ id: newKeyId(), secret: newSecret() }), question);
    const unknown = looks.mock.calls.length;
    // What is known of the right secret is no shortcut for a wrong one.
    await hub.askAs(keyTextOf({ id, secret: newSecret() }), question);
    expect(looks.mock.calls.length - unknown).toBe(unknown);
    looks.mockRestore();
  });

  it('stop at once when they are revoked, though they were remembered', async () => {
    const { id, text } = await hub.newKey({ name: 'à révoquer', role: 'ADMINISTRATOR' });
    await becomes(text, 200);
    const { data } = await hub.askAs(hub.local, revocation, { id });
    expect(data.revokeAccessKey).toEqual({ state: 'REVOKED', revokedBy: 'ligne de commande' });
    await becomes(text, 401);
    expect((await hub.askAs(hub.local, renewal, { id, hours: 1 })).codes).toEqual(['ACCESS_KEY_REVOKED']);
  });

  it('hear of what another process does to them', async () => {
    const { id, text } = await hub.newKey({ name: 'ailleurs', role: 'ADMINISTRATOR' });
    await becomes(text, 200);
    await change(id, sql`revoked_at = now()`);
    await becomes(text, 401);
  });

  it('give another secret while the old one lives on for a while, and no longer', async () => {
    const { id, text } = await hub.newKey({ name: 'à renouveler', role: 'ADMINISTRATOR' });
    await becomes(text, 200);
    const { data } = await hub.askAs(hub.local, renewal, { id, hours: 2 });
    const fresh = data.renewAccessKey.secret;
    expect(fresh).not.toBe(text);
    const left = Date.parse(data.renewAccessKey.key.previousUntil) - Date.now();
    expect(Math.round(left / 60_000)).toBe(120);
    await becomes(fresh, 200);
    await becomes(text, 200);
    await change(id, sql`previous_until = now()`);
    await becomes(text, 401);
    await becomes(fresh, 200);
    // Without overlap, and a key that had expired does not come back by being renewed.
    await change(id, sql`expires_at = now() - interval '1 day'`);
    await becomes(fresh, 401);
    const again = await hub.askAs(hub.local, renewal, { id, hours: 720 });
    await becomes(again.data.renewAccessKey.secret, 200);
    await becomes(fresh, 401);
  });

  it('say when they were last used, and write it once a minute at most', async () => {
    const { id, text } = await hub.newKey({ name: 'usage', role: 'ADMINISTRATOR' });
    const last = async () => {
      const [row] = await rows(
        hub.database.fork(),
        'last',
        sql<{ at: string | null }>`select last_used_at::text as at from access_key where id = ${id}`,
      );
      return row?.at ?? null;
    };
    expect(await last()).toBeNull();
    await becomes(text, 200);
    const first = await eventually(async () => {
      const at = await last();
      expect(at).not.toBeNull();
      return at;
    });
    for (let time = 0; time < 5; time += 1) await statusAs(text);
    expect(await last()).toBe(first);
  });

  it.each([
    [{ role: 'ANALYST' }, 'au moins un territoire'],
    [{ role: 'ANALYST', territories: [{ kind: 'COMMUNE', code: '49007' }] }, 'départements'],
    [{ role: 'READER', territories: [{ kind: 'COMMUNE', code: '49007' }] }, 'ne se limite pas'],
    [{ role: 'PARTNER', territories: [{ kind: 'DEPARTMENT', code: '49' }] }, 'jeu de données'],
    [{ role: 'CONTRIBUTOR', territories: [{ kind: 'COUNTRY', code: 'FR' }] }, 'France entière'],
    [{ role: 'CONTRIBUTOR', territories: [{ kind: 'COMMUNE', code: '49999' }] }, '49999'],
    [{ role: 'ADMINISTRATOR', lifetimeDays: 0 }, 'lifetimeDays'],
    [{ role: 'ADMINISTRATOR', name: ' ' }, 'name'],
  ])('are not made without sense: %j', async (input, words) => {
    await expect(hub.newKey({ name: 'x', ...input })).rejects.toThrow(words);
  });

  it('are of public codes, and say so', async () => {
    const { id } = await hub.newKey({
      name: 'Baugé',
      role: 'CONTRIBUTOR',
      territories: [
        { kind: 'COMMUNE', code: '49018' },
        { kind: 'DEPARTMENT', code: '44' },
      ],
    });
    const { data } = await hub.askAs(hub.local, '{ accessKeys { nodes { id territories { kind code } } } }');
    expect(data.accessKeys.nodes.find((each: { id: string }) => each.id === id).territories).toEqual([
      { kind: 'COMMUNE', code: '49018' },
      { kind: 'DEPARTMENT', code: '44' },
    ]);
  });

  it('of every role are answered', async () => {
    for (const role of ['PARTNER', 'READER']) {
      const given = role === 'PARTNER' && {
        territories: [{ kind: 'DEPARTMENT', code: '49' }],
        datasets: ['SUBSIDIES'],
      };
      const { text } = await hub.newKey({ name: role, role, ...given });
      const { status, codes } = await hub.askAs(text, question);
      expect([role, status, codes]).toEqual([role, 200, []]);
    }
  });
});
