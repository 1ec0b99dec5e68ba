import { TerritoryKind } from './territory.rules.js';

/** Levels of territories, from the widest to the finest. */
export const territoryLevels: readonly TerritoryKind[] = [
  TerritoryKind.COUNTRY,
  TerritoryKind.REGION,
  TerritoryKind.DEPARTMENT,
  TerritoryKind.EPCI,
  TerritoryKind.COMMUNE,
];

const depthOf = (level: string): number => territoryLevels.indexOf(level as TerritoryKind);

/**
 * The dimension of a table that is a level wider than the territory that the table is within: its rows would name a territory of
 * which they hold a part alone. Dimensions that are levels bear their names. Undefined when there is none.
 */
export const wider = <D extends string>(by: readonly D[], kind: TerritoryKind): D | undefined =>
  by.find((dimension) => depthOf(dimension) >= 0 && depthOf(dimension) < depthOf(kind));
