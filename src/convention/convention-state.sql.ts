import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { CoverageRule } from './convention.rules.js';

/** The one definition of "where a convention stands": a date and a rule. */
export interface StateQuestion {
  readonly on: LocalDate;
  readonly rule: CoverageRule;
}

/** A day in SQL: a parameter, or a column of the select. */
export type Day = LocalDate | RawBuilder<unknown>;

/**
 * State of convention `c` on a day under a rule, beside `endingOn` the same day.
 *
 * The end is the text's, moved by the latest prolongation in effect on the date. A bound that the source does not
 * give leaves the state undetermined, unless the other bound already excludes the date; so does a new end whose
 * date of effect is unknown, between the two ends.
 */
function stateOn(on: Day, rule: CoverageRule): RawBuilder<unknown> {
  const signed = rule === CoverageRule.PERIOD_AND_SIGNED;
  return sql`
    case
      when c.starts_on > ${on}::date then 'NOT_STARTED'
      when ending.ends_on < ${on}::date and ending.perhaps_later_on >= ${on}::date then 'UNDETERMINED'
      when ending.ends_on < ${on}::date then 'ENDED'
      when ending.perhaps_earlier_on < ${on}::date then 'UNDETERMINED'
      when ${signed} and c.signed_on > ${on}::date then 'NOT_SIGNED'
      when c.starts_on is null or ending.ends_on is null then 'UNDETERMINED'
      when ${signed} and c.signed_on is null then 'UNDETERMINED'
      else 'IN_FORCE'
    end`;
}

/** Lateral join of the end of convention `c` as amended by a day, and of the ends that it may have. */
const endingOn = (on: Day): RawBuilder<unknown> => sql`
  cross join lateral (
    select coalesce((
      select a.ends_on from amendment a
      where a.convention_reference = c.reference and a.ends_on is not null and a.effective_on <= ${on}::date
      order by a.effective_on desc, a.number desc
      limit 1
    ), c.ends_on) as ends_on, (
      select max(a.ends_on) from amendment a
      where a.convention_reference = c.reference and a.effective_on is null
    ) as perhaps_later_on, (
      select min(a.ends_on) from amendment a
      where a.convention_reference = c.reference and a.effective_on is null
    ) as perhaps_earlier_on
  ) ending`;

/** Select of every convention's state on a date: columns `reference`, `state`, `ends_on`. */
export const conventionStates = ({ on, rule }: StateQuestion): RawBuilder<unknown> => sql`
  select c.reference, c.demonstration, c.batch_revision, ending.ends_on, ${stateOn(on, rule)} as state
  from convention c ${endingOn(on)}`;

/**
 * Select of the states of some conventions, each on days of its own: columns `reference`, `on_day`, `state`. Most have no
 * amendment, and over many days looking for one is most of the work: those are told apart first.
 *
 * @param moments name of a relation with `reference` and `on_day`, without duplicates
 */
export function conventionStatesAt(moments: string, rule: CoverageRule): RawBuilder<unknown> {
  const day = sql`moment.on_day`;
  const amended = sql`c.reference in (select convention_reference from amendment)`;
  const asWritten = sql`
    cross join lateral (
      select c.ends_on, null::date as perhaps_later_on, null::date as perhaps_earlier_on
    ) ending`;
  const stated = (ending: RawBuilder<unknown>) => sql`
    select c.reference, moment.on_day, ${stateOn(day, rule)} as state
    from ${sql.ref(moments)} moment join convention c on c.reference = moment.reference ${ending}`;
  return sql`
    ${stated(endingOn(day))} where ${amended}
    union all
    ${stated(asWritten)} where not (${amended})`;
}

/**
 * Select of the states, by period, of some conventions on the days of a year that can tell what they were during it:
 * columns `reference`, `on_day`, `state`. A convention comes in force, and a commune enters its perimeter, on
 * 1 January, on its start, or on the day of effect of an amendment: what is true on none of these days is true
 * on no day of the year.
 *
 * @param references a select of references
 */
export function conventionDays(year: number, references: RawBuilder<unknown>): RawBuilder<unknown> {
  const [first, last] = [sql`make_date(${year}, 1, 1)`, sql`make_date(${year}, 12, 31)`];
  const day = sql`day.on_day`;
  return sql`
    select c.reference, day.on_day, ${stateOn(day, CoverageRule.PERIOD)} as state
    from convention c
    cross join lateral (
      select ${first} as on_day
      union
      select c.starts_on where c.starts_on between ${first} and ${last}
      union
      select a.effective_on from amendment a
      where a.convention_reference = c.reference and a.effective_on between ${first} and ${last}
    ) day
    ${endingOn(day)}
    where c.reference in (${references})`;
}

/** Condition on a perimeter member `m`: it is in the perimeter on a day. */
export const isMemberOn = (on: Day): RawBuilder<unknown> =>
  sql`(m.joined_on is null or m.joined_on <= ${on}::date) and (m.left_on is null or m.left_on > ${on}::date)`;

/** The same on each day of a relation `day` (column `on_day`): columns `reference`, `on_day`, `state`. */
export const statesByDay = (rule: CoverageRule): RawBuilder<unknown> => sql`
  select c.reference, day.on_day, ${stateOn(sql`day.on_day`, rule)} as state
  from convention c cross join day ${endingOn(sql`day.on_day`)}`;

/**
 * Select of the conventions that touch territories: columns `whole_id`, `reference`. A convention touches what its
 * source names and what its communes are in: those of the perimeter on the date, or of any date when there is none.
 */
export const conventionsTouching = (ids: readonly string[], on: LocalDate | null): RawBuilder<unknown> =>
  touching(sql`${ids}`, on === null ? sql`true` : isMemberOn(on), { column: sql``, join: sql`` });

/**
 * The same on each day of a relation `day`: columns `whole_id`, `reference`, `on_day`.
 *
 * @param ids an array of the territories
 */
export const touchingByDay = (ids: RawBuilder<unknown>): RawBuilder<unknown> =>
  touching(ids, isMemberOn(sql`day.on_day`), { column: sql`, day.on_day`, join: sql`cross join day` });

const touching = (
  ids: RawBuilder<unknown>,
  isMember: RawBuilder<unknown>,
  { column, join }: { readonly column: RawBuilder<unknown>; readonly join: RawBuilder<unknown> },
): RawBuilder<unknown> => sql`
  select territory_id as whole_id, convention_reference as reference ${column}
  from convention_territory ${join} where territory_id = any(${ids})
  union
  select part.whole_id, m.convention_reference ${column}
  from perimeter_member m join territory_part part on part.part_id = m.territory_id ${join}
  where part.whole_id = any(${ids}) and ${isMember}`;
