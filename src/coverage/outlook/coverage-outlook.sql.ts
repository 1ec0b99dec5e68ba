import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { CoverageRule } from '../../convention/convention.rules.js';
import { isMemberOn } from '../../convention/convention-state.sql.js';
import { conventionsTouching, holdsOn } from '../../convention/kept/states.sql.js';
import { asMany } from '../../db/many.js';
import { rows } from '../../db/sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { lastStep } from '../coverage.sql.js';

export interface EndingsQuestion {
  readonly territoryId: string;
  readonly from: LocalDate;
  readonly lastEnd: LocalDate;
  readonly rule: CoverageRule;
}

export interface RenewalsQuestion extends EndingsQuestion {
  readonly first: number;
  readonly offset: number;
}

/** A convention that ends, the last time that it does, and what becomes of its communes the day after. */
export interface RenewalRow {
  readonly reference: string;
  readonly endsOn: LocalDate;
  readonly communes: number;
  readonly population: number;
  readonly lostCommunes: number;
  readonly lostPopulation: number;
  readonly perhapsLostCommunes: number;
  readonly perhapsLostPopulation: number;
  /** What its numbers lack; 0 if nothing, null if its source does not tell how many. */
  readonly communesAnnouncedNotNamed: number | null;
}

export interface Renewals {
  readonly totalCount: number;
  readonly conventionsWithoutKnownCommunes: number;
  readonly rows: readonly RenewalRow[];
}

interface Counts {
  readonly total: number;
  readonly withoutKnown: number;
}

/**
 * Common table expressions that end in `affected`: of the conventions whose last day in force falls from a date to another, each commune
 * in the territory, with `reference`, `ends_on` and `day_after`. A last day is one on which a convention is in force and after which it
 * is not: its end, the end that an amendment gives it, or the eve of an amendment that shortens it. One that is prolonged too late has
 * several. Before it, `ended`: the same conventions and days, communes known or not.
 */
export const endings = ({ territoryId, from, lastEnd, rule }: EndingsQuestion): RawBuilder<unknown> => sql`
  unit as materialized (
    select t.id as territory_id, t.population
    from territory_part part join territory t on t.id = part.part_id
    where part.whole_id = ${territoryId} and part.part_kind = ${TerritoryKind.COMMUNE}
  ),
  candidate as materialized (
    select distinct c.reference, day.on_day
    from (${conventionsTouching([territoryId])}) touching
    join convention c on c.reference = touching.reference
    cross join lateral (
      select c.ends_on as on_day
      union all
      select unnest(array[a.ends_on, a.effective_on - 1]) from amendment a
      where a.convention_reference = c.reference
    ) day
    where day.on_day between ${from}::date and ${lastEnd}::date
  ),
  ended as materialized (
    select candidate.reference, candidate.on_day as ends_on, after.from_on as day_after
    from candidate
    join convention_state last on last.reference = candidate.reference and last.rule = ${rule}
      and last.to_on = candidate.on_day + 1 and last.state = 'IN_FORCE'
    join convention_state after on after.reference = candidate.reference and after.rule = ${rule}
      and after.from_on = candidate.on_day + 1 and after.state <> 'IN_FORCE'
    ${asMany}
  ),
  affected as materialized (
    select ended.*, m.territory_id
    from ended join perimeter_member m on m.convention_reference = ended.reference
    join unit on unit.territory_id = m.territory_id
    where ${isMemberOn(sql`ended.ends_on`)}
  )`;

/**
 * Conventions whose last day in force falls from a date to another, the one whose end costs most people first. What each costs is the
 * state, on the day after, of its communes in the territory: those that another convention covers lose nothing. Of several ends the last
 * one counts: what it loses before that, it has again.
 */
export async function renewalsOf(
  em: SqlEntityManager,
  { first, offset, ...question }: RenewalsQuestion,
): Promise<Renewals> {
  const { rule } = question;
  // A page beyond the last one is a row without a convention, so that the number of all is always there.
  const found = await rows(
    em,
    'renewalsOf',
    sql<(RenewalRow | Record<keyof RenewalRow, null>) & Counts>`
      with ${endings(question)},
      last_affected as (
        select each.* from (
          select affected.*, max(ends_on) over (partition by reference) as last_on from affected
        ) each where each.ends_on = each.last_on
      ),
      renewal as (
        select affected.reference, affected.ends_on, count(*)::int as communes, sum(p.population)::int as population,
               sum(1 - coalesce(step.covered, 0) - coalesce(step.undetermined, 0))::int as lost,
               sum(p.population - coalesce(step.covered_population, 0) - coalesce(step.undetermined_population, 0))::int
                 as lost_population,
               sum(coalesce(step.undetermined, 0))::int as undetermined,
               sum(coalesce(step.undetermined_population, 0))::int as undetermined_population
        from last_affected affected join place p on p.territory_id = affected.territory_id and p.within_id = ''
        ${lastStep(sql`affected.day_after`, rule)}
        group by affected.reference, affected.ends_on
      ),
      -- One of which all communes are known, and have left or are elsewhere, has none here.
      unnamed as (
        select distinct c.reference from ended join convention c on c.reference = ended.reference
        where c.perimeter_complete is not true and c.reference not in (select reference from affected)
      )
      select page.*, whole.*, (
        select case when not s.is_partial then 0 when s.unlisted > 0 then s.unlisted end
        from convention_state s
        where s.reference = page.reference and s.rule = ${rule} and ${holdsOn('s', sql`page."endsOn"::date`)}
      ) as "communesAnnouncedNotNamed"
      from (
        select (select count(*) from renewal)::int as total, (select count(*) from unnamed)::int as "withoutKnown"
      ) whole
      left join (
        select reference, ends_on::text as "endsOn", communes, population,
               lost as "lostCommunes", lost_population as "lostPopulation",
               undetermined as "perhapsLostCommunes", undetermined_population as "perhapsLostPopulation",
               row_number() over (order by lost_population desc, lost desc, undetermined_population desc, ends_on,
                 reference collate "C") as place
        from renewal
      ) page on page.place > ${offset} and page.place <= ${first} + ${offset}::int
      order by page.place`,
  );
  return {
    totalCount: found[0]?.total ?? 0,
    conventionsWithoutKnownCommunes: found[0]?.withoutKnown ?? 0,
    rows: found.filter((row): row is RenewalRow & Counts => row.reference !== null),
  };
}
