import { type RawBuilder, sql } from 'kysely';
import { eachByKey } from '../../db/many.js';
import { country, isAtLeast, kindOf, TerritoryKind } from '../../territory/territory.rules.js';

/**
 * Select of the references of a territory's conventions: those that name it or what lies in it, and, for a commune or an
 * EPCI, those that cover it. A convention of another département that covers one commune here is exported there.
 */
export const conventionsIn = (territoryId: string): RawBuilder<unknown> => sql`
  select convention_reference from convention_territory where territory_id = ${territoryId}
  union
  select m.convention_reference from perimeter_member m
  where m.territory_id in (select t.id from territory t where t.id = ${territoryId} or t.epci_id = ${territoryId})`;

/**
 * Plan nodes of a territory's conventions, as `n`, to be selected from. Up to a département they are read convention by convention. A
 * région has so many that all are read at once.
 */
export const planNodesIn = (territoryId: string): RawBuilder<unknown> =>
  isWide(territoryId)
    ? sql`(${conventionsIn(territoryId)}) scope(reference)
          join plan_node n on n.convention_reference = scope.reference`
    : sql`(${conventionsIn(territoryId)}) scope(reference)
          ${eachByKey(sql`select * from plan_node each where each.convention_reference = scope.reference`, 'n')}`;

/** Their dated statuses, as `e`, to follow them. */
export const progressOf = (territoryId: string): RawBuilder<unknown> =>
  isWide(territoryId)
    ? sql`join progress_entry e on e.plan_node_id = n.id`
    : eachByKey(sql`select * from progress_entry each where each.plan_node_id = n.id`, 'e');

const isWide = (territoryId: string): boolean => isAtLeast(kindOf(territoryId), TerritoryKind.REGION);

/** Select of the ids of a territory and of all that lies in it, at every level: as totals count them. */
export const territoriesIn = (territoryId: string): RawBuilder<unknown> => sql`
  select t.id from territory t
  where ${territoryId} in (t.id, t.epci_id, t.department_id, t.region_id, ${country.id}::varchar)`;

/** Where a record comes from: what every select of an export has. */
export const storedColumns = (alias: string): RawBuilder<unknown> => sql`
  ${sql.ref(`${alias}.batch_revision`)} as "revision", ${sql.ref(`${alias}.source_url`)} as "sourceUrl",
  ${sql.ref(`${alias}.source_title`)} as "sourceTitle"`;
