import { type RawBuilder, sql } from 'kysely';
import { firstYearsIn } from './other-year.rules.js';
import type { Side, SubsidyTableQuestion } from './subsidy-table-source.sql.js';

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
  /** What is counted of one convention by itself, and what of several together. */
  const either = (ofOne: RawBuilder<unknown>, ofAll: RawBuilder<unknown>) =>
    isShared ? sql`case when ${isOfOne} then ${ofOne} else ${ofAll} end` : ofAll;
  return {
    either,
    /** @param conditionOfOne where it is another for one convention by itself */
    summed: (value: RawBuilder<unknown>, condition: RawBuilder<unknown>, conditionOfOne = condition) =>
      isShared ? either(sum(value, conditionOfOne), once(value, condition)) : sum(value, condition),
    again: either(sql`0`, isShared ? sql`${sum(cents, isNow)} - ${once(cents, isNow)}` : sql`0`),
  };
}
type Sums = ReturnType<typeof sums>;

export function sideColumns(
  side: Side,
  question: SubsidyTableQuestion,
  { either, summed }: Sums,
): RawBuilder<unknown> {
  // First years of several conventions are no year that they add up in.
  const isOfOneAlone = side === 'before' && firstYearsIn(question) !== null;
  const isSide = sql`side = ${sql.lit(side)}`;
  const named = (name: string) => sql.ref(`${side}_${name}`);
  const whole = sql`,
    ${isOfOneAlone ? either(summed(sql`cents`, isSide), sql`null`) : summed(sql`cents`, isSide)} as ${named('cents')},
    array_agg(distinct "fiscalYear") filter (where ${isSide}) as ${named('years')}`;
  if (!question.keepsTerritories) return whole;
  const counted = (kept: RawBuilder<unknown>) =>
    sql`count(distinct territory_id) filter (where ${kept} and (${isNow} or ${isSide}))`;
  const [kept, keptOfOne] = [named('kept'), named('kept_of_one')];
  const summedOf = (those: RawBuilder<unknown>) =>
    summed(sql`cents`, sql`${those} and ${kept}`, sql`${those} and ${keptOfOne}`);
  return sql`${whole},
    ${either(counted(keptOfOne), counted(kept))}::int as ${named('territories')},
    ${summedOf(isNow)} as ${named('kept_now')},
    ${summedOf(isSide)} as ${named('kept_sum')}`;
}

export function sideObject(side: Side, question: SubsidyTableQuestion): RawBuilder<unknown> {
  const named = (name: string) => sql.ref(`${side}_${name}`);
  const kept = question.keepsTerritories
    ? sql`${named('territories')}, 'keptNow', ${named('kept_now')}::text, 'kept', ${named('kept_sum')}::text`
    : sql`null, 'keptNow', null, 'kept', null`;
  return sql`json_build_object('cents', ${named('cents')}::text, 'years', coalesce(${named('years')}, '{}'),
                               'territories', ${kept}) as ${sql.ref(side)}`;
}
