import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { added, list, onlyIf, rollup, standing } from '../../db/grouping.js';
import { keepStatements } from '../../db/kept-statement.js';
import { rows } from '../../db/sql.js';
import { orderOf } from '../../provenance/measure.rules.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import { bandOrder } from '../../territory/population-band.sql.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';
import type { ChildBand } from '../child-ages.rules.js';
import type { FundingFamily, FundingLine } from '../funding-line.rules.js';
import type { AmountPrecision, Section, Sector, SubsidyNature } from '../subsidy.rules.js';
import { firstYearsIn } from './other-year.rules.js';
import { SubsidyTableOrder, subsidyMeasures } from './subsidy-measures.sql.js';
import { addedDimensions, SubsidyDimension } from './subsidy-table.rules.js';
import { nothingElse, partsAsked } from './subsidy-table-asked.js';
import { childCtes } from './subsidy-table-children.sql.js';
import { membership } from './subsidy-table-members.sql.js';
import { peopleCtes, peopleOfGroup, withPeople } from './subsidy-table-people.sql.js';
import { columnOf, type SubsidyTableQuestion, sidesOf, sourceOf } from './subsidy-table-source.sql.js';
import { groupCents, sideColumns, sideObject, sums } from './subsidy-table-sums.sql.js';

/** Sums of one side, as text so that no driver rounds them, and the years beside which they stand. */
export interface SideSums {
  readonly cents: string | null;
  readonly years: readonly number[];
  /** The territories that have amounts on both sides, and what they sum to on each; null when nobody asks. */
  readonly territories: number | null;
  readonly keptNow: string | null;
  readonly kept: string | null;
}

/** The children of a row: `value` is null unless all of its communes are known, or its territory itself. */
export interface RowChildren {
  readonly ages: ChildBand | null;
  readonly value: number | null;
  readonly year: number | null;
  readonly isOwn: boolean;
  readonly communesKnown: number;
}

/** One group of a table; a dimension that it is not grouped by is null, and named in `over`. */
export interface SubsidyTableRow {
  /** How many of the dimensions that are added up, from the last, it adds up: 0 for a cell, all of them for a total. */
  readonly over: number;
  /** Place among the rows of the same level, from 1; equal rows share a rank. */
  readonly place: number;
  readonly rank: number;
  readonly country: string | null;
  readonly region: string | null;
  readonly department: string | null;
  readonly epci: string | null;
  readonly commune: string | null;
  readonly convention: string | null;
  readonly populationBand: PopulationBand | null;
  readonly territoryScale: TerritoryKind | null;
  readonly nature: SubsidyNature | null;
  readonly fiscalYear: number | null;
  readonly sector: Sector | null;
  readonly fundingFamily: FundingFamily | null;
  readonly fundingLine: FundingLine | null;
  readonly section: Section | null;
  readonly cents: string | null;
  /** What its cells have beyond it, because several conventions have the same amounts. */
  readonly centsAgain: string;
  /** Of a cell, the cents of what it is one of the cells of: all the dimensions but the last. */
  readonly groupCents: string | null;
  readonly lineCount: number;
  readonly precisions: readonly AmountPrecision[];
  readonly years: readonly number[];
  readonly before: SideSums | null;
  readonly gap: SideSums | null;
  readonly population: number | null;
  readonly communes: number;
  readonly children: RowChildren | null;
  /** True when its convention has communes or EPCI outside the row. */
  readonly isPartOfConvention: boolean;
  /** Of the cells, all of them; the same on every row. */
  readonly cells: number;
  /** Of the subtotals, likewise. */
  readonly subtotals: number;
}

const { CONVENTION, NATURE } = SubsidyDimension;
const isNow = sql`side = 'now'`;

/**
 * The cells of one page of a table, its subtotals, and its totals: each level of the asked dimensions, added from the same
 * amounts as the cells. A nature is never added to another. What a cell is divided by are the people of its territories.
 */
export async function subsidyTable(
  em: SqlEntityManager,
  question: SubsidyTableQuestion,
): Promise<SubsidyTableRow[]> {
  const found = await rows(em, 'subsidyTable', statementOf(question));
  return found.map((row) => ({ ...nothingElse, ...row }));
}

const statementOf = keepStatements((question: SubsidyTableQuestion): RawBuilder<SubsidyTableRow> => {
  const { by, first, offset, ages } = question;
  const top = addedDimensions(by).length;
  const columns = addedDimensions(by).map((dimension) => sql.ref(columnOf[dimension]));
  const nature = by.includes(NATURE) ? [sql.ref(columnOf.NATURE)] : [];
  // Of the rows of the page alone, unless all are ordered by them.
  const isOrder = ages !== null && question.orderBy === SubsidyTableOrder.PER_CHILD;
  const isLast = ages !== null && !isOrder;
  const children = (of: RawBuilder<unknown>) => childCtes(question, of);
  const sides = sidesOf(question);
  const given = [...columns, ...nature];
  const isShared = by.includes(CONVENTION);
  const asked = partsAsked(question);
  const summing = sums(isShared);
  // First years stand beside single conventions alone: what several add up to, and have nothing now, is no row.
  const firstYearsAlone =
    firstYearsIn(question) !== null
      ? sql`having grouping("convention") = 0 or ${added(columns)} = ${top} or count(*) filter (where ${isNow}) > 0`
      : sql``;
  const { summed, again } = summing;
  const distinct = (column: string) => sql`array_agg(distinct ${sql.ref(column)}) filter (where ${isNow})`;
  const sumsAsked = list([
    ...onlyIf(asked.people, peopleOfGroup(question)),
    ...onlyIf(asked.again, sql`${again} as again`),
    ...onlyIf(asked.precisions, sql`${distinct('precision')} as precisions`),
    ...onlyIf(asked.years, sql`${distinct('fiscalYear')} as years`),
  ]);
  const standingAsked = list([
    ...onlyIf(asked.counts, sql`count(*) filter (where "over" = 0) over ()::int as cells`),
    ...onlyIf(
      asked.counts,
      sql`count(*) filter (where "over" > 0 and "over" < ${top}) over ()::int as subtotals`,
    ),
    ...onlyIf(asked.ofGroup, sql`${groupCents(nature, columns)} as group_cents`),
  ]);
  const told = list([
    ...given,
    ...onlyIf(asked.rank, sql`rank`),
    ...onlyIf(asked.again, sql`coalesce(again, 0)::text as "centsAgain"`),
    ...onlyIf(asked.ofGroup, sql`group_cents::text as "groupCents"`),
    ...onlyIf(asked.precisions, sql`coalesce(precisions, '{}') as precisions`),
    ...onlyIf(asked.years, sql`coalesce(years, '{}') as years`),
    ...sides.map((side) => sideObject(side, question)),
    ...onlyIf(asked.people, sql`population, communes, "isPartOfConvention"`),
    ...onlyIf(ages !== null, sql`children`),
    ...onlyIf(asked.counts, sql`cells, subtotals`),
  ]);
  return sql<SubsidyTableRow>`
      with ${list(isShared ? [membership(question)] : [])}
      source as (${sourceOf(question)}),
      ${list(asked.people ? peopleCtes(question) : [])}
      g as (
        select ${list(given)} ${added(columns)} as "over", ${sumsAsked}
               ${summed(sql`cents`, isNow)} as cents, ${summed(sql`lines`, isNow)}::int as lines
               ${sql.join(
                 sides.map((side) => sideColumns(side, question, summing)),
                 sql``,
               )}
        from source ${grouping(nature, columns, asked.levels)} ${firstYearsAlone}
      ), ${list(asked.people ? [sql`measured as (${withPeople(question)})`] : [])} ${list(isOrder ? children(sql`measured`) : [])}
      ranked as (
        select g.*, ${standingAsked} ${placesBy(question, asked.rank)}
        from ${isOrder ? sql`childful` : asked.people ? sql`measured` : sql`g`} g
      ), page as (
        select * from ranked
        where "over" = ${top} or (
          place <= ${first} + case when "over" = 0 then ${offset}::int else 0 end and ("over" > 0 or place > ${offset}))
      ) ${isLast ? sql`, ${sql.join(children(sql`page`))}` : sql``}
      select "over", place, ${told} cents::text as cents, coalesce(lines, 0) as "lineCount"
      from ${isLast ? sql`childful` : sql`page`}
      order by "over", place`;
});

/** Every head of the columns that are added up, within each nature; without levels, all of them alone. */
function grouping(nature: RawBuilder<unknown>[], columns: RawBuilder<unknown>[], hasLevels: boolean) {
  if (nature.length === 0 && hasLevels) return rollup(columns);
  const added = columns.length > 0 && hasLevels ? [sql`rollup (${sql.join(columns)})`] : columns;
  const all = [...nature, ...added];
  return all.length === 0 ? sql`` : sql`group by ${sql.join(all)}`;
}

/** Columns `place`, by the asked measure, ties and empty measures by key, and `rank`. */
const placesBy = (question: SubsidyTableQuestion, isRanked: boolean): RawBuilder<unknown> =>
  standing({
    level: sql`g."over"`,
    measure: orderOf(subsidyMeasures, question.orderBy)?.by(question) ?? null,
    keys: question.by.map((dimension) => {
      const column = sql`g.${sql.ref(columnOf[dimension])}`;
      return dimension === SubsidyDimension.POPULATION_BAND ? bandOrder(column) : column;
    }),
    last: sql`g."over"`,
    ascending: question.ascending,
    isRanked,
  });
