import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import type { TerritoryIndex } from '../territories/territory-index.js';

// French contracts the article: "commune des Ponts-de-Cé" is the commune "Les Ponts-de-Cé".
const openings: readonly (readonly [RegExp, string])[] = [
  [/^(commune|ville) des /, 'les '],
  [/^(commune|ville) du /, 'le '],
  [/^(commune|ville) (de |d )?/, ''],
];

function communeName(folded: string): string {
  const [prefix, article] = openings.find(([pattern]) => pattern.test(folded)) ?? [/^/, ''];
  return folded.replace(prefix, article);
}

/** The territory that a signatory's name designates without doubt: its exact name, in the convention's département. */
export function territoryOfSignatory(name: string, departmentId: string, territories: TerritoryIndex) {
  const folded = foldName(name);
  return (
    territories.findByName(TerritoryKind.COMMUNE, communeName(folded), departmentId) ??
    territories.findByName(TerritoryKind.EPCI, folded, departmentId) ??
    null
  );
}
