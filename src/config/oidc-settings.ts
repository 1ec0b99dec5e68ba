import { Role, roles } from '../viewer.js';

/** How access tokens of an OpenID Connect provider are checked, and what their claims mean here. */
export interface OidcSettings {
  readonly issuer: string;
  /** What the provider calls this hub. */
  readonly audience: string;
  /** Names of claims; a dot leads into a claim, as in `realm_access.roles`. */
  readonly roleClaim: string;
  readonly territoriesClaim: string;
  readonly datasetsClaim: string;
  /** The role of each value of the role claim. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly clockSkewSeconds: number;
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Reads the settings of a provider; null when none is named.
 * @param problems takes what is wrong with them, in French
 */
export function readOidcSettings(env: NodeJS.ProcessEnv, problems: string[]): OidcSettings | null {
  const text = (name: string) => env[`CTG_HUB_OIDC_${name}`]?.trim() ?? '';
  const issuer = text('ISSUER');
  if (issuer === '') {
    for (const name of ['AUDIENCE', 'ROLES']) {
      if (text(name) !== '') problems.push(`CTG_HUB_OIDC_${name} est donné sans CTG_HUB_OIDC_ISSUER.`);
    }
    return null;
  }
  if (!isIssuer(issuer)) {
    problems.push(
      `CTG_HUB_OIDC_ISSUER doit être une adresse https, sans « ? » ni « # » ; http n’est admis que sur cette machine (reçu : « ${issuer} »).`,
    );
  }
  const audience = text('AUDIENCE');
  if (audience === '') {
    problems.push(
      'CTG_HUB_OIDC_AUDIENCE manque : c’est le nom que le fournisseur donne à ce hub. Sans lui, un jeton fait pour un autre service ouvrirait le hub.',
    );
  }
  const clockSkewSeconds = Number(text('CLOCK_SKEW') || 60);
  if (!Number.isInteger(clockSkewSeconds) || clockSkewSeconds < 0 || clockSkewSeconds > 300) {
    problems.push(
      `CTG_HUB_OIDC_CLOCK_SKEW doit être un entier de 0 à 300 secondes (reçu : « ${text('CLOCK_SKEW')} »).`,
    );
  }
  return {
    issuer,
    audience,
    roleClaim: text('ROLE_CLAIM') || 'roles',
    territoriesClaim: text('TERRITORIES_CLAIM') || 'ctg_territories',
    datasetsClaim: text('DATASETS_CLAIM') || 'ctg_datasets',
    roles: readRoles(text('ROLES'), problems),
    clockSkewSeconds,
  };
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
  return isSafe && search === '' && hash === '' && username === '';
}

function readRoles(text: string, problems: string[]): ReadonlyMap<string, Role> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '');
  if (pairs.length === 0) {
    problems.push(
      `CTG_HUB_OIDC_ROLES manque : dites le rôle de chaque valeur, par exemple « ctg-admin=${Role.ADMINISTRATOR},ctg-analyste=${Role.ANALYST} ».`,
    );
  }
  const found = new Map<string, Role>();
  for (const pair of pairs) {
    const [, value = '', word = ''] = /^(.*)=([^=]*)$/.exec(pair) ?? [];
    const role = roles.find((each) => each === word.trim().toUpperCase());
    if (role === undefined || value.trim() === '') {
      problems.push(
        `CTG_HUB_OIDC_ROLES : « ${pair.trim()} » s’écrit valeur=RÔLE, parmi ${roles.join(', ')}.`,
      );
    } else found.set(value.trim(), role);
  }
  return found;
}
