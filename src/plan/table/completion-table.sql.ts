import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { ConventionScale, Theme } from '../../convention/convention.rules.js';
import { list, onlyIf } from '../../db/grouping.js';
import { keepStatements } from '../../db/kept-statement.js';
import { rows } from '../../db/sql.js';
import { type OtherDates, othersOf } from '../../graphql/other-dates.rules.js';
import type { Asks } from '../../graphql/selection.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import type { TableFilter } from '../../territory/table-filter.sql.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';
import { type CompletionCounts, countColumnsOf } from '../completion-counts.sql.js';
import type { ActionStatus } from '../plan.rules.js';
import { countsOf, judgedFor, type Split } from '../steps/counted.sql.js';
import type { CompletionTableOrder } from './completion-measures.sql.js';
import { CompletionDimension, levelsOf, type TableLevel, topLevel } from './completion-table.rules.js';
import { nothingElse, partsAsked } from './completion-table-asked.js';
import type { PlanFilter } from './completion-table-filter.sql.js';
import { type ComparedCounts, comparedCounts, groupKey, groupsOf } from './completion-table-groups.sql.js';
import { placesBy } from './completion-table-order.sql.js';
import { bandsTouched, type Placing, placesOf, placingOf } from './completion-table-places.sql.js';
import { keptCtes, scopeOf, standingIn, territoriesOf } from './completion-table-scope.sql.js';
import { ofStatuses, statedGroups } from './completion-table-stated.sql.js';
import { addedSums, areSummed, hasLeftOver, ofSums, splitOf } from './completion-table-sums.sql.js';

/** What a table is asked: every list is validated before. */
export interface CompletionTableQuestion extends TableFilter, PlanFilter {
  readonly within: { readonly id: string; readonly kind: TerritoryKind };
  readonly by: readonly CompletionDimension[];
  readonly dates: readonly LocalDate[];
  readonly themes: readonly Theme[] | null;
  /** What each date is compared with; null where nothing is compared. */
  readonly otherDates: OtherDates | null;
  readonly orderBy: CompletionTableOrder;
  readonly ascending: boolean;
  readonly first: number;
  readonly offset: number;
  /** What of it the answer tells; all where nobody says. */
  readonly asks?: Asks;
}

/** One group of a table; a dimension that it is not grouped by is null. */
export interface CompletionTableRow extends CompletionCounts {
  /** How many of the asked dimensions, from the last, it adds up: 0 for a cell, the most for a total. */
  readonly over: number;
  /** Place among the rows of the same level, from 1; equal rows share a rank. */
  readonly place: number;
  readonly rank: number;
  readonly date: LocalDate;
  /** The territory where the row counts its conventions, and its level: of those that no finer one has, the wider one. */
  readonly placeId: string;
  readonly placeKind: TerritoryKind;
  readonly region: string | null;
  readonly department: string | null;
  readonly epci: string | null;
  readonly commune: string | null;
  readonly populationBand: PopulationBand | null;
  readonly territoryScale: ConventionScale | null;
  readonly convention: string | null;
  readonly theme: Theme | null;
  readonly status: ActionStatus | null;
  readonly conventionsUndetermined: number;
  /** Actions of the row whatever their status: the same for all the statuses of a group. */
  readonly actionsOfAll: number;
  /** The same group at the other date; null when it had nothing then, and on a date that is compared with none. */
  readonly before: ComparedCounts | null;
  readonly conventionsBefore: number;
  /** The conventions that are in the group at both dates: how many, what they were then, what they are now. */
  readonly conventionsKept: number;
  readonly keptBefore: ComparedCounts | null;
  readonly keptNow: ComparedCounts | null;
  /** Of the cells, all of them; the same on every row. */
  readonly cells: number;
  /** Of the subtotals, likewise. */
  readonly subtotals: number;
}

const { CONVENTION } = CompletionDimension;

/** Rows of `period` for the days that others are compared with. */
const pairsOf = (others: OtherDates): RawBuilder<unknown> => sql`
  union all select compared.asked, compared.used, true
  from unnest(${Object.keys(others)}::date[], ${Object.values(others)}::date[]) compared(asked, used)`;

const nameOf = (prefix: string, parts: readonly unknown[]) => sql.ref([prefix, ...parts].join('_'));
const countedName = ({ theme, status }: Split) => nameOf('counted', [theme ? 1 : 0, status ? 1 : 0]);
const placedName = ({ levels, byBand, byScale }: Placing) =>
  nameOf('placed', [...levels, byBand ? 1 : 0, byScale ? 1 : 0]);

/**
 * The cells of one page of a table, then its subtotals and its totals, one for each date. No level is added from another:
 * a convention, an objective or an action is counted once in each group of each level that it belongs to.
 */
export async function completionTable(
  em: SqlEntityManager,
  question: CompletionTableQuestion,
): Promise<CompletionTableRow[]> {
  const found = await rows(em, 'completionTable', statementOf(question));
  return found.map((row) => ({ ...nothingElse, ...row }));
}

const statementOf = keepStatements((question: CompletionTableQuestion): RawBuilder<CompletionTableRow> => {
  const { within, by, dates, otherDates, statuses, first, offset } = question;
  const days = [...new Set([...dates, ...othersOf(dates, otherDates)])];
  const isCompared = otherDates !== null;
  const asked = partsAsked(question);
  const share = sql`
    sum(${statuses === null ? sql`actions` : sql`all_actions`})
      over (partition by "over", place_id, band, scale, convention, theme, asked)::int as actions_of_all`;
  const columns = sql`*${asked.share ? sql`, ${share}` : sql``}`;
  const groups = statuses === null ? sql`grouped` : sql`stated`;
  const total = isCompared
    ? sql`
        select ${columns}
        from (select * from ${groups} where not is_before) now
        full join (
          select ${groupKey}, ${comparedCounts} as before,
                 conventions as conventions_before, kept as kept_before, kept_conventions as kept_conventions_before
          from ${groups} where is_before
        ) before using (${groupKey})
        where convention = '' or coalesce(conventions, 0) + coalesce(conventions_before, 0) > 0`
    : sql`select ${columns} from ${groups}`;
  const told = list([
    ...onlyIf(asked.territories, sql`kind as "placeKind", region, department, epci, commune`),
    ...countColumnsOf(asked.sums),
    ...onlyIf(asked.share, sql`coalesce(actions_of_all, 0) as "actionsOfAll"`),
    ...onlyIf(
      isCompared,
      sql`before, coalesce(conventions_before, 0) as "conventionsBefore",
          coalesce(kept_conventions, kept_conventions_before, 0) as "conventionsKept",
          kept_before as "keptBefore", kept as "keptNow"`,
    ),
    ...onlyIf(asked.rank, sql`rank`),
    ...onlyIf(asked.count, sql`cells`),
    ...onlyIf(asked.subtotals, sql`subtotals`),
  ]);
  return sql<CompletionTableRow>`
      with day as materialized (select unnest(${days}::date[]) as on_day),
      period as (
        select asked.on_day as asked, asked.on_day as used, false as is_before from unnest(${dates}::date[]) asked(on_day)
        ${isCompared ? pairsOf(otherDates) : sql``}
      ),
      whole as materialized (${territoriesOf(within, levelsOf(by))}),
      ${areSummed(question) ? summedGroups(question) : plannedGroups(asked.levels, question, sql`true`)}
      ${statuses === null ? sql`` : statedGroups(statuses, asked.sums)}
      total as (${statuses === null ? total : ofStatuses(total, statuses)}),
      ranked as (
        select named.*, ${list(countsOfRows(asked, topLevel(by)))} ${placesBy(question, asked.rank)}
        from ${asked.territories ? sql`(${named})` : sql`total`} named
      )
      select "over", place, asked::text as "date", place_id as "placeId",
             nullif(band, '') as "populationBand", nullif(scale, '') as "territoryScale",
             nullif(convention, '') as convention, nullif(theme, '') as theme, nullif(status, '') as status, ${told}
             coalesce(conventions, 0) as conventions, coalesce(unsure, 0) as "conventionsUndetermined"
      from ranked total
      where "over" = ${topLevel(by)} or ("over" > 0 and place <= ${first})
        or ("over" = 0 and place > ${offset} and place <= ${first} + ${offset}::int)
      order by "over", place`;
});

/** How many cells the table has, and how many subtotals. */
const countsOfRows = (asked: ReturnType<typeof partsAsked>, top: number): RawBuilder<unknown>[] => [
  ...onlyIf(asked.count, sql`(count(*) filter (where "over" = 0) over ())::int as cells`),
  ...onlyIf(
    asked.subtotals,
    sql`(count(*) filter (where "over" > 0 and "over" < ${top}) over ())::int as subtotals`,
  ),
];

/** Select of `total` with the territory of each group, and those that it is in. */
const named = sql`
  select total.*, t.kind, case t.kind when 'REGION' then t.id else t.region_id end as region,
         case t.kind when 'DEPARTMENT' then t.id else t.department_id end as department,
         case t.kind when 'EPCI' then t.id else t.epci_id end as epci,
         case t.kind when 'COMMUNE' then t.id end as commune
  from total join territory t on t.id = total.place_id`;

/** Common table expressions of groups from sums, and of what conventions leave over that no finer territory has. */
function summedGroups(question: CompletionTableQuestion): RawBuilder<unknown> {
  const { within } = question;
  const { levels } = partsAsked(question);
  const leftOver = levels.filter((level) => hasLeftOver(level, within.kind));
  const summed = levels.map((level) => sql`(${ofSums(level, question)})`);
  if (leftOver.length === 0)
    return sql`${addedSums(question)} grouped as (${sql.join(summed, sql` union all `)}),`;
  const finest = sql`
    (select id from whole where kind = case g."over" ${sql.join(
      leftOver.map(({ over, by: kept }) => sql`when ${over}::int then ${levelsOf(kept).at(-1)}`),
      sql` `,
    )} end)`;
  return sql`
    ${addedSums(question)}
    ${plannedGroups(leftOver, question, sql`touched.departments = 0`, 'left_over')}
    grouped as (
      ${sql.join(summed, sql` union all `)} union all select * from left_over g where g.place_id not in ${finest}
    ),`;
}

/** Common table expressions of the groups of levels, convention by convention. @param isMeant condition on `convention_place` */
function plannedGroups(
  levels: readonly TableLevel[],
  question: CompletionTableQuestion,
  isMeant: RawBuilder<unknown>,
  name = 'grouped',
): RawBuilder<unknown> {
  const { themes, otherDates } = question;
  const splits = distinct(
    levels.map((level) => splitOf(level, question)),
    countedName,
  );
  const placings = distinct(levels.map(placingOf), placedName);
  const counted = splits.map(
    (split) => sql`${countedName(split)} as materialized (${countsOf(split, themes)})`,
  );
  const placed = placings.map(
    (placing) =>
      sql`${placedName(placing)} as materialized (${placesOf(placing, question, otherDates !== null)})`,
  );
  const groups = levels.map(
    (level) =>
      sql`(${groupsOf({
        over: level.over,
        isTotal: level.by.length === 0,
        placed: placedName(placingOf(level)),
        counted: countedName(splitOf(level, question)),
        byConvention: level.by.includes(CONVENTION),
        split: splitOf(level, question),
        sums: partsAsked(question).sums,
        compares: otherDates !== null,
      })})`,
  );
  return sql`
    ${list(keptCtes(question))}
    touched as materialized (${scopeOf(standingIn(question, isMeant), question)}),
    measured as materialized (
      select distinct reference, on_day from touched where state <> 'UNDETERMINED'
    ),
    ${judgedFor(splits, themes)}
    ${placings.some(({ byBand }) => byBand) ? sql`${bandsTouched(question)},` : sql``}
    ${sql.join([...counted, ...placed])},
    ${sql.ref(name)} as materialized (${sql.join(groups, sql` union all `)}),`;
}

/** The asked of which names differ. */
function distinct<T>(all: readonly T[], name: (each: T) => RawBuilder<unknown>): T[] {
  const text = (each: T) => JSON.stringify(name(each).toOperationNode());
  return [...new Map(all.map((each) => [text(each), each])).values()];
}
