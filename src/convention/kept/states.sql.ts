import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { eachByKey } from '../../db/many.js';
import { ConventionState, type CoverageRule } from '../convention.rules.js';
import type { Day, StateQuestion } from '../convention-state.sql.js';

/** Condition on a row that is true from a day to another: it is on this one. */
export const holdsOn = (row: string, on: Day): RawBuilder<unknown> => isWithin(row, 'to_on', on);

/**
 * Condition on a row of `convention_place`: its convention touches the place on this day, and is not over for good. Enough for whoever
 * does not ask for conventions that have ended: of the many that a place has had, the index gives the few that are left.
 */
export const livesOn = (row: string, on: Day): RawBuilder<unknown> => isWithin(row, 'lapses_on', on);

const isWithin = (row: string, end: 'to_on' | 'lapses_on', on: Day): RawBuilder<unknown> =>
  sql`${sql.ref(`${row}.from_on`)} <= ${on}::date and ${sql.ref(`${row}.${end}`)} > ${on}::date`;

/** Select of every convention's state on a date: columns `reference`, `state`, `ends_on`. */
export const statesOn = ({ on, rule }: StateQuestion): RawBuilder<unknown> => sql`
  select stood.reference, stood.state, stood.ends_on
  from convention_state stood where stood.rule = ${rule} and ${holdsOn('stood', on)}`;

/** Lateral join of where one convention stands on a day: `stood`, looked up by its key whatever the planner thinks. */
export const standingOn = (
  reference: RawBuilder<unknown>,
  { on, rule }: { readonly on: Day; readonly rule: CoverageRule },
): RawBuilder<unknown> => sql`
  cross join lateral (
    select s.* from convention_state s
    where s.reference = ${reference} and s.rule = ${rule} and s.from_on <= ${on}::date
    order by s.from_on desc
    limit 1
  ) stood`;

/**
 * Select of the conventions that ever touched territories: columns `whole_id`, `reference`. A convention touches what its
 * source names and what its communes are in.
 */
export const conventionsTouching = (ids: readonly string[]): RawBuilder<unknown> =>
  sql`select distinct whole_id, reference from (${placesTouched(ids, sql`true`)}) each`;

/** Those that touch them on a date, without those that are over for good: see `livesOn`. */
export const conventionsAlive = (ids: readonly string[], on: LocalDate): RawBuilder<unknown> =>
  placesTouched(ids, livesOn('p', on));

/** The same, of conventions that are asked for by their states on a date: all that ever touched the territories when there are none. */
export function conventionsIn(
  ids: readonly string[],
  { states, on }: { readonly states: readonly ConventionState[] | null; readonly on: LocalDate },
): RawBuilder<unknown> {
  if (states === null) return conventionsTouching(ids);
  return states.includes(ConventionState.ENDED)
    ? placesTouched(ids, holdsOn('p', on))
    : conventionsAlive(ids, on);
}

const placesTouched = (ids: readonly string[], isMeant: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select whole.id as whole_id, touched.reference
  from (select distinct id from unnest(${ids}::text[]) each(id)) whole
  ${eachByKey(
    sql`select p.reference from convention_place p where p.territory_id = whole.id and p.within_id = '' and ${isMeant}`,
    'touched',
  )}`;

/**
 * Select of where the conventions of a relation `touched` (columns `whole_id`, `reference`) stand: columns `reference`, `state`. One
 * touches many communes, and is looked up once.
 */
export const standingOnce = (question: {
  readonly on: Day;
  readonly rule: CoverageRule;
}): RawBuilder<unknown> => sql`
  select each.reference, stood.state
  from (select distinct reference from touched) each ${standingOn(sql`each.reference`, question)}`;

/**
 * The conventions that touch territories, on each day of a relation `day` (column `on_day`), with the state: columns `whole_id`,
 * `reference`, `on_day`, `state`. Without those that are over for good: see `livesOn`.
 * @param ids an array of the territories
 * @param isMeant condition on a row `touched` of `convention_place`
 */
export const standingByDay = (
  ids: RawBuilder<unknown>,
  rule: CoverageRule,
  isMeant: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> => sql`
  select touched.territory_id as whole_id, touched.reference, day.on_day, stood.state
  from day
  join convention_place touched on touched.territory_id = any(${ids}) and touched.within_id = ''
    and ${livesOn('touched', sql`day.on_day`)} and ${isMeant}
  ${standingOn(sql`touched.reference`, { on: sql`day.on_day`, rule })}`;
