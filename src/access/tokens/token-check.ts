import { hash } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { OidcSettings } from '../../config/oidc-settings.js';
import { HubError } from '../../errors.js';
import { territoryId } from '../../territory/territory.rules.js';
import { territoriesById } from '../../territory/territory.sql.js';
import { Role, type Viewer, viewerOf } from '../../viewer.js';
import { wrongGrant } from '../grant.rules.js';
import { readClaims } from './claims.rules.js';
import { discoverKeys } from './provider.js';

/** Signatures by a key that only the provider has. Never none, nor a secret that the hub would share. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const longestMemory = 60_000;
const usualCooldown = 30_000;

/** Tells who sends an access token of the provider of the settings. */
export class TokenCheck {
  readonly #known = new LRUCache<string, Viewer>({ max: 1_000 });
  #keys: Promise<JWTVerifyGetKey> | null = null;

  /** @param onFault hears why a provider does not answer as it should */
  constructor(
    private readonly settings: OidcSettings,
    private readonly fork: () => SqlEntityManager,
    private readonly onFault: (error: unknown) => void,
    private readonly cooldownMilliseconds = usualCooldown,
  ) {}

  /**
   * Null for a token that is not good, whatever is wrong with it.
   * @throws HubError `IDENTITY_PROVIDER_UNREACHABLE`, `NO_ROLE`
   */
  async viewerOf(token: string): Promise<Viewer | null> {
    const known = this.known(token);
    if (known) return known;
    const claims = await this.#verify(token);
    if (claims === null) return null;
    const viewer = await this.#viewerOf(claims);
    const left = (Number(claims.exp) + this.settings.clockSkewSeconds) * 1_000 - Date.now();
    if (left > 0) this.#known.set(nameOf(token), viewer, { ttl: Math.min(left, longestMemory) });
    return viewer;
  }

  /** Who sends a token that is remembered as good; null for any other. */
  known(token: string): Viewer | null {
    return this.#known.get(nameOf(token)) ?? null;
  }

  async #verify(token: string): Promise<JWTPayload | null> {
    const { issuer, audience, clockSkewSeconds: clockTolerance } = this.settings;
    const { errors, jwtVerify } = await import('jose');
    try {
      const { payload } = await jwtVerify(token, await this.#providerKeys(), {
        issuer,
        audience,
        clockTolerance,
        algorithms,
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      if (isOfToken(error, errors)) return null;
      this.onFault(error);
      throw new HubError('IDENTITY_PROVIDER_UNREACHABLE', undefined);
    }
  }

  #providerKeys(): Promise<JWTVerifyGetKey> {
    this.#keys ??= discoverKeys(this.settings.issuer, this.cooldownMilliseconds).catch((error: unknown) => {
      // Asked again with the next token.
      this.#keys = null;
      throw error;
    });
    return this.#keys;
  }

  async #viewerOf(claims: JWTPayload): Promise<Viewer> {
    const { name, role, territories: codes, datasets } = readClaims(claims, this.settings);
    if (role === null) throw new HubError('NO_ROLE', undefined);
    const isLimited = role !== Role.ADMINISTRATOR && role !== Role.READER;
    const ids = codes.map(({ kind, code }) => territoryId(kind, code));
    const found = isLimited && ids.length > 0 ? await territoriesById(this.fork(), ids) : new Map();
    const grant = {
      role,
      territories: [...found.keys()],
      datasets: role === Role.PARTNER ? datasets : null,
    };
    if (wrongGrant(grant) !== null) throw new HubError('NO_ROLE', undefined);
    return viewerOf({ name, ...grant });
  }
}

const nameOf = (token: string): string => hash('sha256', token, 'base64url');

/** What is wrong with a token, as against with its provider. A key that nobody knows is of the token. */
function isOfToken(error: unknown, errors: typeof import('jose').errors): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return !(
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    error.code === 'ERR_JOSE_GENERIC'
  );
}
