import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import type { TerritoryIndex } from '../territories/territory-index.js';
import { communeName } from '../territories/territory-names.js';

/** The territory that a signatory's name designates without doubt: its exact name, in the convention's département. */
export function territoryOfSignatory(name: string, departmentId: string, territories: TerritoryIndex) {
  return (
    territories.findByName(TerritoryKind.COMMUNE, communeName(name), departmentId) ??
    territories.findByName(TerritoryKind.EPCI, foldName(name), departmentId) ??
    null
  );
}
