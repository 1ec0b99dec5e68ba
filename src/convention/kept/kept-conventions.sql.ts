import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { differing } from '../../db/differing.js';
import { rows } from '../../db/sql.js';
import { countOf, joiningAtOnce, makeTemporary, temporary } from '../../db/touched.js';
import { noEpci } from '../../territory/places.sql.js';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import { ConventionState, CoverageRule } from '../convention.rules.js';
import { conventionStatesAt, listedAsSigned } from '../convention-state.sql.js';

/** Conventions of which the transaction has written anything that tells where they stand, and when. */
const conventions = temporary('touched_convention');
/** Places that one of them touches, or touched before: a relation of `territory_id`, `within_id`. */
export const touchedPlaces = temporary('touched_place');

/** Beyond these, reading all conventions costs less than looking up each. */
const many = 500;

/** Notes the conventions that a batch wrote. To be called when the batch has written, or before it is undone. */
export function noteConventions(em: SqlEntityManager, revision: number): Promise<void> {
  const written = [
    ['convention', 'reference'],
    ['amendment', 'convention_reference'],
    ['perimeter_member', 'convention_reference'],
    ['convention_territory', 'convention_reference'],
  ].map(
    ([table = '', column = '']) => sql`
      select ${sql.ref(column)} as reference from ${sql.table(table)} where batch_revision = ${revision}
      union
      select before ->> ${sql.lit(column)} from batch_change
      where batch_revision = ${revision} and table_name = ${sql.lit(table)}`,
  );
  return makeTemporary(
    em,
    'touched_convention',
    sql`select reference::varchar(60) from (${sql.join(written, sql` union `)}) written`,
  );
}

/** Notes all conventions: after the territories themselves have changed, or when somebody wants to be sure. */
export function noteAllConventions(em: SqlEntityManager): Promise<void> {
  return makeTemporary(
    em,
    'touched_convention',
    sql`select reference from convention union select reference from convention_state
        union select reference from convention_place`,
  );
}

/**
 * Makes the states and places of the noted conventions anew, from the conventions themselves. True if there are any: then
 * `touchedPlaces` tells which places they concern.
 */
export async function refreshConventions(em: SqlEntityManager): Promise<boolean> {
  const count = await countOf(em, 'touchedConventions', conventions);
  if (count === 0) return false;
  const isTouched = sql`reference in (select reference from ${conventions})`;
  await makeTemporary(
    em,
    'place_before',
    sql`select distinct territory_id, within_id from convention_place where ${isTouched}`,
  );
  await joiningAtOnce(em, count > many, async () => {
    for (const table of ['convention_state', 'convention_place']) {
      await rows(em, `clear ${table}`, sql`delete from ${sql.table(table)} where ${isTouched}`);
    }
    await rows(em, 'keepStates', sql`insert into convention_state ${statesOf(conventions)}`);
    await rows(em, 'keepPlaces', sql`insert into convention_place ${placesOfConventions(conventions)}`);
  });
  await makeTemporary(
    em,
    'touched_place',
    sql`select territory_id, within_id from ${temporary('place_before')}
        union select territory_id, within_id from convention_place where ${isTouched}`,
  );
  return true;
}

/** How many rows of each table differ from what the conventions themselves give. */
export async function wrongConventions(em: SqlEntityManager): Promise<Record<string, number>> {
  const [found] = await rows(
    em,
    'wrongConventions',
    sql<Record<string, number>>`
      with states as materialized (${statesOf(sql`convention`)}),
           places as materialized (${placesOfConventions(sql`convention`, sql`states`)})
      select ${differing('convention_state', 'states')} as convention_state,
             ${differing('convention_place', 'places')} as convention_place`,
  );
  return found ?? {};
}

/** Select of `convention_state`. @param of a relation with the references */
const statesOf = (of: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select kept.reference, kept.rule, kept.on_day as from_on,
         lead(kept.on_day, 1, 'infinity') over (partition by kept.reference, kept.rule order by kept.on_day) as to_on,
         kept.state, kept.ends_on, listed.is_partial, listed.unlisted
  from (
    select stated.*,
           row_number() over each_rule = 1
             or (state, ends_on) is distinct from (lag(state) over each_rule, lag(ends_on) over each_rule) as is_new
    from (${everyState(of)}) stated
    window each_rule as (partition by reference, rule order by on_day)
  ) kept
  join convention c on c.reference = kept.reference ${listedAsSigned}
  where kept.is_new`;

/** The states, under each rule, on all days on which they can change. */
function everyState(of: RawBuilder<unknown>): RawBuilder<unknown> {
  const day = sql`
    select distinct c.reference, day.on_day
    from convention c
    cross join lateral (
      select unnest(array['-infinity', c.starts_on, c.signed_on, c.ends_on + 1]::date[])
      union all
      select unnest(array[a.effective_on, a.ends_on + 1]) from amendment a where a.convention_reference = c.reference
    ) day(on_day)
    where c.reference in (select reference from ${of}) and day.on_day is not null`;
  const states = Object.values(CoverageRule).map(
    (rule) => sql`
      select reference, ${rule}::text as rule, on_day, state, ends_on
      from (${conventionStatesAt('moment', rule)}) ${sql.ref(rule.toLowerCase())}`,
  );
  return sql`with moment as materialized (${day}) ${sql.join(states, sql` union all `)}`;
}

/**
 * Select of `convention_place`.
 * @param of a relation with the references
 * @param states what tells where they stand: they are to be made first
 */
export const placesOfConventions = (
  of: RawBuilder<unknown>,
  states: RawBuilder<unknown> = sql`convention_state`,
): RawBuilder<unknown> => sql`
  with touched as materialized (
    select territory_id, within_id, reference, range_agg(daterange(from_on, to_on)) as ranges
    from (${everyTouch(of)}) touch
    where from_on < to_on
    group by territory_id, within_id, reference
  )
  select touched.territory_id, touched.within_id, touched.reference, lower(days) as from_on, upper(days) as to_on,
         spread.departments, least(upper(days), over.from_on) as lapses_on
  from touched
  join (
    select touched.reference,
           -- Named as a région, it may touch no département for a time.
           case when exists (
             select from convention_territory named join territory wide on wide.id = named.territory_id
             where named.convention_reference = touched.reference and named.is_anchor
               and wide.kind in (${TerritoryKind.REGION}, ${TerritoryKind.COUNTRY})
           ) then 0 else (count(*) filter (where t.kind = ${TerritoryKind.DEPARTMENT}))::int end as departments
    from touched join territory t on t.id = touched.territory_id
    where touched.within_id = ''
    group by touched.reference
  ) spread on spread.reference = touched.reference
  -- The end is the same under each rule, and what stands last stands for ever.
  left join ${states} over on over.reference = touched.reference and over.rule = ${CoverageRule.PERIOD}
    and over.state = ${ConventionState.ENDED} and over.to_on = 'infinity'
  cross join lateral unnest(touched.ranges) days`;

function everyTouch(of: RawBuilder<unknown>): RawBuilder<unknown> {
  const isAsked = sql`convention_reference in (select reference from ${of})`;
  const always = sql`'-infinity'::date as from_on, 'infinity'::date as to_on`;
  const ownPlace = (c: string) => sql`
    place.territory_id = coalesce(${sql.ref(`${c}.epci_id`)}, ${noEpci})
      and place.within_id in (${sql.ref(`${c}.department_id`)}, ${sql.ref(`${c}.region_id`)}, ${country.id})`;
  return sql`
    select territory_id, ''::text as within_id, convention_reference as reference, ${always}
    from convention_territory where ${isAsked}
    union all
    -- A named EPCI counts in the département of most of its people, a named commune in its own.
    select place.territory_id, place.within_id, named.convention_reference, ${always}
    from convention_territory named
    join territory t on t.id = named.territory_id
    join place on (t.kind = ${TerritoryKind.COMMUNE} and ${ownPlace('t')})
      or (t.kind = ${TerritoryKind.EPCI} and place.territory_id = t.id and place.within_id in (t.department_id, t.region_id))
    where named.is_anchor and ${isAsked}
    union all
    select part.whole_id, '', m.convention_reference, coalesce(m.joined_on, '-infinity'), coalesce(m.left_on, 'infinity')
    from perimeter_member m join territory_part part on part.part_id = m.territory_id
    where ${isAsked}
    union all
    select place.territory_id, place.within_id, m.convention_reference, coalesce(m.joined_on, '-infinity'),
           coalesce(m.left_on, 'infinity')
    from perimeter_member m
    join territory c on c.id = m.territory_id
    join place on ${ownPlace('c')}
    where ${isAsked}`;
}
