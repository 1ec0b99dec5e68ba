import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { CoverageRule } from '../../convention/convention.rules.js';
import { touchedPlaces } from '../../convention/kept/kept-conventions.sql.js';
import { differing } from '../../db/differing.js';
import { rows } from '../../db/sql.js';
import { countOf, joiningAtOnce } from '../../db/touched.js';
import { communesOfPlaces } from '../../territory/places.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { communeCounts, conventionCounts } from '../coverage.sql.js';

const { COUNTRY, REGION, DEPARTMENT } = TerritoryKind;

/** Beyond these, reading all communes costs less than looking up each. */
const many = 1_000;

const counts = [...communeCounts, ...conventionCounts];
const each = (names: readonly string[], one: (name: string) => RawBuilder<unknown>) =>
  sql.join(names.map(one));

/** Makes the steps of the touched places anew: from their communes, and above the département from the départements' steps. */
export async function refreshCoverageSteps(em: SqlEntityManager): Promise<void> {
  const count = await countOf(em, 'touchedPlaces', touchedPlaces);
  await rows(
    em,
    'clearCoverageSteps',
    sql`delete from coverage_step using ${touchedPlaces} w
        where w.territory_id = coverage_step.territory_id and w.within_id = coverage_step.within_id`,
  );
  const isLarge = sql`p.kind in (${REGION}, ${COUNTRY})`;
  const of = (where: RawBuilder<unknown>) => sql`
    select p.territory_id, p.within_id, p.region_id
    from ${touchedPlaces} w join place p on p.territory_id = w.territory_id and p.within_id = w.within_id
    where ${where}`;
  await joiningAtOnce(em, count > many, async () => {
    await rows(
      em,
      'keepCoverageSteps',
      sql`insert into coverage_step ${stepsOf(of(sql`not ${isLarge}`), ofCommunes)}`,
    );
    await rows(
      em,
      'keepCoverageStepsAbove',
      sql`insert into coverage_step ${stepsOf(of(isLarge), ofDepartments)}`,
    );
  });
}

/** How many steps differ from what conventions and perimeters give, at every level: nothing is taken from another step. */
export async function wrongCoverageSteps(em: SqlEntityManager): Promise<Record<string, number>> {
  const all = sql`select territory_id, within_id, region_id from place`;
  const [found] = await rows(
    em,
    'wrongCoverageSteps',
    sql<Record<string, number>>`
      with truth as materialized (${stepsOf(all, ofCommunes)})
      select ${differing('coverage_step', 'truth')} as coverage_step`,
  );
  return found ?? {};
}

/** Select of the steps of places from their communes, at any level. @param places as for `stepsOf` */
export const coverageStepsOf = (places: RawBuilder<unknown>): RawBuilder<unknown> =>
  stepsOf(places, ofCommunes);

/** Changes of the counts of communes in the places `w`: columns of the place, `rule`, `on_day`, and `communeCounts`. */
type Changes = RawBuilder<unknown>;

/** When each commune is covered, and when it may be: once, however many conventions do it. */
const ofCommunes: Changes = sql`
  (with inside as materialized (${communesOfPlaces(sql`w`)}),
  spell as materialized (
    select m.territory_id as commune_id, s.rule,
           coalesce(range_agg(daterange(both_on.first, both_on.last)) filter (where s.state = 'IN_FORCE'), '{}') as covered,
           coalesce(range_agg(daterange(both_on.first, both_on.last)) filter (where s.state = 'UNDETERMINED'), '{}') as perhaps
    from perimeter_member m
    join convention_state s on s.reference = m.convention_reference and s.state in ('IN_FORCE', 'UNDETERMINED')
    cross join lateral (
      select greatest(coalesce(m.joined_on, '-infinity'), s.from_on) as first,
             least(coalesce(m.left_on, 'infinity'), s.to_on) as last
    ) both_on
    where m.territory_id in (select commune_id from inside) and both_on.first < both_on.last
    group by m.territory_id, s.rule
  ),
  change as materialized (
    select spell.commune_id, spell.rule, edge.on_day, sum(edge.covered) as covered, sum(edge.perhaps) as perhaps
    from spell
    cross join lateral (
      select lower(days) as on_day, 1 as covered, 0 as perhaps from unnest(spell.covered) days
      union all select upper(days), -1, 0 from unnest(spell.covered) days
      union all select lower(days), 0, 1 from unnest(spell.perhaps - spell.covered) days
      union all select upper(days), 0, -1 from unnest(spell.perhaps - spell.covered) days
    ) edge
    where edge.on_day < 'infinity'
    group by spell.commune_id, spell.rule, edge.on_day
  )
  select inside.territory_id, inside.within_id, change.rule, change.on_day, change.covered,
         change.covered * coalesce(t.population, 0) as covered_population, change.perhaps as undetermined,
         change.perhaps * coalesce(t.population, 0) as undetermined_population
  from inside join change on change.commune_id = inside.commune_id join territory t on t.id = inside.commune_id)`;

/** From one step of a département to the next. */
const ofDepartments: Changes = sql`
  (select w.territory_id, w.within_id, s.rule, s.from_on as on_day,
          ${each(communeCounts, (name) => sql`${sql.ref(name)} - coalesce(lag(${sql.ref(name)}) over step, 0) as ${sql.ref(name)}`)}
   from w
   join place d on d.kind = ${DEPARTMENT} and (d.region_id = w.territory_id or w.region_id is null)
   join coverage_step s on s.territory_id = d.territory_id and s.within_id = ''
   window step as (partition by w.territory_id, s.territory_id, s.rule order by s.from_on))`;

/** Select of `coverage_step`. @param places relation of `territory_id`, `within_id`, `region_id` */
const stepsOf = (places: RawBuilder<unknown>, communes: Changes): RawBuilder<unknown> => sql`
  with w as materialized (${places}),
  touched as materialized (
    select touch.* from w join convention_place touch
      on touch.territory_id = w.territory_id and touch.within_id = w.within_id
  ),
  change as (
    select territory_id, within_id, rule, on_day, ${each(communeCounts, (name) => sql.ref(name))}, ${each(conventionCounts, (name) => sql`0 as ${sql.ref(name)}`)}
    from ${communes} of_communes
    union all
    select touched.territory_id, touched.within_id, s.rule, edge.on_day, ${each(communeCounts, () => sql`0`)},
           edge.sign * (s.state = 'IN_FORCE')::int, edge.sign * (s.state = 'UNDETERMINED')::int,
           edge.sign * (s.state = 'IN_FORCE' and s.is_partial)::int,
           case when s.state = 'IN_FORCE' then edge.sign * coalesce(s.unlisted, 0) else 0 end
    from touched
    join convention_state s on s.reference = touched.reference and s.state in ('IN_FORCE', 'UNDETERMINED')
      and s.from_on < touched.to_on and s.to_on > touched.from_on
    cross join lateral (
      values (greatest(s.from_on, touched.from_on), 1), (least(s.to_on, touched.to_on), -1)
    ) edge(on_day, sign)
    where edge.on_day < 'infinity'
    union all
    select territory_id, within_id, rule, '-infinity', ${each(counts, () => sql`0`)}
    from (select distinct territory_id, within_id from touched) known
    cross join unnest(${Object.values(CoverageRule)}::text[]) rule
  ),
  changed as (
    select territory_id, within_id, rule, on_day, ${each(counts, (name) => sql`sum(${sql.ref(name)}) as ${sql.ref(name)}`)}
    from change
    group by territory_id, within_id, rule, on_day
    having on_day = '-infinity' or ${sql.join(
      counts.map((name) => sql`sum(${sql.ref(name)}) <> 0`),
      sql` or `,
    )}
  ),
  input as materialized (
    select c.reference, c.demonstration, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest
    from convention c
    join (
      select reference, batch_revision from convention
      union select convention_reference, batch_revision from amendment
    ) brought on brought.reference = c.reference
    join batch b on b.revision = brought.batch_revision
    where c.reference in (select reference from touched)
    group by c.reference, c.demonstration
  ),
  basis as materialized (
    select touched.territory_id, touched.within_id, min(input.oldest) as oldest, max(input.freshest) as freshest,
           bool_or(input.demonstration) as demonstration
    from touched join input on input.reference = touched.reference
    group by touched.territory_id, touched.within_id
  )
  select changed.territory_id, changed.within_id, changed.rule, changed.on_day,
         ${each(counts, (name) => sql`(sum(changed.${sql.ref(name)}) over step)::int`)},
         basis.oldest, basis.freshest, basis.demonstration, lead(changed.on_day, 1, 'infinity') over step
  from changed join basis on basis.territory_id = changed.territory_id and basis.within_id = changed.within_id
  window step as (partition by changed.territory_id, changed.within_id, changed.rule order by changed.on_day)`;
