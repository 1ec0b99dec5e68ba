import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { eachByKey } from '../db/many.js';
import { type Listed, slicesByParent } from '../db/slices.js';
import type { ListOrder, Page, Slice } from '../graphql/page.js';
import { sourceColumns } from '../provenance/provenance.sql.js';
import { partsInYear } from './convention-members.sql.js';
import { FundingLine } from './funding-line.rules.js';
import { Section, Sector, SubsidyNature } from './subsidy.rules.js';
import type { SubsidyRow } from './subsidy.type.js';

export type SubsidyScope = 'territory' | 'convention';

/** Which amounts a total adds. A nature is always named: natures are never added together. */
export interface SubsidyQuestion {
  readonly scope: SubsidyScope;
  readonly fiscalYear: number;
  readonly nature: SubsidyNature;
  readonly sectors: readonly Sector[] | null;
  readonly fundingLines: readonly FundingLine[] | null;
  readonly sections: readonly Section[] | null;
}

/** All amounts of a territory for a year. */
export const wholeYear = ({
  fiscalYear,
  nature,
}: Pick<SubsidyQuestion, 'fiscalYear' | 'nature'>): SubsidyQuestion => ({
  scope: 'territory',
  fiscalYear,
  nature,
  sectors: null,
  fundingLines: null,
  sections: null,
});

/**
 * Select of the territories whose amounts make up each scope: columns `whole_id`, `part_id`, `part_kind`.
 * For a convention: the communes that are in its perimeter for a day of the year at least, and the EPCI that lie wholly
 * inside it on the last day of the year.
 */
export function partsOf(
  { scope, fiscalYear }: Pick<SubsidyQuestion, 'scope' | 'fiscalYear'>,
  ids: readonly string[],
): RawBuilder<unknown> {
  if (scope === 'territory') {
    return sql`select whole_id, part_id, part_kind from territory_part where whole_id = any(${ids})`;
  }
  return sql`select whole_id, part_id, part_kind from (${partsInYear(ids, fiscalYear)}) part`;
}

type Filters = Pick<SubsidyQuestion, 'sectors' | 'fundingLines' | 'sections'>;
/** Values, or columns of a select. */
interface YearAndNature {
  readonly fiscalYear: number | RawBuilder<unknown>;
  readonly nature: SubsidyNature | RawBuilder<unknown>;
}

/** Condition on an amount `s`: it is in the yearly total of a nature. */
export const inTotal = ({ fiscalYear, nature }: YearAndNature) =>
  sql`s.set_aside is null and s.fiscal_year = ${fiscalYear} and s.nature = ${nature}`;

/** Lateral join of the amounts `s` of each territory that are in the yearly total of a nature. */
export const amountsOf = (territory: RawBuilder<unknown>, total: YearAndNature): RawBuilder<unknown> =>
  eachByKey(sql`select * from subsidy s where s.territory_id = ${territory} and ${inTotal(total)}`, 's');

/** Condition on an amount `s`: no yearly total has it, though it is about the year for all that its source says. */
const setAsideIn = (fiscalYear: YearAndNature['fiscalYear']) => sql`
  s.set_aside is not null
  and (s.year_from is null or ${fiscalYear}::int between s.year_from and coalesce(s.year_to, s.year_from))`;

/** Condition on an amount `s`: it may be of the year and the nature, but its source does not say so. */
export const perhapsInTotal = ({ fiscalYear, nature }: YearAndNature) => sql`
  ${setAsideIn(fiscalYear)} and (s.fiscal_year is null or s.fiscal_year = ${fiscalYear})
  and s.nature in (${nature}, ${SubsidyNature.UNKNOWN})`;

/** Condition on an amount `s`: no filter keeps it out. */
export const asked = ({ sectors, fundingLines, sections }: Filters): RawBuilder<unknown> => {
  const among = (column: string, values: readonly string[] | null) =>
    values === null ? [] : [sql`${sql.ref(column)} = any(${values}::text[])`];
  const conditions = [
    ...among('s.sector', sectors),
    ...among('s.funding_line', fundingLines),
    ...among('s.section', sections),
  ];
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`;
};

/** What a source says when it does not say which: by column of an amount. */
export const unsaid = {
  sector: Sector.UNALLOCATED,
  funding_line: FundingLine.NOT_STATED,
  section: Section.UNKNOWN,
} as const;

/** Condition on an amount `s`: for all that its source says, no filter keeps it out. */
export function perhapsAsked({ sectors, fundingLines, sections }: Filters): RawBuilder<unknown> {
  const perhaps = (column: keyof typeof unsaid, kept: readonly string[] | null) => sql`
    (${kept}::text[] is null or s.${sql.ref(column)} = any(${kept}::text[]) or s.${sql.ref(column)} = ${unsaid[column]})`;
  return sql`${perhaps('sector', sectors)} and ${perhaps('funding_line', fundingLines)} and ${perhaps('section', sections)}`;
}

/** Condition on an amount `s`: for all that its source says, it may be of what is asked, and it is not in the total. */
export function perhapsMissing(question: SubsidyQuestion): RawBuilder<unknown> {
  const { sectors, fundingLines, sections } = question;
  if (sectors === null && fundingLines === null && sections === null) return perhapsInTotal(question);
  return sql`
    ${perhapsAsked(question)}
    and (${perhapsInTotal(question)} or (${inTotal(question)} and not (${asked(question)})))`;
}

/** Of an amount `s`, as `SubsidyRow` has them. */
export const amountColumns = sql`
  s.reference, s.territory_id as "territoryId", s.fiscal_year as "fiscalYear", s.year_from as "yearFrom",
  s.year_to as "yearTo", s.periodicity, s.amount_cents as "amount", s.precision, s.sector,
  s.sector_words as "sectorWords", s.funding_line as "fundingLine", s.funding_line_words as "fundingLineWords",
  s.section, s.nature, s.nature_words as "natureWords", s.set_aside as "setAside", s.notes,
  ${sourceColumns('s')}`;

const byReference = [{ column: 'reference', type: 'text' }] as const;
export const amountOrder: ListOrder = { list: 'amounts', keys: byReference };
export const asideOrder: ListOrder = { list: 'setAside', keys: byReference };

type AmountList = (
  em: SqlEntityManager,
  ids: readonly string[],
  question: SubsidyQuestion,
  page: Page,
) => Promise<Map<string, Slice<SubsidyRow & Listed>>>;

/** Makes the listing, by reference, of the amounts of each scope that meet a condition. */
const amountsWhere =
  (
    name: string,
    condition: (question: SubsidyQuestion) => RawBuilder<unknown>,
    order: ListOrder,
  ): AmountList =>
  (em, ids, question, page) =>
    slicesByParent(
      em,
      `${name} ${question.scope}`,
      sql<SubsidyRow & Listed>`
        select part.whole_id as "parent", ${amountColumns}
        from (${partsOf(question, ids)}) part join subsidy s on s.territory_id = part.part_id
        where ${condition(question)} and ${asked(question)}`,
      order,
      page,
    );

/** The rows that totals add. */
export const amountsInTotal = amountsWhere('amountsInTotal', inTotal, amountOrder);

/** Amounts about the year, of any nature, that no yearly total adds, each with its reason. */
export const amountsSetAside = amountsWhere(
  'amountsSetAside',
  ({ fiscalYear }) => setAsideIn(fiscalYear),
  asideOrder,
);
