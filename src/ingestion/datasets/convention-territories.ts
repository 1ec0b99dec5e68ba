import type { ColumnValues } from '../../db/upsert.js';
import { country } from '../../territory/territory.rules.js';
import type { TerritoryIndex } from '../territory-index.js';
import type { Perimeter } from './perimeter.js';

/**
 * Every territory that a convention touches: the communes of its perimeter, the EPCI that its row names, the
 * département of its Caf, and all that contains them. This is how a convention whose communes are not stated
 * still shows on its département.
 */
export function touchedTerritories(
  reference: string,
  { members, anchors }: Perimeter,
  departmentId: string,
  territories: TerritoryIndex,
): ColumnValues[] {
  const named = new Set([...anchors, departmentId]);
  const touched = new Set<string>([country.id]);
  for (const id of [...members.map((member) => member.id), ...named]) {
    for (const container of containersOf(id, territories)) touched.add(container);
  }
  return [...touched].map((id) => ({
    convention_reference: reference,
    territory_id: id,
    is_anchor: named.has(id),
  }));
}

function containersOf(id: string, territories: TerritoryIndex): string[] {
  const territory = territories.byId(id);
  if (!territory) return [];
  const { epciId, departmentId, regionId } = territory;
  return [id, epciId, departmentId, regionId].filter((each) => each !== null);
}
