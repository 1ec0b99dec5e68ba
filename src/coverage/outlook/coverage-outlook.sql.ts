import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { CoverageRule } from '../../convention/convention.rules.js';
import {
  conventionStatesAt,
  conventionsTouching,
  isMemberOn,
} from '../../convention/convention-state.sql.js';
import { rows } from '../../db/sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { communeCounts, communeState } from '../coverage.sql.js';

export interface RenewalsQuestion {
  readonly territoryId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly rule: CoverageRule;
  readonly first: number;
  readonly offset: number;
}

/** A convention that ends, and what becomes of its communes the day after. */
export interface RenewalRow {
  readonly reference: string;
  readonly endsOn: LocalDate;
  readonly communes: number;
  readonly population: number;
  readonly lostCommunes: number;
  readonly lostPopulation: number;
  readonly perhapsLostCommunes: number;
  readonly perhapsLostPopulation: number;
}

/**
 * Conventions whose last day in force falls from a date to another, the one whose end costs most people first. A last
 * day is one on which a convention is in force and after which it is not: its end, the end that an amendment gives it, or
 * the eve of an amendment that shortens it. What each costs is the state, on the day after, of its communes in the
 * territory: those that another convention covers lose nothing.
 */
export async function renewalsOf(
  em: SqlEntityManager,
  { territoryId, from, to, rule, first, offset }: RenewalsQuestion,
): Promise<{ readonly totalCount: number; readonly rows: readonly RenewalRow[] }> {
  // A page beyond the last one is a row without a convention, so that the number of all is always there.
  const found = await rows(
    em,
    'renewalsOf',
    sql<(RenewalRow | Record<keyof RenewalRow, null>) & { readonly total: number }>`
      with unit as materialized (
        select t.id as territory_id, t.population
        from territory_part part join territory t on t.id = part.part_id
        where part.whole_id = ${territoryId} and part.part_kind = ${TerritoryKind.COMMUNE}
      ),
      candidate as materialized (
        select distinct c.reference, day.on_day
        from (${conventionsTouching([territoryId], null)}) touching
        join convention c on c.reference = touching.reference
        cross join lateral (
          select c.ends_on as on_day
          union all
          select unnest(array[a.ends_on, a.effective_on - 1]) from amendment a
          where a.convention_reference = c.reference
        ) day
        where day.on_day between ${from}::date and ${to}::date
      ),
      around_candidate as materialized (
        select reference, on_day from candidate union select reference, on_day + 1 from candidate
      ),
      around as materialized (${conventionStatesAt('around_candidate', rule)}),
      ended as materialized (
        select last.reference, last.on_day as ends_on, last.on_day + 1 as day_after
        from candidate
        join around last on last.reference = candidate.reference and last.on_day = candidate.on_day
        join around after on after.reference = candidate.reference and after.on_day = candidate.on_day + 1
        where last.state = 'IN_FORCE' and after.state <> 'IN_FORCE'
      ),
      affected as materialized (
        select ended.*, m.territory_id
        from ended join perimeter_member m on m.convention_reference = ended.reference
        join unit on unit.territory_id = m.territory_id
        where ${isMemberOn(sql`ended.ends_on`)}
      ),
      next_day as materialized (
        select distinct m.convention_reference as reference, affected.day_after as on_day
        from affected join perimeter_member m on m.territory_id = affected.territory_id
      ),
      stated as materialized (${conventionStatesAt('next_day', rule)}),
      after as materialized (
        select affected.reference, affected.ends_on, affected.territory_id,
               ${communeState(sql`affected.day_after`)} as state
        from affected join perimeter_member m on m.territory_id = affected.territory_id
        join stated on stated.reference = m.convention_reference and stated.on_day = affected.day_after
        group by affected.reference, affected.ends_on, affected.day_after, affected.territory_id
      ),
      renewal as (
        select s.reference, s.ends_on, ${communeCounts()}
        from after s join unit t on t.territory_id = s.territory_id
        group by s.reference, s.ends_on
      )
      select page.*, whole.total
      from (select count(*)::int as total from renewal) whole
      left join (
        select reference, ends_on::text as "endsOn", communes, population,
               communes - covered - undetermined as "lostCommunes",
               population - covered_population - undetermined_population as "lostPopulation",
               undetermined as "perhapsLostCommunes", undetermined_population as "perhapsLostPopulation",
               row_number() over (order by population - covered_population - undetermined_population desc,
                 communes - covered - undetermined desc, undetermined_population desc, ends_on,
                 reference collate "C") as place
        from renewal
      ) page on page.place > ${offset} and page.place <= ${first} + ${offset}::int
      order by page.place`,
  );
  return {
    totalCount: found[0]?.total ?? 0,
    rows: found.filter((row): row is RenewalRow & { total: number } => row.reference !== null),
  };
}
