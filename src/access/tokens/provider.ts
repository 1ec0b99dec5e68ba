import type { JWTVerifyGetKey } from 'jose';

const timeoutMilliseconds = 5_000;

/** What the discovery document of a provider is read for. */
interface Discovery {
  readonly issuer?: unknown;
  readonly jwks_uri?: unknown;
}

/**
 * The keys of a provider, found by its discovery document and read again when a token names one that is not known.
 *
 * @param cooldownMilliseconds how long keys are not read again for unknown names, which anybody can make up
 */
export async function discoverKeys(issuer: string, cooldownMilliseconds: number): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  if (!response.ok) throw new Error(`The provider answered ${response.status}`);
  const { issuer: named, jwks_uri: keys } = (await response.json()) as Discovery;
  // A provider that speaks for another one could have its tokens pass for those of that other.
  if (named !== issuer) throw new Error(`The provider calls itself ${String(named)}`);
  const url = new URL(String(keys));
  if (url.protocol !== new URL(issuer).protocol && url.protocol !== 'https:')
    throw new Error('The keys of the provider are not at an https address');
  const { createRemoteJWKSet } = await import('jose');
  return createRemoteJWKSet(url, {
    cooldownDuration: cooldownMilliseconds,
    timeoutDuration: timeoutMilliseconds,
  });
}
