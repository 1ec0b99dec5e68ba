import type { OidcSettings } from '../../config/oidc-settings.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { type Role, roles } from '../../viewer.js';
import { readTerritoryCode } from '../territory-code.rules.js';

/** What the claims of a token say, before the base is asked whether their territories exist. */
export interface Claimed {
  readonly name: string;
  /** The highest of those that it has; null without any. */
  readonly role: Role | null;
  readonly territories: readonly NonNullable<ReturnType<typeof readTerritoryCode>>[];
  readonly datasets: readonly DatasetName[];
}

type Claims = Readonly<Record<string, unknown>>;

export function readClaims(claims: Claims, settings: OidcSettings): Claimed {
  const granted = new Set(textsOf(claims, settings.roleClaim).map((value) => settings.roles.get(value)));
  const names = Object.values(DatasetName);
  return {
    name: nameOf(claims),
    role: roles.find((role) => granted.has(role)) ?? null,
    territories: textsOf(claims, settings.territoriesClaim)
      .map(readTerritoryCode)
      .filter((code) => code !== null),
    datasets: textsOf(claims, settings.datasetsClaim)
      .map((text) => names.find((name) => name === text.toUpperCase()))
      .filter((name) => name !== undefined),
  };
}

/** A claim that is a list, or a text of words between blanks or commas. */
function textsOf(claims: Claims, path: string): string[] {
  const value = claims[path] ?? path.split('.').reduce<unknown>(within, claims);
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((word) => word !== '');
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

const within = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Claims)[name]
    : undefined;

/** What the hub calls whoever has the token: it is shown to administrators beside what was done, and never logged. */
function nameOf({ preferred_username: username, client_id: client, sub }: Claims): string {
  const name = [username, client, sub].find((each) => typeof each === 'string' && each !== '');
  return String(name ?? 'jeton').slice(0, 200);
}
