import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { CoverageRule, type Theme } from '../convention/convention.rules.js';
import { isMemberOn } from '../convention/convention-state.sql.js';
import { conventionsTouching, holdsOn, standingByDay } from '../convention/kept/states.sql.js';
import { eachByKey } from '../db/many.js';
import { rows } from '../db/sql.js';
import { kindOf, TerritoryKind } from '../territory/territory.rules.js';
import { type CompletionCounts, countColumns, noCounts, summedCounts } from './completion-counts.sql.js';
import type { FewCounts } from './few-counts.js';
import { fewCountsOf } from './few-counts.sql.js';
import { wholePlan } from './steps/completion-steps.sql.js';
import { countsOf, isOfSeveral, whole } from './steps/counted.sql.js';
import { departmentsOf, largeKinds, planSums, standingSums } from './steps/standing-sums.sql.js';

/** Whether completion is asked of territories (conventions in force that touch them) or of conventions themselves. */
export type CompletionScope = 'territory' | 'convention';

export interface CompletionQuestion {
  readonly scope: CompletionScope;
  readonly on: LocalDate;
  readonly themes: readonly Theme[] | null;
}

/** Counts behind the completion of one territory or convention. */
export interface CompletionCountsRow extends CompletionCounts {
  readonly id: string;
  readonly on: LocalDate;
  readonly conventionsUndetermined: number;
}

/** The same, and what its passport says: of several hundred territories, that takes twice as long. */
export interface CompletionRow extends CompletionCountsRow {
  readonly population: number;
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/** Completion of several territories, or conventions, on a date: one statement whatever their number. */
export async function completionOf(
  em: SqlEntityManager,
  ids: readonly string[],
  { scope, on, themes }: CompletionQuestion,
) {
  const found = await completionByDay(em, ids, { scope, days: [on], themes });
  return new Map(found.map((row) => [row.id, row]));
}

/** The same without what a passport says; of territories that are small, no more than some counts when those are all that is asked. */
export async function completionCountsOf(
  em: SqlEntityManager,
  ids: readonly string[],
  { counts, ...question }: CompletionQuestion & { readonly counts: FewCounts | null },
): Promise<Map<string, CompletionCountsRow>> {
  const { scope, on, themes } = question;
  const isFew = counts !== null && !isOfSeveral(whole, themes);
  const [few, others] = isFew ? split(ids, (id) => !isSummed(id, question)) : [[], ids];
  const found = await Promise.all([
    readByDay(em, others, { scope, days: [on], themes, isFull: false }),
    isFew && few.length > 0 ? readFew(em, few, question, counts) : [],
  ]);
  return new Map(found.flat().map((row) => [row.id, row]));
}

async function readFew(
  em: SqlEntityManager,
  ids: readonly string[],
  { scope, on, themes }: CompletionQuestion,
  counts: FewCounts,
): Promise<CompletionCountsRow[]> {
  const asked = { isTerritory: scope === 'territory', on, theme: themes?.[0] ?? null, counts };
  const found = await rows(
    em,
    `completionOf ${scope}`,
    sql<Pick<CompletionCountsRow, 'id'> & Partial<CompletionCountsRow>>`${fewCountsOf(ids, asked)}`,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.map((id) => ({ ...noCounts, conventionsUndetermined: 0, on, ...byId.get(id), id }));
}

/** Are the counts of a territory added from those of its départements? */
const isSummed = (id: string, { scope, themes }: Pick<CompletionQuestion, 'scope' | 'themes'>): boolean =>
  scope === 'territory' && !isOfSeveral(whole, themes) && largeKinds.includes(kindOf(id));

const split = <T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] => [
  all.filter(is),
  all.filter((one) => !is(one)),
];

/**
 * The same on several days, in one statement too (two for large and small territories together): a row for each of the ids and
 * each of the days. A convention counts once in each territory that it touches.
 */
export const completionByDay = (em: SqlEntityManager, ids: readonly string[], asked: ByDay) =>
  readByDay(em, ids, { ...asked, isFull: true });

async function readByDay(
  em: SqlEntityManager,
  ids: readonly string[],
  { scope, days, themes, isFull }: Read,
): Promise<CompletionRow[]> {
  const [large, small] = split(ids, (id) => isSummed(id, { scope, themes }));
  const found = [
    large.length === 0 ? [] : rows(em, 'completionOf large territory', fromSums(large, days, themes)),
    small.length === 0
      ? []
      : rows(em, `completionOf ${scope}`, fromPlans(small, { scope, days, themes, isFull })),
  ];
  return (await Promise.all(found)).flat();
}

interface ByDay {
  readonly scope: CompletionScope;
  readonly days: readonly LocalDate[];
  readonly themes: readonly Theme[] | null;
}
interface Read extends ByDay {
  readonly isFull: boolean;
}

/** Figures of a theme are its own; conventions, and what they rest on, are those of whole plans. */
function fromSums(ids: readonly string[], days: readonly LocalDate[], themes: readonly Theme[] | null) {
  const theme = themes?.[0] ?? wholePlan;
  return sql<CompletionRow>`
    with day as materialized (select unnest(${days}::date[]) as on_day),
    w as materialized (select id, kind, population from territory where id = any(${ids})),
    added as materialized (${standingSums(
      sql`${[...new Set([theme, wholePlan])]}::text[]`,
      ids.some((id) => kindOf(id) !== TerritoryKind.DEPARTMENT),
    )}),
    basis as materialized (
      select w.id, min(s.oldest_input_at) as oldest, max(s.freshest_input_at) as freshest,
             bool_or(s.demonstration) as demonstration
      from (${departmentsOf}) w
      ${eachByKey(
        sql`select * from completion_sum s
            where s.department_id = w.department_id and s.theme = ${wholePlan} and s.from_on = '-infinity'`,
        's',
      )}
      group by w.id
    )
    select w.id, day.on_day::text as "on", ${countColumns},
           coalesce(total.unsure, 0) as "conventionsUndetermined", coalesce(w.population, 0) as "population",
           coalesce(total.reported_population, 0) as "reportedPopulation",
           basis.oldest as "oldestInputAt", basis.freshest as "freshestInputAt", basis.demonstration
    from w cross join day
    left join (
      select everything.place_id, everything.on_day, everything.conventions, everything.unsure,
             everything.declared_objectives, everything.declared_actions, everything.declaring_objectives,
             everything.declaring_actions, everything.reported_population,
             ${sql.join(planSums.map((name) => sql`own.${sql.ref(name)}`))}
      from added everything
      left join added own
        on own.place_id = everything.place_id and own.on_day = everything.on_day and own.theme = ${theme}
      where everything.theme = ${wholePlan}
    ) total on total.place_id = w.id and total.on_day = day.on_day
    left join basis on basis.id = w.id`;
}

/** Select of what completion rests on: a convention and its plan, or every one that ever touches a territory. */
const basisOf = (isTerritory: boolean, ids: readonly string[]): RawBuilder<unknown> => sql`
  select touch.whole_id, min(k.oldest_input_at) as oldest, max(k.freshest_input_at) as freshest,
         bool_or(c.demonstration) as demonstration
  from (${
    isTerritory
      ? conventionsTouching(ids)
      : sql`select reference as whole_id, reference from convention where reference = any(${ids})`
  }) touch
  join convention c on c.reference = touch.reference
  join completion_step k on k.reference = touch.reference and k.theme = ${wholePlan} and k.from_on = '-infinity'
  group by touch.whole_id`;

/** Counts are made per convention first, then added. */
function fromPlans(ids: readonly string[], { scope, days, themes, isFull }: Read) {
  const isTerritory = scope === 'territory';
  return sql<CompletionRow>`
      with day as materialized (select unnest(${days}::date[]) as on_day),
           touched as materialized (${
             isTerritory ? standingByDay(sql`${ids}`, CoverageRule.PERIOD) : ownStanding(ids)
           }),
           scope as materialized (
             select whole_id, reference, on_day from touched where ${!isTerritory} or state = 'IN_FORCE'
           ),
           measured as (select distinct reference, on_day from scope),
           counted as materialized (${countsOf(whole, themes)}),
           total as (
             select scope.whole_id, scope.on_day, count(*)::int as conventions, ${summedCounts}
             from scope
             join convention c on c.reference = scope.reference
             left join counted k on k.reference = scope.reference and k.on_day = scope.on_day
             group by scope.whole_id, scope.on_day
           ),
           ${isFull ? sql`basis as materialized (${basisOf(isTerritory, ids)}),` : sql``}
           unsure as (
             select touched.whole_id, touched.on_day, count(*)::int as conventions
             from touched where state = 'UNDETERMINED'
             group by touched.whole_id, touched.on_day
           )
      select asked.id, day.on_day::text as "on", ${countColumns},
             coalesce(unsure.conventions, 0) as "conventionsUndetermined" ${isFull ? passportColumns : sql``}
      from unnest(${ids}::text[]) asked(id) cross join day
      left join total on total.whole_id = asked.id and total.on_day = day.on_day
      left join unsure on unsure.whole_id = asked.id and unsure.on_day = day.on_day
      ${isFull ? passportJoins(isTerritory, ids) : sql``}`;
}

const passportColumns = sql`,
  coalesce(p.population, 0) as "population", coalesce(rp.population, 0) as "reportedPopulation",
  basis.oldest as "oldestInputAt", basis.freshest as "freshestInputAt", basis.demonstration`;
const passportJoins = (isTerritory: boolean, ids: readonly string[]) => sql`
  left join basis on basis.whole_id = asked.id
  left join (${populationOf(isTerritory, ids)}) p on p.whole_id = asked.id and p.on_day = day.on_day
  left join (${reportedPopulationOf(isTerritory)}) rp on rp.whole_id = asked.id and rp.on_day = day.on_day`;

const ownStanding = (references: readonly string[]): RawBuilder<unknown> => sql`
  select stood.reference as whole_id, stood.reference, day.on_day, stood.state
  from day join convention_state stood on stood.reference = any(${references}) and stood.rule = ${CoverageRule.PERIOD}
    and ${holdsOn('stood', sql`day.on_day`)}`;

const populationOf = (isTerritory: boolean, ids: readonly string[]): RawBuilder<unknown> =>
  isTerritory
    ? sql`select t.id as whole_id, day.on_day, coalesce(t.population, 0) as population
          from territory t cross join day where t.id = any(${ids})`
    : sql`select m.convention_reference as whole_id, day.on_day, coalesce(sum(t.population), 0)::int as population
          from perimeter_member m join territory t on t.id = m.territory_id cross join day
          where m.convention_reference = any(${ids}) and ${isMemberOn(sql`day.on_day`)}
          group by m.convention_reference, day.on_day`;

/** Select of the people of communes under conventions that report; a commune under two of them counts its people once. */
function reportedPopulationOf(isTerritory: boolean): RawBuilder<unknown> {
  // A probe of the index for each commune: as a plain join, the planner reads all of a large territory instead.
  const inside = isTerritory
    ? sql`cross join lateral (
            select from territory_part p where p.whole_id = scope.whole_id and p.part_id = t.id limit 1
          ) part`
    : sql``;
  return sql`
    select whole_id, on_day, sum(population)::int as population from (
      select distinct scope.whole_id, scope.on_day, t.id, t.population
      from scope
      join counted k on k.reference = scope.reference and k.on_day = scope.on_day and k.reporting
      join perimeter_member m on m.convention_reference = scope.reference and ${isMemberOn(sql`scope.on_day`)}
      join territory t on t.id = m.territory_id
      ${inside}
    ) once group by whole_id, on_day`;
}
