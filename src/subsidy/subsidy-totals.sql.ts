import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { groupBy, rows } from '../db/sql.js';
import { TerritoryKind, territoryId } from '../territory/territory.rules.js';
import type { FundingLine } from './funding-line.rules.js';
import type { AmountPrecision, Section, Sector, SubsidyNature } from './subsidy.rules.js';
import { asked, inTotal, partsOf, perhapsMissing, type SubsidyQuestion } from './subsidy.sql.js';

/** The finest groups of a total; sectors, lines and the total itself are folded from them, so they agree. */
export interface SubsidyGroup {
  readonly id: string;
  readonly sector: Sector;
  readonly fundingLine: FundingLine;
  readonly section: Section;
  readonly precision: AmountPrecision;
  readonly cents: number;
  readonly lineCount: number;
}

/** Sums of several territories or conventions in one statement; one without any amount is absent. */
export async function subsidyGroups(em: SqlEntityManager, ids: readonly string[], question: SubsidyQuestion) {
  const groups =
    question.scope === 'territory' ? groupsOfTerritories(ids, question) : groupsOfParts(ids, question);
  const found = await rows(
    em,
    `subsidyGroups ${question.scope}`,
    sql<Omit<SubsidyGroup, 'cents'> & { cents: string }>`
      ${groups} order by "id", sector, "fundingLine", section, precision`,
  );
  // Text, because a driver's number would round beyond 2^53; Number checks nothing, so the check is here.
  return groupBy(
    found.map((group): SubsidyGroup => ({ ...group, cents: exactCents(group.cents) })),
    ({ id }) => id,
  );
}

/** A total alone, without what it is made of. */
export interface SubsidyTotal {
  /** Null when no amount is known. */
  readonly amount: number | null;
  readonly lineCount: number;
}

/** Is the total of a question kept as it is? */
export const isKept = ({ scope, sectors, fundingLines, sections }: SubsidyQuestion): boolean =>
  scope === 'territory' && sectors === null && fundingLines === null && sections === null;

/** Totals of territories, as the loads keep them; one without any amount is absent. */
export async function subsidyTotals(
  em: SqlEntityManager,
  ids: readonly string[],
  { fiscalYear, nature }: SubsidyQuestion,
): Promise<Map<string, SubsidyTotal>> {
  const found = await rows(
    em,
    'subsidyTotals',
    sql<{ id: string; cents: string; lineCount: number }>`
      select territory_id as "id", amount_cents::text as "cents", line_count as "lineCount" from subsidy_year
      where territory_id = any(${ids}) and nature = ${nature} and fiscal_year = ${fiscalYear}`,
  );
  return new Map(found.map(({ id, cents, lineCount }) => [id, { amount: exactCents(cents), lineCount }]));
}

/** From the amounts themselves. */
const groupsOfParts = (ids: readonly string[], question: SubsidyQuestion): RawBuilder<unknown> => sql`
  select part.whole_id as "id", s.sector, s.funding_line as "fundingLine", s.section, s.precision,
         sum(s.amount_cents)::text as "cents", count(*)::int as "lineCount"
  from (${partsOf(question, ids)}) part join subsidy s on s.territory_id = part.part_id
  where ${inTotal(question)} and ${asked(question)}
  group by part.whole_id, s.sector, s.funding_line, s.section, s.precision`;

/** From the rollup: what it costs is what it returns. A commune's own amounts are as few as its sums would be. */
function groupsOfTerritories(ids: readonly string[], question: SubsidyQuestion): RawBuilder<unknown> {
  const isCommune = (id: string) => id.startsWith(territoryId(TerritoryKind.COMMUNE, ''));
  return sql`
    select s.territory_id as "id", s.sector, s.funding_line as "fundingLine", s.section, s.precision,
           s.amount_cents::text as "cents", s.line_count as "lineCount"
    from subsidy_sum s
    where s.territory_id = any(${ids.filter((id) => !isCommune(id))}) and s.fiscal_year = ${question.fiscalYear}
      and s.nature = ${question.nature} and ${asked(question)}
    union all
    select s.territory_id, s.sector, s.funding_line, s.section, s.precision, sum(s.amount_cents)::text, count(*)::int
    from subsidy s
    where s.territory_id = any(${ids.filter(isCommune)}) and ${inTotal(question)} and ${asked(question)}
    group by s.territory_id, s.sector, s.funding_line, s.section, s.precision`;
}

/** A sum that came as text. @throws Error beyond what a number holds exactly, and where a mask has left none: it is not zero */
export function exactCents(text: string): number {
  const cents = text === null ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(cents)) throw new Error(`A sum of ${text} cents is beyond exact numbers`);
  return cents;
}

/** What a subsidy total rests on. */
export interface SubsidyBasis {
  readonly id: string;
  readonly communes: number;
  readonly reported: number;
  readonly epcis: number;
  readonly epcisReported: number;
  readonly population: number;
  readonly reportedPopulation: number;
  readonly availableYears: readonly number[];
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
  /** True when an amount that is not in the total may be of it, for all that its source says. */
  readonly hasGaps: boolean;
}

/** Passports of several totals in one statement. A commune counts as reported by its own amounts alone. */
export async function subsidyBases(em: SqlEntityManager, ids: readonly string[], question: SubsidyQuestion) {
  const found = await rows(
    em,
    `subsidyBases ${question.scope}`,
    isKept(question) ? keptBases(ids, question) : basesOfParts(ids, question),
  );
  return new Map(found.map((row) => [row.id, row]));
}

/** Select of the years for which a territory has amounts of a nature. */
const yearsOf = (id: RawBuilder<unknown>, nature: SubsidyNature): RawBuilder<unknown> => sql`
  select known.fiscal_year from subsidy_year known where known.territory_id = ${id} and known.nature = ${nature} order by 1`;

/** The same of a convention `asked`, from the amounts of its parts. */
const yearsOfParts = ({ nature }: SubsidyQuestion): RawBuilder<unknown> => sql`
  select distinct s.fiscal_year from part join subsidy s on s.territory_id = part.part_id
  where part.whole_id = asked.id and s.set_aside is null and s.nature = ${nature} order by 1`;

/** From the rollup, for a territory's whole year. */
const keptBases = (ids: readonly string[], question: SubsidyQuestion) => {
  const { fiscalYear, nature } = question;
  return sql<SubsidyBasis>`
  with aside as materialized (
         -- By itself, once: few amounts are set aside, and joined at once they would be looked for in every commune.
         select distinct s.territory_id from subsidy s where ${perhapsMissing(question)}
       ),
       gap as materialized (
         select distinct part.whole_id from aside join territory_part part on part.part_id = aside.territory_id
         where part.whole_id = any(${ids}) and ${isLocal}
       )
  select t.id, t.commune_count as "communes", coalesce(y.communes, 0) as "reported", t.epci_count as "epcis",
         coalesce(y.epcis, 0) as "epcisReported", coalesce(t.population, 0) as "population",
         coalesce(y.population, 0) as "reportedPopulation",
         array(${yearsOf(sql`t.id`, nature)}) as "availableYears",
         y.oldest_input_at as "oldestInputAt", y.freshest_input_at as "freshestInputAt", y.demonstration,
         exists (select from gap where gap.whole_id = t.id) as "hasGaps"
  from territory t
  left join subsidy_year y on y.territory_id = t.id and y.fiscal_year = ${fiscalYear} and y.nature = ${nature}
  where t.id = any(${ids})`;
};

/** Amounts published for a département and above repeat those of its communes. */
const isLocal = sql`part.part_kind in (${TerritoryKind.COMMUNE}, ${TerritoryKind.EPCI})`;

/** From the amounts themselves. */
const basesOfParts = (ids: readonly string[], question: SubsidyQuestion) => sql<SubsidyBasis>`
      with part as materialized (${partsOf(question, ids)}),
           reporting as (
             select part.whole_id, s.territory_id, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest,
                    bool_or(s.demonstration) as demonstration
             from part
             join subsidy s on s.territory_id = part.part_id
             join batch b on b.revision = s.batch_revision
             where ${inTotal(question)} and ${asked(question)}
             group by part.whole_id, s.territory_id
           ),
           by_commune as (
             select part.whole_id,
                    (count(*) filter (where part.part_kind = ${TerritoryKind.COMMUNE}))::int as communes,
                    (count(*) filter (where part.part_kind = ${TerritoryKind.EPCI}))::int    as epcis,
                    (count(own.territory_id) filter (where part.part_kind = ${TerritoryKind.COMMUNE}))::int as reported,
                    (count(own.territory_id) filter (where part.part_kind = ${TerritoryKind.EPCI}))::int as epcis_reported,
                    coalesce(sum(t.population) filter (where part.part_kind = ${TerritoryKind.COMMUNE}), 0)::int
                      as population,
                    coalesce(sum(t.population) filter (where part.part_kind = ${TerritoryKind.COMMUNE}
                                                         and own.territory_id is not null), 0)::int as reported_population
             from part
             join territory t on t.id = part.part_id
             left join reporting own on own.whole_id = part.whole_id and own.territory_id = part.part_id
             group by part.whole_id
           ),
           by_whole as (
             select whole_id, min(oldest) as oldest, max(freshest) as freshest, bool_or(demonstration) as demonstration
             from reporting group by whole_id
           )
      select asked.id, coalesce(c.communes, 0) as "communes", coalesce(c.reported, 0) as "reported",
             coalesce(c.epcis, 0) as "epcis", coalesce(c.epcis_reported, 0) as "epcisReported",
             coalesce(c.population, 0) as "population", coalesce(c.reported_population, 0) as "reportedPopulation",
             array(${question.scope === 'territory' ? yearsOf(sql`asked.id`, question.nature) : yearsOfParts(question)}) as "availableYears",
             w.oldest as "oldestInputAt", w.freshest as "freshestInputAt", w.demonstration,
             case when coalesce(c.reported, 0) < coalesce(c.communes, 0) then false else exists (
               select from part join subsidy s on s.territory_id = part.part_id
               where part.whole_id = asked.id and ${isLocal} and ${perhapsMissing(question)}
             ) end as "hasGaps"
      from unnest(${ids}::text[]) asked(id)
      left join by_commune c on c.whole_id = asked.id
      left join by_whole w on w.whole_id = asked.id`;
