import { kindOf, TerritoryKind } from '../../territory/territory.rules.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

const { REGION, DEPARTMENT } = SubsidyDimension;
const areas = [TerritoryKind.COUNTRY, TerritoryKind.REGION, TerritoryKind.DEPARTMENT];

/** The level whose sums loads keep and a table adds, where its dimensions and its filter ask for no smaller territory; or null. */
export function levelOfSums({
  by,
  within,
  territories,
  bands,
  keepsTerritories,
}: SubsidyTableQuestion): TerritoryKind | null {
  const territorial = by.filter((dimension) => subsidyDimensions[dimension].isTerritorial);
  const isArea = areas.includes(within.kind);
  const isWhole = within.kind === TerritoryKind.EPCI && territorial.length === 0;
  const isKept = by.every((each) => subsidyDimensions[each].isKept);
  if (keepsTerritories || !isKept || bands !== null) return null;
  // All of a département is within a région, and nothing of it is counted twice.
  if (territories !== null)
    return isArea && territories.every((id) => areas.includes(kindOf(id))) ? TerritoryKind.DEPARTMENT : null;
  if (!isArea) return isWhole ? within.kind : null;
  if (territorial.includes(DEPARTMENT)) return TerritoryKind.DEPARTMENT;
  return territorial.includes(REGION) && within.kind === TerritoryKind.COUNTRY
    ? TerritoryKind.REGION
    : within.kind;
}
