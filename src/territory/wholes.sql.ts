import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { differing, differingFrom } from '../db/differing.js';
import { rows } from '../db/sql.js';
import { placesOfTerritories, rebuildPlaces } from './places.sql.js';
import { country, TerritoryKind } from './territory.rules.js';

const { COMMUNE, EPCI } = TerritoryKind;

/** Makes what follows from the communes anew: which territories make up which, how many, their people, and the places. */
export async function rebuildWholes(em: SqlEntityManager): Promise<void> {
  await rows(
    em,
    'sumPopulations',
    sql`update territory t set population = people.total from (${populations}) people
        where t.id = people.id and t.population is distinct from people.total`,
  );
  await rows(em, 'clearParts', sql`delete from territory_part`);
  await rows(em, 'rebuildParts', sql`insert into territory_part (whole_id, part_id, part_kind) ${parts}`);
  await rows(
    em,
    'countParts',
    sql`update territory t set commune_count = size.communes, epci_count = size.epcis from (${sizes}) size
        where size.whole_id = t.id and (t.commune_count, t.epci_count) is distinct from (size.communes, size.epcis)`,
  );
  await rebuildPlaces(em);
}

/** How much of that differs from what the communes give: every figure is divided by it. */
export async function wrongWholes(em: SqlEntityManager): Promise<Record<string, number>> {
  const [found] = await rows(
    em,
    'wrongWholes',
    sql<Record<string, number>>`
      with parts(whole_id, part_id, part_kind) as materialized (${parts}),
           places as materialized (${placesOfTerritories})
      select ${differingFrom(
        sql`(select id, population, commune_count, epci_count from territory)`,
        sql`(select t.id, case t.kind when ${COMMUNE} then t.population else people.total end, coalesce(size.communes, 0),
                    coalesce(size.epcis, 0)
             from territory t left join (${populations}) people on people.id = t.id
             left join (${sizesOf(sql`parts`)}) size on size.whole_id = t.id)`,
      )} as territory,
             ${differing('territory_part', 'parts')} as territory_part,
             ${differing('place', 'places')} as place`,
  );
  return found ?? {};
}

/** Above the commune, a population is the sum of its communes': the same source at every level. */
const populations: RawBuilder<unknown> = sql`
  select container.id, sum(c.population)::int as total
  from territory c
  cross join lateral (values (c.epci_id), (c.department_id), (c.region_id), (${country.id}::varchar)) container(id)
  where c.kind = ${COMMUNE}
  group by container.id`;

/** Every territory is a part of itself and of all that contain it. */
const parts: RawBuilder<unknown> = sql`
  select distinct container.id, t.id, t.kind
  from territory t
  cross join lateral (
    values (t.id), (t.epci_id), (t.department_id), (t.region_id), (${country.id}::varchar)
  ) container(id)
  where container.id is not null`;

/** How many communes and EPCI each territory is made of. @param of a relation of parts */
const sizesOf = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select whole_id, (count(*) filter (where part_kind = ${COMMUNE}))::int as communes,
         (count(*) filter (where part_kind = ${EPCI}))::int as epcis
  from ${of} group by whole_id`;
const sizes = sizesOf(sql`territory_part`);
