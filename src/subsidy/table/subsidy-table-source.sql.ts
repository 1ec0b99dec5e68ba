import { type RawBuilder, sql } from 'kysely';
import { list } from '../../db/grouping.js';
import { eachByKey } from '../../db/many.js';
import type { Asks } from '../../graphql/selection.js';
import { populationBand } from '../../territory/population-band.sql.js';
import { isKept, type TableFilter } from '../../territory/table-filter.sql.js';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import type { ChildAges } from '../child-ages.rules.js';
import type { FundingLine } from '../funding-line.rules.js';
import { family } from '../groups/funding-family.sql.js';
import type { Section, Sector, SubsidyNature } from '../subsidy.rules.js';
import { asked } from '../subsidy.sql.js';
import { joinFirstYear } from './first-years.sql.js';
import { firstYearsIn, type OtherYear, yearsRead } from './other-year.rules.js';
import type { SubsidyTableOrder } from './subsidy-measures.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';
import { areOfConventions, joinMembers } from './subsidy-table-members.sql.js';
import { levelOfSums } from './summed-level.rules.js';

/** What a table is asked: every list is validated before. */
export interface SubsidyTableQuestion extends TableFilter {
  readonly within: { readonly id: string; readonly kind: TerritoryKind };
  readonly by: readonly SubsidyDimension[];
  readonly fiscalYears: readonly number[];
  /** Several only when they are a dimension: nothing adds them. */
  readonly natures: readonly SubsidyNature[];
  readonly sectors: readonly Sector[] | null;
  readonly fundingLines: readonly FundingLine[] | null;
  /** References of the only conventions whose amounts are added, where it is by convention; null for all, and what is under none. */
  readonly conventions: readonly string[] | null;
  readonly sections: readonly Section[] | null;
  readonly otherYear: OtherYear | null;
  /** Another nature of the same years to set beside. */
  readonly comparedNature: SubsidyNature | null;
  /** True to compare the same territories alone, too. */
  readonly keepsTerritories: boolean;
  /** The children that amounts are divided by; null when nobody asks. */
  readonly ages: ChildAges | null;
  readonly orderBy: SubsidyTableOrder;
  readonly ascending: boolean;
  readonly first: number;
  readonly offset: number;
  /** What of it the answer tells; all where nobody says. */
  readonly asks?: Asks;
}

/** What is set beside the amounts of a row: those of another year, or those of another nature. */
export type Side = 'before' | 'gap';
export const sidesOf = ({ otherYear, comparedNature }: SubsidyTableQuestion): Side[] => [
  ...(otherYear === null ? [] : (['before'] as const)),
  ...(comparedNature === null ? [] : (['gap'] as const)),
];

const { CONVENTION, TERRITORY_SCALE, FUNDING_FAMILY } = SubsidyDimension;

/** The column of a row that holds each dimension. */
export const columnOf = {
  COUNTRY: 'country',
  REGION: 'region',
  DEPARTMENT: 'department',
  EPCI: 'epci',
  COMMUNE: 'commune',
  CONVENTION: 'convention',
  POPULATION_BAND: 'populationBand',
  TERRITORY_SCALE: 'territoryScale',
  NATURE: 'nature',
  FISCAL_YEAR: 'fiscalYear',
  SECTOR: 'sector',
  FUNDING_FAMILY: 'fundingFamily',
  FUNDING_LINE: 'fundingLine',
  SECTION: 'section',
} as const satisfies Record<SubsidyDimension, string>;

/** Where the amounts of a question are: what their territories are called, and the relation to read. */
interface Source {
  readonly territories: RawBuilder<unknown>;
  readonly territorial: Readonly<Partial<Record<SubsidyDimension, RawBuilder<unknown>>>>;
  readonly amounts: RawBuilder<unknown>;
  readonly cents: RawBuilder<unknown>;
  readonly lines: RawBuilder<unknown>;
}

type Read = Pick<SubsidyTableQuestion, 'fiscalYears' | 'natures' | 'otherYear' | 'comparedNature'>;

/** Each year and nature of a territory `t` by itself: all its years would be read, and most of them left out. */
const amountsRead = (question: Read): RawBuilder<unknown> => sql`
  unnest(${yearsRead(question)}::int[]) read_year(fiscal_year) on true
  cross join unnest(${naturesRead(question)}::text[]) read_nature(nature)
  ${eachByKey(
    sql`select * from subsidy each
        where each.territory_id = t.id and each.fiscal_year = read_year.fiscal_year and each.nature = read_nature.nature
          and each.set_aside is null`,
    's',
  )}`;

/** Relation `part` of territories; of some territories or conventions alone those are looked up, each once: they are few beside all others. */
function partsOf({
  territories,
  conventions,
}: Pick<SubsidyTableQuestion, 'territories' | 'conventions'>): RawBuilder<unknown> {
  const kept = [
    ...(territories === null
      ? []
      : [sql`select distinct part_id from territory_part where whole_id = any(${territories})`]),
    ...(conventions === null ? [] : [sql`select distinct territory_id from membership`]),
  ];
  return kept.length === 0
    ? sql`territory_part part`
    : sql`(${sql.join(kept, sql` intersect `)}) kept(part_id) join territory_part part on part.part_id = kept.part_id`;
}

/** The amounts themselves, of each commune and EPCI: any dimension, at the cost of what they are. */
export const amountsOf = ({
  within,
  by,
  territories,
  bands,
  conventions,
  ...read
}: Pick<SubsidyTableQuestion, 'within' | 'by' | 'conventions'> & TableFilter & Read): Source => ({
  territories: sql`
    ${partsOf({ territories, conventions })} join territory t on t.id = part.part_id
      and part.whole_id = ${within.id} and part.part_kind in (${TerritoryKind.COMMUNE}, ${TerritoryKind.EPCI})
      and ${isKept({ territories: null, bands }, 't')}`,
  territorial: {
    COUNTRY: sql`${country.id}::text`,
    REGION: sql`t.region_id`,
    DEPARTMENT: sql`t.department_id`,
    EPCI: sql`case t.kind when ${TerritoryKind.EPCI} then t.id else t.epci_id end`,
    COMMUNE: sql`case t.kind when ${TerritoryKind.COMMUNE} then t.id end`,
    CONVENTION: sql`member.convention`,
    POPULATION_BAND: populationBand(sql`t`),
  },
  amounts: areOfConventions({ by, conventions })
    ? sql`${amountsRead(read)}
          ${joinMembers({ by, conventions }, sql`s.fiscal_year`)}
          ${joinFirstYear(firstYearsIn(read))}`
    : amountsRead(read),
  cents: sql`s.amount_cents`,
  lines: sql`1`,
});

/** How many years after its own an amount stands beside; null where it stands beside none. */
function shiftOf(side: Side, { fiscalYears, otherYear }: SubsidyTableQuestion): RawBuilder<unknown> {
  if (side === 'gap' || otherYear === null) return sql`0`;
  if ('yearsBack' in otherYear) return sql`${otherYear.yearsBack}`;
  return sql`case s.fiscal_year when first_year.fiscal_year then ${fiscalYears[0]} - s.fiscal_year end`;
}

/** Of one value an index is read; of several the planner, which does not know how many, reads all years of a territory. */
const isOneOf = (column: RawBuilder<unknown>, values: readonly unknown[]): RawBuilder<unknown> =>
  values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${values})`;

const naturesRead = ({
  natures,
  comparedNature,
}: Pick<Read, 'natures' | 'comparedNature'>): SubsidyNature[] =>
  comparedNature === null ? [...natures] : [...natures, comparedNature];

/** The sums that loads keep, where a table can be added from them. */
function sumsOf(question: SubsidyTableQuestion): Source | null {
  const { within, territories } = question;
  const level = levelOfSums(question);
  if (level === null) return null;
  const inside =
    level === within.kind
      ? sql`t.id = ${within.id}`
      : within.kind === TerritoryKind.COUNTRY
        ? sql`true`
        : sql`t.region_id = ${within.id}`;
  const kept =
    territories === null ? sql`true` : sql`(t.id = any(${territories}) or t.region_id = any(${territories}))`;
  return {
    territories: sql`(select * from territory t where t.kind = ${level} and ${inside} and ${kept}) t`,
    territorial: {
      COUNTRY: sql`${country.id}::text`,
      REGION: level === TerritoryKind.REGION ? sql`t.id` : sql`t.region_id`,
      DEPARTMENT: sql`t.id`,
    },
    amounts: sql`subsidy_sum s on s.territory_id = t.id`,
    cents: sql`s.amount_cents`,
    lines: sql`s.line_count`,
  };
}

export const territorialColumns = ({ by }: SubsidyTableQuestion, { territorial }: Source) =>
  by
    .filter((dimension) => territorial[dimension] !== undefined)
    .map((dimension) => sql`${territorial[dimension]} as ${sql.ref(columnOf[dimension])}`);

/** The territories of a question, and whether what is kept of whole ones is read of them. */
export function territoriesRead(question: SubsidyTableQuestion): { source: Source; areSums: boolean } {
  const sums = sumsOf(question);
  return { source: sums ?? amountsOf(question), areSums: sums !== null };
}

/** Select of amounts with every asked dimension; what is set beside them has its `side`, and the year that it stands beside. */
export function sourceOf(question: SubsidyTableQuestion): RawBuilder<unknown> {
  const { by, fiscalYears, natures, comparedNature, keepsTerritories } = question;
  const { source } = territoriesRead(question);
  const sides = sidesOf(question);
  const shifts = sides.map((side) => sql`(${sql.lit(side)}, ${shiftOf(side, question)})`);
  const isCompared = sides.length > 0;
  const year = isCompared ? sql`s.fiscal_year + side.shift` : sql`s.fiscal_year`;
  const ofSide =
    comparedNature === null
      ? sql`true`
      : sql`(s.nature = case side.name when 'gap' then ${comparedNature} else ${natures[0]} end)`;
  const extra = [
    ...(by.includes(CONVENTION) ? [sql`coalesce(member.is_first, true) as is_first`] : []),
    ...(by.includes(FUNDING_FAMILY) ? [sql`${family} as "fundingFamily"`] : []),
    ...(by.includes(TERRITORY_SCALE) ? [sql`t.kind as "territoryScale"`] : []),
    ...(keepsTerritories ? [sql`t.id as territory_id`] : []),
  ];
  const amounts = sql`
    select ${list([...territorialColumns(question, source), ...extra])} ${year} as "fiscalYear",
           s.nature, s.sector, s.funding_line as "fundingLine", s.section, s.precision, ${isCompared ? sql`side.name` : sql`'now'`} as side,
           ${source.cents} as cents, ${source.lines} as lines
    from ${source.territories} join ${source.amounts}
    ${isCompared ? sql`cross join lateral (values ${sql.join([sql`('now', 0)`, ...shifts])}) side(name, shift)` : sql``}
    where ${isOneOf(sql`s.nature`, naturesRead(question))} and ${isOneOf(sql`s.fiscal_year`, yearsRead(question))}
      ${isCompared ? sql`and ${year} = any(${fiscalYears}) and ${ofSide}` : sql``} and ${asked(question)}`;
  if (!keepsTerritories) return amounts;
  // Of one nature alone, a territory has an amount on both sides of the year; which natures are compared is the side's.
  const same = [sql`territory_id`, sql`"fiscalYear"`, ...(comparedNature === null ? [sql`nature`] : [])];
  const both = (side: Side, window: RawBuilder<unknown>) =>
    sql`bool_or(side = 'now') over ${window} and bool_or(side = ${sql.lit(side)}) over ${window}`;
  const kept = sides.flatMap((side) => [
    sql`${both(side, sql`same`)} as ${sql.ref(`${side}_kept`)}`,
    // Of one convention, what has joined it or left it in between is not the same territory.
    ...(by.includes(CONVENTION)
      ? [sql`${both(side, sql`same_of_one`)} as ${sql.ref(`${side}_kept_of_one`)}`]
      : []),
  ]);
  const ofOne = by.includes(CONVENTION)
    ? sql`, same_of_one as (partition by ${sql.join([...same, sql`"convention"`])})`
    : sql``;
  return sql`
    select *, ${sql.join(kept)} from (${amounts}) amount
    window same as (partition by ${sql.join(same)}) ${ofOne}`;
}
