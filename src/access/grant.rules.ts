import { kindOf, TerritoryKind } from '../territory/territory.rules.js';
import { type Granted, Role } from '../viewer.js';

/** What is wrong with the rights that somebody would be given, in French; null when they make sense. */
export function wrongGrant({
  role,
  territories = [],
  datasets = null,
}: Omit<Granted, 'name'>): string | null {
  const isPlaced = role === Role.ANALYST || role === Role.CONTRIBUTOR || role === Role.PARTNER;
  if (isPlaced && territories.length === 0) return `le rôle ${role} demande au moins un territoire.`;
  if (!isPlaced && territories.length > 0) return `le rôle ${role} ne se limite pas à des territoires.`;
  if (role === Role.ANALYST && territories.some((id) => kindOf(id) !== TerritoryKind.DEPARTMENT))
    return 'un analyste (ANALYST) suit des départements : n’en donnez pas d’autre niveau.';
  if (territories.some((id) => kindOf(id) === TerritoryKind.COUNTRY))
    return 'la France entière n’est pas un territoire que l’on donne : choisissez des territoires en elle.';
  if (role === Role.PARTNER && (datasets === null || datasets.length === 0))
    return 'un partenaire (PARTNER) demande au moins un jeu de données.';
  if (role !== Role.PARTNER && datasets !== null)
    return `le rôle ${role} ne se limite pas à des jeux de données.`;
  return null;
}
