import { type RawBuilder, sql } from 'kysely';
import { country } from '../../territory/territory.rules.js';
import type { TerritorialDimension } from './coverage-table.rules.js';

/** The column of a row that holds each dimension. */
export const columnOf = {
  COUNTRY: 'country',
  REGION: 'region',
  DEPARTMENT: 'department',
  EPCI: 'epci',
  COMMUNE: 'commune',
  POPULATION_BAND: 'populationBand',
  CONVENTION: 'convention',
  TERRITORY_SCALE: 'territoryScale',
  STATUS: 'status',
} as const satisfies Record<TerritorialDimension, string>;

/**
 * Each dimension of a place `p`, never null: what a commune does not have is empty. A band and a status are of the relation
 * `commune_day` alone, a convention and its scale of `member`.
 */
const dimensionOf = {
  COUNTRY: sql`${country.id}`,
  REGION: sql`coalesce(p.region_id, '')`,
  DEPARTMENT: sql`coalesce(p.department_id, '')`,
  EPCI: sql`coalesce(p.epci_id, '')`,
  COMMUNE: sql`p.territory_id`,
  POPULATION_BAND: sql`coalesce(p.band, '')`,
  CONVENTION: sql`coalesce(p.reference, '')`,
  TERRITORY_SCALE: sql`coalesce(p.scale, '')`,
  STATUS: sql`p.known`,
} as const satisfies Record<TerritorialDimension, RawBuilder<unknown>>;

export const nameOf = (dimension: TerritorialDimension): RawBuilder<unknown> => sql.ref(columnOf[dimension]);

/** The value of a dimension of `p`, under its name. */
export const keyOf = (dimension: TerritorialDimension): RawBuilder<unknown> =>
  sql`(${dimensionOf[dimension]})::text collate "C" as ${nameOf(dimension)}`;
