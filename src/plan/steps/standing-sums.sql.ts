import { type RawBuilder, sql } from 'kysely';
import { CoverageRule } from '../../convention/convention.rules.js';
import { holdsOn, livesOn, standingOn } from '../../convention/kept/states.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { lastPlanStep, planCounts, wholePlan } from './completion-steps.sql.js';
import { addedByPlan, only, summed } from './completion-sums.sql.js';

const { DEPARTMENT, REGION, COUNTRY } = TerritoryKind;

/** Territories whose completion is added from the sums of their départements. */
export const largeKinds: readonly TerritoryKind[] = [DEPARTMENT, REGION, COUNTRY];

const day = sql`day.on_day`;
/** Sums that are of a theme, or of whole plans. */
export const planSums = ['with_actions', 'reporting', ...planCounts, 'with_rate', 'mean_of_rates'];

/** What is not told as it is summed, but from several sums. */
const toldFrom: Readonly<
  Record<string, { readonly sums: readonly string[]; readonly as: RawBuilder<unknown> }>
> = {
  declared_objectives: {
    sums: ['declared_objectives', 'declaring_objectives'],
    as: sql`case when declaring_objectives > 0 then declared_objectives::int end`,
  },
  declared_actions: {
    sums: ['declared_actions', 'declaring_actions'],
    as: sql`case when declaring_actions > 0 then declared_actions::int end`,
  },
  mean_of_rates: {
    sums: ['sum_of_rates', 'with_rate'],
    as: sql`(sum_of_rates / nullif(with_rate, 0))::float8`,
  },
};
const all = [...summed.filter((name) => name !== 'sum_of_rates'), 'mean_of_rates'];

/** Select of the départements of the large territories `w` (columns `id`, `kind`): columns `id`, `department_id`. */
export const departmentsOf: RawBuilder<unknown> = sql`
  select w.id, w.id as department_id from w where w.kind = ${DEPARTMENT}
  union all
  select w.id, d.territory_id
  from w join place d on d.kind = ${DEPARTMENT} and d.within_id = '' and (w.kind = ${COUNTRY} or d.region_id = w.id)
  where w.kind <> ${DEPARTMENT}`;

/**
 * Select of what the plans in force in the large territories `w` add up to, on each day of the relation `day`: columns `place_id`,
 * `on_day`, `theme` (as in the steps), and those of `summedCounts`, `conventions`, `unsure`, `reported_population`.
 *
 * Départements are added; a convention that touches several of them is in the sum of each, and all but one are taken off again. One
 * that touches none, because its source names a région alone, is added.
 *
 * @param themes an array of themes of steps
 * @param above whether some of the territories are larger than a département
 * @param told the only columns that are read
 */
export function standingSums(
  themes: RawBuilder<unknown>,
  above: boolean,
  told: readonly string[] = all,
): RawBuilder<unknown> {
  const read = new Set(told.flatMap((name) => toldFrom[name]?.sums ?? [name]));
  const names = summed.filter((name) => read.has(name));
  const each = (one: (name: RawBuilder<unknown>) => RawBuilder<unknown>) =>
    sql.join(names.map((name) => one(sql.ref(name))));
  const columns = sql.join(
    told.map((name) => sql`${toldFrom[name]?.as ?? sql`${sql.ref(name)}::int`} as ${sql.ref(name)}`),
  );
  const asked = sql`asked as materialized (select theme from unnest(${themes}) theme)`;
  const lastStep = (isMeant: RawBuilder<unknown>) => sql`
    select s.department_id, s.theme, ${each((name) => sql`s.${name}`)} from completion_sum s
    where s.department_id = once.department_id and s.theme = asked.theme and ${isMeant}
    order by s.from_on desc limit 1`;
  // PostgreSQL reads all that a page of the index has of what is asked, hundreds of steps of a busy département: the last few days
  // are looked at first, and nearly always have one. Parts that nothing sorts are taken in their order, the second if the first is empty.
  const recent = sql`${day} - 8`;
  const steps = (departments: RawBuilder<unknown>) => sql`
    select ${day}, s.*
    from ${departments} once
    cross join day cross join asked
    cross join lateral (
      (${lastStep(sql`s.from_on <= ${day} and s.from_on > ${recent}`)})
      union all (${lastStep(sql`s.from_on <= ${recent}`)})
      limit 1
    ) s`;
  // A département has its own sums: there is nothing to add.
  if (!above)
    return sql`
      with ${asked}
      select department_id as place_id, on_day, theme, ${columns}
      from (${steps(sql`(select id as department_id from w)`)}) step`;
  return sql`
    with ${asked},
    ${shared}
    inside as materialized (${departmentsOf}),
    step as materialized (${steps(sql`(select distinct department_id from inside)`)}),
    part as (
      select inside.id, step.on_day, step.theme, ${each((name) => sql`step.${name}`)}
      from inside join step on step.department_id = inside.department_id
      ${correctionOf(names)}
    ),
    named(place_id, on_day, theme, ${each((name) => name)}) as (select * from part),
    added as (
      select place_id, on_day, theme, ${each((name) => sql`sum(${name}) as ${name}`)}
      from named group by place_id, on_day, theme
    )
    select place_id, on_day, theme, ${columns} from added`;
}

const allDepartments = sql`from place d where d.kind = ${DEPARTMENT} and d.within_id = ''`;

/**
 * Conventions that départements have not once: `sign` is how many times they are to be added. Each `offset` has what is below it done
 * first, and once: those that are over are left out before the départements of the others are counted, among a set that is made once.
 */
const shared = sql`
  shared as materialized (
    select id, on_day, reference, state, sign from (
      select stands.*,
             1 - (
               select count(*) from convention_place each
               where each.reference = stands.reference and each.within_id = '' and ${holdsOn('each', sql`stands.on_day`)}
                 and case when stands.kind = ${COUNTRY} then each.territory_id in (select d.territory_id ${allDepartments})
                          else (stands.id, each.territory_id) in (select d.region_id, d.territory_id ${allDepartments}) end
             ) as sign
      from (
        select w.id, w.kind, ${day}, touch.reference, stood.state
        from day
        join convention_place touch on touch.territory_id = any(array(select id from w where kind <> ${DEPARTMENT}))
          and touch.departments <> 1 and touch.within_id = '' and ${livesOn('touch', day)}
        join w on w.id = touch.territory_id
        ${standingOn(sql`touch.reference`, { on: day, rule: CoverageRule.PERIOD })}
        where stood.state in ('IN_FORCE', 'UNDETERMINED')
        offset 0
      ) stands
      offset 0
    ) counted where sign <> 0
  ),`;

const correctionOf = (names: readonly string[]): RawBuilder<unknown> => sql`
  union all
  select shared.id, shared.on_day, k.theme, ${only(addedByPlan, [...names])}
  from shared
  join convention c on c.reference = shared.reference
  cross join asked
  ${lastPlanStep({ reference: sql`shared.reference`, theme: sql`asked.theme`, on: sql`shared.on_day` })}
  where shared.state = 'IN_FORCE'
  union all
  select id, on_day, ${wholePlan}, ${only({ unsure: sql`sign` }, [...names])}
  from shared where state = 'UNDETERMINED'`;
