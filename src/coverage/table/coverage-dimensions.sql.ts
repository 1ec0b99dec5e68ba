import { type RawBuilder, sql } from 'kysely';
import { populationBand } from '../../territory/population-band.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { TerritorialDimension } from './coverage-table.rules.js';

/** The column of a row that holds each dimension. */
export const columnOf = {
  REGION: 'region',
  DEPARTMENT: 'department',
  EPCI: 'epci',
  COMMUNE: 'commune',
  POPULATION_BAND: 'populationBand',
} as const satisfies Record<TerritorialDimension, string>;

/** What a named territory does not tell, since it is larger: the communes of a named EPCI, its band. No group is of it. */
const untold = '?';

/** Each dimension of a territory `t`, never null: what a commune does not have (an EPCI, a population) is empty. */
export const dimensionOf = {
  REGION: sql`case t.kind when ${TerritoryKind.COUNTRY} then ${untold} when ${TerritoryKind.REGION} then t.id
                          else coalesce(t.region_id, '') end`,
  DEPARTMENT: sql`case when t.kind in (${TerritoryKind.COUNTRY}, ${TerritoryKind.REGION}) then ${untold}
                       when t.kind = ${TerritoryKind.DEPARTMENT} then t.id else coalesce(t.department_id, '') end`,
  EPCI: sql`case t.kind when ${TerritoryKind.EPCI} then t.id when ${TerritoryKind.COMMUNE} then coalesce(t.epci_id, '')
                        else ${untold} end`,
  COMMUNE: sql`case t.kind when ${TerritoryKind.COMMUNE} then t.id else ${untold} end`,
  POPULATION_BAND: sql`case t.kind when ${TerritoryKind.COMMUNE} then coalesce(${populationBand(sql`t`)}, '')
                                   else ${untold} end`,
} as const satisfies Record<TerritorialDimension, RawBuilder<unknown>>;
