import {
  countsUnder,
  endOn,
  isAlive,
  isJudged,
  isLate,
  isMember,
  isRated,
  lastStatus,
  objectiveState,
} from '../asked/plain.sql.js';

/** Tables that answers may rest on; the others are the hub's own, or keep its sums. */
export const baseTables: ReadonlySet<string> = new Set([
  'amendment',
  'convention',
  'convention_territory',
  'node_lead',
  'perimeter_member',
  'plan_node',
  'progress_entry',
  'subsidy',
  'territory',
  'territory_part',
]);

/** Conventions that touch a territory of any level on a day. */
const touching = (territory: string, day: string) => `
  select convention_reference as reference from convention_territory where territory_id = ${territory}
  union
  select m.convention_reference from territory_part part join perimeter_member m on m.territory_id = part.part_id
  where part.whole_id = ${territory} and ${isMember(day)}`;

/** Those that touch a commune: it contains nothing but itself. */
const touchingCommune = (commune: string, day: string) => `
  select convention_reference as reference from convention_territory where territory_id = ${commune}
  union
  select m.convention_reference from perimeter_member m where m.territory_id = ${commune} and ${isMember(day)}`;

const aliveOn = (day: string) => `
  select c.reference from convention c ${endOn(day)} where c.starts_on <= ${day} and e.ends_on >= ${day}`;

/** Each look-up stands by itself, as in the plain SQL. */
const inForce = (touching: string, day: string) => `
  select c.* from (${touching}) touching
  cross join lateral (select * from convention each where each.reference = touching.reference offset 0) c ${endOn(day)}
  where c.starts_on <= ${day} and e.ends_on >= ${day}`;

/** Actions of conventions of a relation `alive` with their last status, and objectives with the state that follows. */
const judgedNodes = (day: string) => `
  action as materialized (
    select n.id, n.convention_reference as reference, n.parent_id, n.themes, n.due_on, coalesce(last.status, 'UNKNOWN') as status
    from alive join plan_node n on n.convention_reference = alive.reference and n.kind = 'ACTION' ${lastStatus(day)}
  ), objective as (
    select n.convention_reference as reference, n.themes, ${objectiveState} as state
    from alive join plan_node n on n.convention_reference = alive.reference and n.kind = 'OBJECTIVE'
    left join (select a.parent_id, ${countsUnder} from action a group by a.parent_id) under on under.parent_id = n.id
  ), node as (
    select reference, themes, 1 as actions, (status = 'COMPLETED')::int as completed, (${isRated})::int as rated,
           (status = 'UNKNOWN')::int as unknown, coalesce(${isLate(day)}, false)::int as overdue,
           0 as objectives, 0 as reached, 0 as judged
    from action
    union all
    select reference, themes, 0, 0, 0, 0, 0, 1, (state = 'REACHED')::int, (${isJudged})::int from objective
  )`;

/** Takes away what the next statements make. */
export const withoutReporting: readonly string[] = [
  'drop schema if exists reporting cascade',
  'drop index if exists reporting_subsidy_year, reporting_subsidy_place, reporting_node, reporting_child, reporting_entry',
];

/**
 * What a competent user of PostGraphile would add to the base tables to be able to ask the ten questions: views for the
 * columns that a condition or a group needs, functions for what depends on a day, and the indexes that both call for. All of
 * it is SQL that PostgreSQL inlines, over base tables alone; sums, counts and groups are left to the aggregates plugin.
 * A view without rows gives the rows of functions a type that the plugin knows.
 */
export const reportingStatements: readonly string[] = [
  ...withoutReporting,
  'create schema reporting',

  `create view reporting.communes as select * from territory where kind = 'COMMUNE'`,

  `create view reporting.commune_coverage as
   select null::varchar as territory_id, null::varchar as epci_id, null::date as on_day, null::int as communes,
          null::int as covered, null::int as undetermined, null::int as population, null::int as covered_population
   where false`,
  `create function reporting.coverage_of_department(department varchar, days date[])
   returns setof reporting.commune_coverage language sql stable as $$
     select t.id, t.epci_id, d.on_day, 1, (known.state = 2)::int, (known.state = 1)::int, coalesce(t.population, 0),
            case when known.state = 2 then coalesce(t.population, 0) else 0 end
     from territory t cross join unnest($2) d(on_day)
     left join lateral (
       select max(case when e.ends_on is null then 1 else 2 end) as state
       from perimeter_member m join convention c on c.reference = m.convention_reference ${endOn('d.on_day')}
       where m.territory_id = t.id and ${isMember('d.on_day')} and ${isAlive('d.on_day')}
     ) known on true
     where t.department_id = $1 and t.kind = 'COMMUNE'
   $$`,
  `create function reporting.known_communes(days date[])
   returns setof reporting.commune_coverage language sql stable as $$
     select t.id, t.epci_id, known.on_day, 1, (known.state = 2)::int, (known.state = 1)::int, coalesce(t.population, 0),
            case when known.state = 2 then coalesce(t.population, 0) else 0 end
     from (
       select m.territory_id, d.on_day, max(case when e.ends_on is null then 1 else 2 end) as state
       from unnest($1) d(on_day) join convention c on c.starts_on <= d.on_day ${endOn('d.on_day')}
       join perimeter_member m on m.convention_reference = c.reference
       where ${isAlive('d.on_day')} and ${isMember('d.on_day')}
       group by m.territory_id, d.on_day
     ) known join territory t on t.id = known.territory_id
   $$`,

  `create view reporting.convention_day as
   select null::varchar as reference, null::date as on_day, null::int as in_force where false`,
  `create function reporting.alive_conventions(days date[])
   returns setof reporting.convention_day language sql stable as $$
     select c.reference, d.on_day, (e.ends_on is not null)::int
     from unnest($1) d(on_day) join convention c on c.starts_on <= d.on_day ${endOn('d.on_day')}
     where ${isAlive('d.on_day')}
   $$`,
  `create function reporting.conventions_in_force(territory varchar, on_day date)
   returns setof convention language sql stable as $$ ${inForce(touching('$1', '$2'), '$2')} $$`,
  `create function reporting.territory_conventions_in_force(t territory, on_day date)
   returns setof convention language sql stable as $$ ${inForce(touchingCommune('$1.id', '$2'), '$2')} $$`,

  `create view reporting.part_line as
   select part.whole_id, s.territory_id, s.fiscal_year, s.nature, s.sector, s.amount_cents, 1 as lines
   from territory_part part join subsidy s on s.territory_id = part.part_id where s.set_aside is null`,
  `create view reporting.amount_line as
   select territory_id, fiscal_year, nature, sector, amount_cents, 1 as lines from subsidy where set_aside is null`,
  `create function reporting.lines_of_years(years int[], nature_asked varchar)
   returns setof reporting.amount_line language sql stable as $$
     select * from reporting.amount_line l where l.fiscal_year = any($1) and l.nature = $2
   $$`,
  `create function reporting.territory_lines(t territory, year int, nature_asked varchar)
   returns setof reporting.amount_line language sql stable as $$
     select * from reporting.amount_line l where l.territory_id = $1.id and l.fiscal_year = $2 and l.nature = $3
   $$`,
  `create view reporting.commune_amount as
   select null::varchar as territory_id, null::text as name, null::int as population, null::numeric as cents where false`,
  `create function reporting.communes_per_inhabitant(year int, nature_asked varchar)
   returns setof reporting.commune_amount language sql stable as $$
     select t.id, t.name, t.population, s.cents
     from (
       select territory_id, sum(amount_cents) as cents from reporting.amount_line
       where fiscal_year = $1 and nature = $2 group by territory_id
     ) s join territory t on t.id = s.territory_id and t.kind = 'COMMUNE' and t.population > 0
     order by s.cents / t.population desc, t.id collate "C"
   $$`,

  `create view reporting.judged as
   select null::text as theme, null::varchar as department_id, null::int as conventions, null::int as actions,
          null::int as completed, null::int as rated, null::int as unknown, null::int as overdue, null::int as objectives,
          null::int as reached, null::int as judged where false`,
  `create function reporting.judged_themes(territory varchar, on_day date)
   returns setof reporting.judged language sql stable as $$
     with alive as materialized (${inForce(touching('$1', '$2'), '$2')}), ${judgedNodes('$2')}
     select each.theme, null::varchar, 0, actions, completed, rated, unknown, overdue, objectives, reached, judged
     from node left join lateral unnest(themes) each(theme) on true
   $$`,
  `create function reporting.judged_plans(on_day date)
   returns setof reporting.judged language sql stable as $$
     select null::text, place.department_id, 1, actions, completed, rated, unknown, 0, 0, reached, judged
     from (
       select alive.reference, named.territory_id as department_id
       from (${aliveOn('$1')}) alive join convention_territory named on named.convention_reference = alive.reference
       where named.territory_id like 'department:%'
       union
       select alive.reference, t.department_id
       from (${aliveOn('$1')}) alive join perimeter_member m on m.convention_reference = alive.reference
       join territory t on t.id = m.territory_id where ${isMember('$1')}
     ) place
     left join (
       select reference, sum(number)::int as actions, sum(completed)::int as completed, sum(rated)::int as rated,
              sum(unknown)::int as unknown, (count(*) filter (where state = 'REACHED'))::int as reached,
              (count(*) filter (where ${isJudged}))::int as judged
       from (
         select reference, number, completed, unknown, rated, ${objectiveState} as state
         from (
           select a.reference, ${countsUnder}, count(*) filter (where ${isRated}) as rated
           from (
             select alive.reference, n.parent_id, coalesce(last.status, 'UNKNOWN') as status
             from (${aliveOn('$1')}) alive
             join plan_node n on n.convention_reference = alive.reference and n.kind = 'ACTION' ${lastStatus('$1')}
           ) a group by a.reference, a.parent_id
         ) under
       ) objective group by reference
     ) plan on plan.reference = place.reference
   $$`,
  `create function reporting.territory_judged(t territory, on_day date)
   returns setof reporting.judged language sql stable as $$
     select null::text, null::varchar, 0, 1, (status = 'COMPLETED')::int, (${isRated})::int, 0, 0, 0, 0, 0
     from (
       select coalesce(last.status, 'UNKNOWN') as status
       from (${inForce(touchingCommune('$1.id', '$2'), '$2')}) alive
       join plan_node n on n.convention_reference = alive.reference and n.kind = 'ACTION' ${lastStatus('$2')}
     ) action
   $$`,
  `create function reporting.plan_node_status(n plan_node, on_day date) returns text language sql stable as $$
     select case when $1.kind = 'ACTION' then coalesce((
       select p.status from progress_entry p where p.plan_node_id = $1.id and p.observed_on <= $2
       order by p.observed_on desc, p.id desc limit 1
     ), 'UNKNOWN') end
   $$`,
  `create function reporting.plan_node_lead(n plan_node) returns text language sql stable as $$
     select l.lead from node_lead l where l.plan_node_id = $1.id
   $$`,

  `create index reporting_subsidy_year on subsidy (fiscal_year, nature, territory_id) include (sector, amount_cents)
   where set_aside is null`,
  `create index reporting_subsidy_place on subsidy (territory_id, fiscal_year, nature) include (sector, amount_cents)
   where set_aside is null`,
  `create index reporting_node on plan_node (convention_reference, kind) include (id, parent_id, themes, due_on)`,
  'create index reporting_child on plan_node (parent_id, position)',
  `create index reporting_entry on progress_entry (plan_node_id, observed_on desc, id desc) include (status)`,
  'vacuum analyze subsidy, plan_node, progress_entry',
];
