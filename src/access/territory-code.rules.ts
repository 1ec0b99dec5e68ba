import { country, foldName, TerritoryKind } from '../territory/territory.rules.js';

const words: Readonly<Record<string, TerritoryKind>> = {
  commune: TerritoryKind.COMMUNE,
  epci: TerritoryKind.EPCI,
  departement: TerritoryKind.DEPARTMENT,
  department: TerritoryKind.DEPARTMENT,
  region: TerritoryKind.REGION,
};

const codes: Readonly<Record<TerritoryKind, RegExp>> = {
  [TerritoryKind.COMMUNE]: /^(\d{2}|2[AB])\d{3}$/,
  [TerritoryKind.EPCI]: /^\d{9}$/,
  [TerritoryKind.DEPARTMENT]: /^(\d{2,3}|2[AB])$/,
  [TerritoryKind.REGION]: /^\d{2}$/,
  [TerritoryKind.COUNTRY]: new RegExp(`^${country.code}$`),
};

/** A territory by its level and public code, as a person or a provider of identity writes it: `DEPARTEMENT:49`; null if it is none. */
export function readTerritoryCode(
  text: string,
): { readonly kind: TerritoryKind; readonly code: string } | null {
  const [, word = '', written = ''] = /^\s*(\p{L}+)\s*[:/]\s*(\w+)\s*$/u.exec(text) ?? [];
  const kind = words[foldName(word)];
  const code = written.toUpperCase();
  return kind !== undefined && codes[kind].test(code) ? { kind, code } : null;
}
