import { type RawBuilder, sql } from 'kysely';
import { type Side, type SubsidyTableQuestion, sidesOf } from './subsidy-table-source.sql.js';

const isNow = sql`side = 'now'`;

/**
 * People of a group: not of what is under no convention, where there is money of EPCI whose communes are under several, and
 * which their people would not divide.
 */
export const ownPeople = (isShared: boolean, people: RawBuilder<unknown>): RawBuilder<unknown> =>
  isShared
    ? sql`case when grouping("convention") = 1 or "convention" is not null then ${people} end`
    : people;

/** Of each cell, the sum of the group that it is in: one row for each head of the columns, and one for each nature. */
export function groupCents(
  nature: RawBuilder<unknown>[],
  columns: RawBuilder<unknown>[],
): RawBuilder<unknown> {
  if (columns.length === 0) return sql`null::numeric`;
  const heads = [...nature, ...columns.slice(0, -1)].map((each) => sql`g.${each}`);
  const within = heads.length === 0 ? sql`` : sql`partition by ${sql.join(heads)}`;
  return sql`case when "over" = 0 then max(g.cents) filter (where "over" = 1) over (${within}) end`;
}

/** Sums of a level: an amount of several conventions is in each of them, and once in what adds them up. */
export function sums(isShared: boolean) {
  const sum = (value: RawBuilder<unknown>, condition: RawBuilder<unknown>) =>
    sql`sum(${value}) filter (where ${condition})`;
  const once = (value: RawBuilder<unknown>, condition: RawBuilder<unknown>) =>
    sum(value, sql`${condition} and is_first`);
  const [cents, isOfOne] = [sql`cents`, sql`grouping("convention") = 0`];
  return {
    summed: (value: RawBuilder<unknown>, condition: RawBuilder<unknown>) =>
      isShared
        ? sql`case when ${isOfOne} then ${sum(value, condition)} else ${once(value, condition)} end`
        : sum(value, condition),
    again: isShared
      ? sql`case when ${isOfOne} then 0 else ${sum(cents, isNow)} - ${once(cents, isNow)} end`
      : sql`0`,
  };
}
type Summed = ReturnType<typeof sums>['summed'];

export function sideColumns(side: Side, keepsTerritories: boolean, summed: Summed): RawBuilder<unknown> {
  const isSide = sql`side = ${sql.lit(side)}`;
  const kept = sql.ref(`${side}_kept`);
  const named = (name: string) => sql.ref(`${side}_${name}`);
  const whole = sql`,
    ${summed(sql`cents`, isSide)} as ${named('cents')},
    array_agg(distinct "fiscalYear") filter (where ${isSide}) as ${named('years')}`;
  if (!keepsTerritories) return whole;
  return sql`${whole},
    count(distinct territory_id) filter (where ${kept} and (${isNow} or ${isSide}))::int as ${named('territories')},
    ${summed(sql`cents`, sql`${isNow} and ${kept}`)} as ${named('kept_now')},
    ${summed(sql`cents`, sql`${isSide} and ${kept}`)} as ${named('kept_sum')}`;
}

export function sideObject(side: Side, question: SubsidyTableQuestion): RawBuilder<unknown> {
  const named = (name: string) => sql.ref(`${side}_${name}`);
  if (!sidesOf(question).includes(side)) return sql`null as ${sql.ref(side)}`;
  const kept = question.keepsTerritories
    ? sql`${named('territories')}, 'keptNow', ${named('kept_now')}::text, 'kept', ${named('kept_sum')}::text`
    : sql`null, 'keptNow', null, 'kept', null`;
  return sql`json_build_object('cents', ${named('cents')}::text, 'years', coalesce(${named('years')}, '{}'),
                               'territories', ${kept}) as ${sql.ref(side)}`;
}
