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

/**
 * Select of the states of some conventions, each on days of its own: columns `reference`, `on_day`, `state`, `ends_on`. Most have no
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
    select c.reference, moment.on_day, ending.ends_on, ${stateOn(day, rule)} as state
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

/**
 * Lateral join of what convention `c` does not tell of its perimeter: `is_partial`, and how many communes its text
 * announced, as signed and before any amendment, without naming them.
 */
export const listedAsSigned = sql`
  cross join lateral (
    select c.perimeter_complete is not true as is_partial,
           case when c.perimeter_complete is not true then greatest(c.declared_communes - (
             select count(*) from perimeter_member m
             where m.convention_reference = c.reference and m.joined_on is null
           ), 0) end as unlisted
  ) listed`;
