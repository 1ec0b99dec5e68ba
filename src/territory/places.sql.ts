import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import { country, TerritoryKind } from './territory.rules.js';

const { COUNTRY, REGION, DEPARTMENT, EPCI, COMMUNE } = TerritoryKind;

/** Stands for the EPCI of the communes that have none. */
export const noEpci = 'epci:';

/** Select of the communes of places: columns `territory_id`, `within_id`, `commune_id`. @param of a relation of places */
export const communesOfPlaces = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select w.territory_id, w.within_id, part.part_id as commune_id
  from ${of} w join territory_part part on part.whole_id = w.territory_id and part.part_kind = ${COMMUNE}
  where w.within_id = ''
  union all
  select w.territory_id, w.within_id, c.id
  from ${of} w
  join territory_part part on part.whole_id = w.within_id and part.part_kind = ${COMMUNE}
  join territory c on c.id = part.part_id and coalesce(c.epci_id, ${noEpci}) = w.territory_id
  where w.within_id <> ''`;

/**
 * Inhabitants of a place `p`: null where the population of none of its communes is known, which is not the 0 of villages that no
 * one lives in any more. Few places have a 0: only those look at their communes.
 */
export const knownPopulation: RawBuilder<unknown> = sql`
  case when p.population > 0 then p.population else (
    select sum(c.population)::int
    from (${communesOfPlaces(sql`(select p.territory_id, p.within_id)`)}) of_place
    join territory c on c.id = of_place.commune_id
  ) end`;

/** Rewrites the places from the territories. */
export async function rebuildPlaces(em: SqlEntityManager): Promise<void> {
  await rows(em, 'clearPlaces', sql`delete from place`);
  await rows(em, 'rebuildPlaces', sql`insert into place ${placesOfTerritories}`);
  await rows(em, 'analyzePlaces', sql`analyze place`);
}

/** Containers that communes of an EPCI share when they lie in one région, in one département. */
const sharing = sql`
  array[${COUNTRY}::text] || case when regions = 1 then array[${REGION}::text] else '{}' end
    || case when departments = 1 then array[${DEPARTMENT}::text] else '{}' end`;

/** Select of `place` from the territories. */
export const placesOfTerritories: RawBuilder<unknown> = sql`
  with member as materialized (
    select coalesce(c.epci_id, ${noEpci}) as epci_id, c.department_id, c.region_id, count(*)::int as communes,
           coalesce(sum(c.population), 0)::int as population
    from territory c where c.kind = ${COMMUNE} group by 1, 2, 3
  ),
  spread as materialized (
    select epci_id, count(distinct region_id) as regions, count(distinct department_id) as departments,
           min(region_id) as region_id, min(department_id) as department_id
    from member group by epci_id
  )
  select t.id, '', t.kind, '{}'::text[], case t.kind when ${REGION} then t.id else t.region_id end,
         case t.kind when ${DEPARTMENT} then t.id else t.department_id end, t.epci_id, t.commune_count,
         coalesce(t.population, 0)
  from territory t where t.kind <> ${EPCI}
  union all
  select t.id, '', t.kind, ${sharing}, case when spread.regions = 1 then spread.region_id end,
         case when spread.departments = 1 then spread.department_id end, t.id, t.commune_count, coalesce(t.population, 0)
  from territory t join spread on spread.epci_id = t.id where t.kind = ${EPCI}
  union all
  select member.epci_id, member.region_id, ${EPCI}, array[${REGION}::text], member.region_id, null,
         nullif(member.epci_id, ${noEpci}), sum(member.communes)::int, sum(member.population)::int
  from member join spread on spread.epci_id = member.epci_id
  where spread.regions > 1 or member.epci_id = ${noEpci}
  group by member.epci_id, member.region_id
  union all
  select member.epci_id, member.department_id, ${EPCI}, array[${DEPARTMENT}::text], member.region_id, member.department_id,
         nullif(member.epci_id, ${noEpci}), member.communes, member.population
  from member join spread on spread.epci_id = member.epci_id
  where spread.departments > 1 or member.epci_id = ${noEpci}
  union all
  select ${noEpci}, ${country.id}, ${EPCI}, array[${COUNTRY}::text], null, null, null, sum(communes)::int,
         sum(population)::int
  from member where epci_id = ${noEpci} having count(*) > 0`;

/** From the widest to the narrowest. */
const nested = [COUNTRY, REGION, DEPARTMENT];

/**
 * Select of the places that a territory is grouped into by kinds of territory: its communes, its EPCI (their part in it, and in
 * each région or département if those are kinds too), or its départements, régions; itself for no kind.
 */
export function placesIn(
  within: { readonly id: string; readonly kind: TerritoryKind },
  kinds: readonly TerritoryKind[],
): RawBuilder<unknown> {
  const all = [within.kind, ...kinds];
  const container = nested.findLast((kind) => all.includes(kind)) ?? COUNTRY;
  const kind = [COMMUNE, EPCI].find((each) => all.includes(each)) ?? container;
  const inside = {
    [COUNTRY]: sql`true`,
    [REGION]: sql`p.region_id = ${within.id}`,
    [DEPARTMENT]: sql`p.department_id = ${within.id}`,
    [EPCI]: sql`p.epci_id = ${within.id}`,
    [COMMUNE]: sql`p.territory_id = ${within.id}`,
  }[within.kind];
  return sql`
    select p.* from place p
    where p.kind = ${kind} and ${kind === EPCI ? sql`${container} = any(p.containers)` : sql`true`} and ${inside}`;
}
