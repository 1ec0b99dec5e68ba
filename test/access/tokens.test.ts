import { createServer, type Server } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TokenCheck } from '../../src/access/tokens/token-check.js';
import type { OidcSettings } from '../../src/config/oidc-settings.js';
import { Role } from '../../src/viewer.js';
import { type CheckedHub, openCheckedHub } from './checked-hub.js';

const audience = 'https://hub.example';
const question = '{ hub { vintage } }';
const now = () => Math.floor(Date.now() / 1_000);

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;

/** A key of a provider: the pair, and how the provider keeps it. */
async function newKey(kid: string): Promise<{ readonly pair: Pair; readonly jwk: JWK }> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  return { pair, jwk: { ...(await exportJWK(pair.privateKey)), kid, alg: 'RS256', use: 'sig' } };
}

/** A provider as others run it, at an address of this machine, with keys that the test knows. */
class RunningProvider {
  #serve: (request: never, response: never) => void = () => undefined;
  readonly #server: Server = createServer((request, response) =>
    this.#serve(request as never, response as never),
  );
  issuer = '';

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  /** Serves, or serves anew, with these keys. */
  use(keys: readonly JWK[]): void {
    const provider = new Provider(this.issuer, {
      jwks: { keys: [...keys] as never },
      clients: [
        {
          client_id: 'tableau-de-bord',
          client_secret: 'secret-of-the-test',
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
      ],
      ttl: { ClientCredentials: 600 },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context: unknown, resource: string) => ({
            scope: 'read',
            audience: resource,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      extraTokenClaims: () => ({ realm_access: { roles: ['ctg-admin', 'other'] } }),
    } as never);
    this.#serve = provider.callback() as never;
  }

  /** An access token as the provider itself gives it. */
  async token(resource = audience): Promise<string> {
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('tableau-de-bord:secret-of-the-test').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope: 'read' }),
    });
    const answer = (await response.json()) as { access_token?: string };
    if (!answer.access_token) throw new Error(JSON.stringify(answer));
    return answer.access_token;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('access tokens of a provider', () => {
  const provider = new RunningProvider();
  let hub: CheckedHub;
  let key: Awaited<ReturnType<typeof newKey>>;
  let settings: OidcSettings;
  beforeAll(async () => {
    await provider.start();
    key = await newKey('first');
    provider.use([key.jwk]);
    settings = {
      issuer: provider.issuer,
      audience,
      roleClaim: 'realm_access.roles',
      territoriesClaim: 'ctg_territories',
      datasetsClaim: 'ctg_datasets',
      roles: new Map([
        ['ctg-admin', Role.ADMINISTRATOR],
        ['ctg-analyste', Role.ANALYST],
        ['ctg-partenaire', Role.PARTNER],
      ]),
      clockSkewSeconds: 60,
    };
    hub = await openCheckedHub({ oidc: settings });
  });
  afterAll(async () => {
    await hub.close();
    provider.stop();
  });

  interface Wanted {
    readonly claims?: Record<string, unknown>;
    readonly kid?: string;
    readonly pair?: Pair;
    readonly alg?: string;
    readonly typ?: string;
  }
  const good = () => ({
    iss: provider.issuer,
    aud: audience,
    sub: 'somebody',
    iat: now(),
    exp: now() + 300,
    realm_access: { roles: ['ctg-admin'] },
  });
  const sign = ({ claims = {}, kid = 'first', pair = key.pair }: Wanted = {}) =>
    new SignJWT({ ...good(), ...claims })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
      .sign(pair.privateKey);
  const statusOf = async (token: string) => (await hub.askAs(token, question)).status;

  it('open the hub when the provider gives them', async () => {
    const token = await provider.token();
    expect(await hub.askAs(token, '{ accessKeys { totalCount } }')).toMatchObject({
      status: 200,
      data: { accessKeys: { totalCount: 0 } },
    });
    expect(await statusOf(await provider.token('https://other.example'))).toBe(401);
  });

  it.each([
    ['of another issuer', { iss: 'https://provider.example' }],
    ['for another audience', { aud: 'https://other.example' }],
    ['for nobody', { aud: undefined }],
    ['expired', { exp: now() - 120 }],
    ['without an end', { exp: undefined }],
    ['not valid yet', { nbf: now() + 600 }],
  ])('do not when they are %s', async (_what, claims) => {
    expect(await statusOf(await sign())).toBe(200);
    const { status, codes } = await hub.askAs(await sign({ claims }), question);
    expect([status, codes]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('may be a minute away, since no two clocks agree', async () => {
    expect(await statusOf(await sign({ claims: { exp: now() - 30 } }))).toBe(200);
    expect(await statusOf(await sign({ claims: { exp: now() - 90 } }))).toBe(401);
    expect(await statusOf(await sign({ claims: { nbf: now() + 30 } }))).toBe(200);
    expect(await statusOf(await sign({ claims: { nbf: now() + 90 } }))).toBe(401);
  });

  it('are worth nothing without a signature of the provider', async () => {
    const none = new UnsecuredJWT(good()).encode();
    const publicKey = new TextEncoder().encode(await exportSPKI(key.pair.publicKey));
    const shared = (kid?: string) =>
      new SignJWT(good()).setProtectedHeader({ alg: 'HS256', ...(kid && { kid }) }).sign(publicKey);
    const forged = await sign({ pair: (await newKey('first')).pair });
    const [head, , tail] = (await sign()).split('.');
    const raised = Buffer.from(JSON.stringify({ ...good(), exp: now() + 9_999 })).toString('base64url');
    for (const token of [
      none,
      await shared(),
      await shared('first'),
      forged,
      [head, raised, tail].join('.'),
      'a.b.c',
      'x',
    ])
      expect(await statusOf(token), token.slice(0, 20)).toBe(401);
  });

  it('may be signed by a key that the provider has only just made, and no more by one that it has taken back', async () => {
    const check = () =>
      new TokenCheck(
        settings,
        () => hub.database.fork(),
        () => undefined,
        0,
      );
    const checking = check();
    const second = await newKey('second');
    const fresh = await sign({ pair: second.pair, kid: 'second' });
    expect(await checking.viewerOf(await sign())).not.toBeNull();
    expect(await checking.viewerOf(fresh)).toBeNull();
    provider.use([second.jwk]);
    expect(await checking.viewerOf(fresh)).toMatchObject({ role: Role.ADMINISTRATOR });
    expect(await checking.viewerOf(await sign({ claims: { jti: 'late' } }))).toBeNull();
    provider.use([key.jwk]);
  });

  it('give the highest of their roles, and the territories that the hub knows', async () => {
    const check = new TokenCheck(
      settings,
      () => hub.database.fork(),
      () => undefined,
    );
    const analyst = await check.viewerOf(
      await sign({
        claims: {
          realm_access: { roles: ['x', 'ctg-partenaire', 'ctg-analyste'] },
          ctg_territories: ['DEPARTEMENT:49', 'département:44', 'DEPARTEMENT:99', 'nulle part'],
          preferred_username: 'analyste',
        },
      }),
    );
    expect(analyst).toMatchObject({
      name: 'analyste',
      role: Role.ANALYST,
      territories: ['department:44', 'department:49'],
      datasets: null,
    });
    const partner = await check.viewerOf(
      await sign({
        claims: {
          realm_access: { roles: 'ctg-partenaire' },
          ctg_territories: 'COMMUNE:49018, EPCI:244900015',
          ctg_datasets: 'subsidies',
        },
      }),
    );
    expect(partner).toMatchObject({
      role: Role.PARTNER,
      territories: ['commune:49018', 'epci:244900015'],
      datasets: ['SUBSIDIES'],
    });
    for (const claims of [
      { realm_access: { roles: ['nobody'] } },
      { realm_access: null },
      { realm_access: { roles: ['ctg-analyste'] } },
      { realm_access: { roles: ['ctg-analyste'] }, ctg_territories: ['DEPARTEMENT:99'] },
    ]) {
      const { status, codes } = await hub.askAs(await sign({ claims }), question);
      expect([status, codes], JSON.stringify(claims)).toEqual([403, ['NO_ROLE']]);
    }
  });

  it('cannot be checked while the provider is gone, or speaks for another one', async () => {
    const faults: unknown[] = [];
    const at = (issuer: string) =>
      new TokenCheck(
        { ...settings, issuer },
        () => hub.database.fork(),
        (error) => faults.push(error),
      );
    const gone = at('http://127.0.0.1:1');
    await expect(gone.viewerOf(await sign())).rejects.toMatchObject({
      code: 'IDENTITY_PROVIDER_UNREACHABLE',
    });
    const other = at(provider.issuer.replace('127.0.0.1', 'localhost'));
    await expect(other.viewerOf(await sign())).rejects.toMatchObject({
      code: 'IDENTITY_PROVIDER_UNREACHABLE',
    });
    expect(faults).toHaveLength(2);
  });
});
