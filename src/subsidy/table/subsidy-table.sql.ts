import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { added, list, rollup } from '../../db/grouping.js';
import { rows } from '../../db/sql.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import { populationBand } from '../../territory/population-band.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { FundingLine } from '../funding-line.rules.js';
import type { AmountPrecision, Section, Sector, SubsidyNature } from '../subsidy.rules.js';
import { asked } from '../subsidy.sql.js';
import { SubsidyDimension, SubsidyTableOrder, subsidyDimensions } from './subsidy-table.rules.js';

/** What a table is asked: every list is validated before. */
export interface SubsidyTableQuestion {
  readonly within: { readonly id: string; readonly kind: TerritoryKind };
  readonly by: readonly SubsidyDimension[];
  readonly fiscalYears: readonly number[];
  readonly nature: SubsidyNature;
  readonly sectors: readonly Sector[] | null;
  readonly fundingLines: readonly FundingLine[] | null;
  readonly sections: readonly Section[] | null;
  /** True to set the year before beside each amount. */
  readonly compares: boolean;
  readonly orderBy: SubsidyTableOrder;
  readonly ascending: boolean;
  readonly first: number;
  readonly offset: number;
}

/** One group of a table; a dimension that it is not grouped by is null, and named in `over`. */
export interface SubsidyTableRow {
  /** How many of the asked dimensions, from the last, it adds up: 0 for a cell, all of them for the grand total. */
  readonly over: number;
  readonly region: string | null;
  readonly department: string | null;
  readonly epci: string | null;
  readonly commune: string | null;
  readonly populationBand: PopulationBand | null;
  readonly fiscalYear: number | null;
  readonly sector: Sector | null;
  readonly fundingLine: FundingLine | null;
  readonly section: Section | null;
  readonly cents: string | null;
  readonly previousCents: string | null;
  readonly lineCount: number;
  readonly precisions: readonly AmountPrecision[];
  /** Years of the amounts, and those beside which the amounts of the year before stand. */
  readonly years: readonly number[];
  readonly previousYears: readonly number[];
  readonly population: number | null;
  /** Of the cells, all of them; the same on every row. */
  readonly cells: number;
  /** Of the subtotals, likewise. */
  readonly subtotals: number;
}

const { REGION, DEPARTMENT } = SubsidyDimension;

/** The column of a row that holds each dimension. */
export const columnOf = {
  REGION: 'region',
  DEPARTMENT: 'department',
  EPCI: 'epci',
  COMMUNE: 'commune',
  POPULATION_BAND: 'populationBand',
  FISCAL_YEAR: 'fiscalYear',
  SECTOR: 'sector',
  FUNDING_LINE: 'fundingLine',
  SECTION: 'section',
} as const satisfies Record<SubsidyDimension, keyof SubsidyTableRow>;

/**
 * The cells of one page of a table, then its subtotals and its grand total: each level of the asked dimensions, added from
 * the same amounts as the cells. What a cell is divided by are the people of its territories.
 */
export function subsidyTable(
  em: SqlEntityManager,
  question: SubsidyTableQuestion,
): Promise<SubsidyTableRow[]> {
  const { by, first, offset } = question;
  const columns = by.map((dimension) => sql.ref(columnOf[dimension]));
  const territorial = by
    .filter((dimension) => subsidyDimensions[dimension].isTerritorial)
    .map((dimension) => sql.ref(columnOf[dimension]));
  const samePeople = [
    sql`p."overPeople" = g."overPeople"`,
    ...territorial.map((each) => sql`p.${each} is not distinct from g.${each}`),
  ];
  // Without a dimension there is the grand total alone, which no page turns over.
  const isCell = by.length === 0 ? sql`false` : sql`"over" = 0`;
  const absent = Object.entries(columnOf)
    .filter(([dimension]) => !by.includes(dimension as SubsidyDimension))
    .map(([, name]) => sql`null as ${sql.ref(name)}`);
  return rows(
    em,
    'subsidyTable',
    sql<SubsidyTableRow>`
      with source as (${sourceOf(question)}),
      people as (
        select ${list(territorial)} ${added(territorial)} as "overPeople", sum(population)::int as population
        from (${peopleOf(question)}) each_territory ${rollup(territorial)}
      ), g as (
        select ${list(columns)} ${added(columns)} as "over", ${added(territorial)} as "overPeople", sum(cents) as cents,
               sum(previous_cents) as previous_cents, sum(lines)::int as lines,
               array_agg(distinct precision) filter (where lines > 0) as precisions,
               array_agg(distinct "fiscalYear") filter (where lines > 0) as years,
               array_agg(distinct "fiscalYear") filter (where lines = 0) as previous_years
        from source ${rollup(columns)}
      ), ranked as (
        select g.*, p.population, count(*) filter (where "over" = 0) over ()::int as cells,
               count(*) filter (where "over" > 0 and "over" < ${by.length}) over ()::int as subtotals,
               row_number() over (partition by g."over" order by ${orderOf(question)}) as place
        from g left join people p on ${sql.join(samePeople, sql` and `)}
      )
      select "over", ${list(columns)} ${list(absent)} cents::text as cents, previous_cents::text as "previousCents",
             coalesce(lines, 0) as "lineCount", coalesce(precisions, '{}') as precisions, coalesce(years, '{}') as years,
             coalesce(previous_years, '{}') as "previousYears", population, cells, subtotals
      from ranked
      where place <= ${first} + case when ${isCell} then ${offset}::int else 0 end and (not ${isCell} or place > ${offset})
      order by "over", place`,
  );
}

/** By the asked measure, ties and empty measures by key. */
function orderOf({ by, orderBy, ascending }: SubsidyTableQuestion): RawBuilder<unknown> {
  const direction = ascending ? sql`asc` : sql`desc`;
  const measures = {
    [SubsidyTableOrder.AMOUNT]: [sql`g.cents ${direction} nulls last`],
    [SubsidyTableOrder.PER_INHABITANT]: [sql`g.cents / nullif(p.population, 0) ${direction} nulls last`],
    [SubsidyTableOrder.LINE_COUNT]: [sql`g.lines ${direction}`],
    [SubsidyTableOrder.KEY]: [],
  }[orderBy];
  const keys = by.map((dimension) => {
    const way = orderBy === SubsidyTableOrder.KEY ? direction : sql`asc`;
    return sql`g.${sql.ref(columnOf[dimension])} ${way} nulls last`;
  });
  return sql.join([...measures, ...keys, sql`g."over"`]);
}

/** Where the amounts of a question are: what their territories are called, and the relation to read. */
interface Source {
  readonly territories: RawBuilder<unknown>;
  readonly territorial: Readonly<Partial<Record<SubsidyDimension, RawBuilder<unknown>>>>;
  readonly amounts: RawBuilder<unknown>;
  readonly cents: RawBuilder<unknown>;
  readonly lines: RawBuilder<unknown>;
}

/** The amounts themselves, of each commune and EPCI: any dimension, at the cost of what they are. */
const amountsOf = ({ within }: SubsidyTableQuestion): Source => ({
  territories: sql`
    territory_part part join territory t on t.id = part.part_id
      and part.whole_id = ${within.id} and part.part_kind in (${TerritoryKind.COMMUNE}, ${TerritoryKind.EPCI})`,
  territorial: {
    REGION: sql`t.region_id`,
    DEPARTMENT: sql`t.department_id`,
    EPCI: sql`case t.kind when ${TerritoryKind.EPCI} then t.id else t.epci_id end`,
    COMMUNE: sql`case t.kind when ${TerritoryKind.COMMUNE} then t.id end`,
    POPULATION_BAND: populationBand(sql`t`),
  },
  amounts: sql`subsidy s on s.territory_id = t.id and s.set_aside is null`,
  cents: sql`s.amount_cents`,
  lines: sql`1`,
});

/** The sums that loads keep, where the dimensions ask for no smaller territory; null where they do. */
function sumsOf({ by, within }: SubsidyTableQuestion): Source | null {
  const territorial = by.filter((dimension) => subsidyDimensions[dimension].isTerritorial);
  const isWhole = within.kind === TerritoryKind.EPCI && territorial.length === 0;
  const isArea = [TerritoryKind.COUNTRY, TerritoryKind.REGION, TerritoryKind.DEPARTMENT].includes(
    within.kind,
  );
  const isWide = territorial.every((each) => each === REGION || each === DEPARTMENT);
  if (!isWhole && !(isArea && isWide)) return null;
  const level = territorial.includes(DEPARTMENT)
    ? TerritoryKind.DEPARTMENT
    : territorial.includes(REGION) && within.kind === TerritoryKind.COUNTRY
      ? TerritoryKind.REGION
      : within.kind;
  const inside =
    level === within.kind
      ? sql`t.id = ${within.id}`
      : within.kind === TerritoryKind.COUNTRY
        ? sql`true`
        : sql`t.region_id = ${within.id}`;
  return {
    territories: sql`(select * from territory t where t.kind = ${level} and ${inside}) t`,
    territorial: {
      REGION: level === TerritoryKind.REGION ? sql`t.id` : sql`t.region_id`,
      DEPARTMENT: sql`t.id`,
    },
    amounts: sql`subsidy_sum s on s.territory_id = t.id`,
    cents: sql`s.amount_cents`,
    lines: sql`s.line_count`,
  };
}

const territorialColumns = ({ by }: SubsidyTableQuestion, { territorial }: Source) =>
  by
    .filter((dimension) => territorial[dimension] !== undefined)
    .map((dimension) => sql`${territorial[dimension]} as ${sql.ref(columnOf[dimension])}`);

/** Select of amounts with every asked dimension, and those of the year before beside them when they are compared. */
function sourceOf(question: SubsidyTableQuestion): RawBuilder<unknown> {
  const { fiscalYears, nature, compares } = question;
  const source = sumsOf(question) ?? amountsOf(question);
  const read = compares ? [...new Set(fiscalYears.flatMap((year) => [year, year - 1]))] : fiscalYears;
  const shifts = compares ? sql`(values (0), (1)) shift(years)` : sql`(values (0)) shift(years)`;
  return sql`
    select ${list(territorialColumns(question, source))} s.fiscal_year + shift.years as "fiscalYear", s.sector,
           s.funding_line as "fundingLine", s.section, s.precision,
           case shift.years when 0 then ${source.cents} end as cents,
           case shift.years when 1 then ${source.cents} end as previous_cents,
           case shift.years when 0 then ${source.lines} else 0 end as lines
    from ${source.territories} join ${source.amounts} cross join ${shifts}
    where s.nature = ${nature} and s.fiscal_year = any(${read}) and s.fiscal_year + shift.years = any(${fiscalYears})
      and ${asked(question)}`;
}

/** Select of the people of each territory: of communes alone, since an EPCI has none of its own. */
function peopleOf(question: SubsidyTableQuestion): RawBuilder<unknown> {
  const sums = sumsOf(question);
  const source = sums ?? amountsOf(question);
  const people =
    sums === null ? sql`case t.kind when ${TerritoryKind.COMMUNE} then t.population end` : sql`t.population`;
  return sql`select ${list(territorialColumns(question, source))} ${people} as population from ${source.territories}`;
}
