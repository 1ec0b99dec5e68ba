import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { eachByKey } from '../../db/many.js';
import { rows } from '../../db/sql.js';
import { type EndingsQuestion, endings } from './coverage-outlook.sql.js';

export interface ScenarioQuestion extends EndingsQuestion {
  /** References of the conventions that are not renewed: all others that end are. */
  readonly notRenewed: readonly string[];
  readonly dates: readonly LocalDate[];
}

/** Communes, and their people, beside what conventions that are known already cover on a day. */
export interface ScenarioRow {
  readonly on: LocalDate;
  /** Which of the conventions asked do end; the same on each day. */
  readonly ending: readonly string[];
  /** Covered because others are renewed. */
  readonly kept: number;
  readonly keptPopulation: number;
  readonly lost: number;
  readonly lostPopulation: number;
  /** Of those that nothing else is known to cover, the ones that something may. */
  readonly perhapsLost: number;
  readonly perhapsLostPopulation: number;
}

/**
 * What becomes of the communes of conventions that end, if all of them but some are renewed, each with the perimeter of its last day: one row
 * for each day. A commune is counted once, whatever covered it.
 *
 * An end has its effect until the same convention, prolonged too late, is in force again: from then on its own steps tell. A renewal is
 * supposed only until the next generation of the lineage starts, as that one is the renewal; if its start is unknown, not at all.
 */
export const scenarioOf = (em: SqlEntityManager, { notRenewed, dates, ...question }: ScenarioQuestion) =>
  rows(
    em,
    'scenarioOf',
    sql<ScenarioRow>`
      with ${endings(question)},
      day as (select unnest(${dates}::date[]) as on_day),
      lapse as materialized (
        select ended.reference, ended.ends_on, ended.reference = any(${notRenewed}) as is_named,
               coalesce(again.on_day, 'infinity') as again_on, coalesce(successor.on_day, 'infinity') as succeeded_on
        from ended
        cross join lateral (
          select min(s.from_on) as on_day from convention_state s
          where s.reference = ended.reference and s.rule = ${question.rule} and s.state = 'IN_FORCE'
            and s.from_on > ended.ends_on
        ) again
        cross join lateral (
          select min(coalesce(later.starts_on, '-infinity')) as on_day
          from convention c join convention later on later.lineage = c.lineage
          where c.reference = ended.reference and coalesce(later.generation > c.generation, later.starts_on > c.starts_on)
        ) successor
      ),
      -- While nothing else covers a commune: by its steps, of which there are few, and not on each day.
      uncovered as materialized (
        select affected.territory_id, p.population, not lapse.is_named as is_kept, step.undetermined > 0 as is_perhaps,
               greatest(affected.day_after, step.from_on) as from_on,
               least(lapse.again_on, case when lapse.is_named then 'infinity' else lapse.succeeded_on end, step.to_on) as to_on
        from affected
        join lapse on lapse.reference = affected.reference and lapse.ends_on = affected.ends_on
        join place p on p.territory_id = affected.territory_id and p.within_id = ''
        ${eachByKey(
          sql`select * from coverage_step s
              where s.territory_id = p.territory_id and s.within_id = p.within_id and s.rule = ${question.rule} and s.covered = 0
                and s.to_on > affected.day_after and s.from_on <= ${dates.at(-1)}::date`,
          'step',
        )}
      ),
      told as (
        select day.on_day, u.territory_id, u.population, bool_or(u.is_kept) as is_kept, bool_or(u.is_perhaps) as is_perhaps
        from day join uncovered u on day.on_day >= u.from_on and day.on_day < u.to_on
        group by day.on_day, u.territory_id, u.population
      )
      select day.on_day::text as "on",
             array(select distinct reference from affected where reference = any(${notRenewed})) as ending,
             (count(*) filter (where is_kept))::int as kept,
             coalesce(sum(population) filter (where is_kept), 0)::int as "keptPopulation",
             (count(*) filter (where not is_kept and not is_perhaps))::int as lost,
             coalesce(sum(population) filter (where not is_kept and not is_perhaps), 0)::int as "lostPopulation",
             (count(*) filter (where not is_kept and is_perhaps))::int as "perhapsLost",
             coalesce(sum(population) filter (where not is_kept and is_perhaps), 0)::int as "perhapsLostPopulation"
      from day left join told on told.on_day = day.on_day
      group by day.on_day order by day.on_day`,
  );
