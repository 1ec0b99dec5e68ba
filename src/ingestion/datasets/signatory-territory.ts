import { foldName, TerritoryKind } from '../../territory/territory.rules.js';
import type { TerritoryIndex } from '../territory-index.js';

const communePrefix = /^(commune|ville) (de |d )?/;

/** The territory that a signatory's name designates without doubt: its exact name, in the convention's département. */
export function territoryOfSignatory(name: string, departmentId: string, territories: TerritoryIndex) {
  const folded = foldName(name);
  return (
    territories.findByName(TerritoryKind.COMMUNE, folded.replace(communePrefix, ''), departmentId) ??
    territories.findByName(TerritoryKind.EPCI, folded, departmentId) ??
    null
  );
}
