import { type RawBuilder, sql } from 'kysely';
import { populationBand } from '../../territory/population-band.sql.js';
import type { TerritorialDimension } from './coverage-table.rules.js';

/** The column of a row that holds each dimension. */
export const columnOf = {
  REGION: 'region',
  DEPARTMENT: 'department',
  EPCI: 'epci',
  COMMUNE: 'commune',
  POPULATION_BAND: 'populationBand',
} as const satisfies Record<TerritorialDimension, string>;

/** Each dimension of a place `p`, and of its territory `t` for a band, never null: what a commune does not have is empty. */
export const dimensionOf = {
  REGION: sql`coalesce(p.region_id, '')`,
  DEPARTMENT: sql`coalesce(p.department_id, '')`,
  EPCI: sql`coalesce(p.epci_id, '')`,
  COMMUNE: sql`p.territory_id`,
  POPULATION_BAND: sql`coalesce(${populationBand(sql`t`)}, '')`,
} as const satisfies Record<TerritorialDimension, RawBuilder<unknown>>;
