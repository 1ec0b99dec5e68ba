/** The levels at which the hub answers. */
export enum TerritoryKind {
  COMMUNE = 'COMMUNE',
  EPCI = 'EPCI',
  DEPARTMENT = 'DEPARTMENT',
  REGION = 'REGION',
  COUNTRY = 'COUNTRY',
}

/** What an old or partial code or name of a commune was. */
export enum AliasKind {
  FORMER_COMMUNE = 'FORMER_COMMUNE',
  DELEGATED_COMMUNE = 'DELEGATED_COMMUNE',
  ASSOCIATED_COMMUNE = 'ASSOCIATED_COMMUNE',
  MUNICIPAL_DISTRICT = 'MUNICIPAL_DISTRICT',
}

/** Key of a territory inside the hub. A code alone is not one: 52 is a département and a région. */
export const territoryId = (kind: TerritoryKind, code: string): string => `${kind.toLowerCase()}:${code}`;

/** The kind that a key says. */
export const kindOf = (id: string): TerritoryKind =>
  id.slice(0, id.indexOf(':')).toUpperCase() as TerritoryKind;

const levels = Object.values(TerritoryKind);

/** Is a level at least as wide as another? */
export const isAtLeast = (level: TerritoryKind, least: TerritoryKind): boolean =>
  levels.indexOf(level) >= levels.indexOf(least);

export const country = { id: territoryId(TerritoryKind.COUNTRY, 'FR'), code: 'FR', name: 'France' } as const;

/**
 * Folds the ways of writing a name into one: accents, case, hyphens, apostrophes, ligatures, "St" for "Saint",
 * a CEDEX suffix. `St-Léger de Linières` and `SAINT LEGER-DE-LINIERES` become the same text.
 */
export function foldName(name: string): string {
  if (name === '') return name;
  return withoutAccents(name.toLowerCase())
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bcedex( \d+)?\b/g, ' ')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .trim()
    .replace(/ +/g, ' ');
}

// Most names of a file are folded again and again, and most of their letters have no accent.
const withoutAccents = (name: string): string =>
  /[^ -~]/.test(name)
    ? name.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').replace(/æ/g, 'ae')
    : name;
