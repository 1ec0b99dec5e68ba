import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { keepStatements } from '../../db/kept-statement.js';
import { rows } from '../../db/sql.js';
import { isFiltered } from '../../territory/table-filter.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { SubsidyTableOrder } from './subsidy-measures.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';
import type { SubsidyTableRow } from './subsidy-table.sql.js';
import { nothingElse, partsAsked } from './subsidy-table-asked.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

/** Are the first rows the communes that a year gave most to per inhabitant? Those are read from an index, as many as are asked. */
export const isTop = (question: SubsidyTableQuestion): boolean =>
  question.by.length === 1 &&
  question.by[0] === SubsidyDimension.COMMUNE &&
  question.orderBy === SubsidyTableOrder.PER_INHABITANT &&
  !question.ascending &&
  !isFiltered(question) &&
  question.fiscalYears.length === 1 &&
  question.natures.length === 1 &&
  [question.sectors, question.fundingLines, question.sections].every((filter) => filter === null) &&
  question.comparedNature === null &&
  question.ages === null &&
  question.otherYear === null &&
  !question.keepsTerritories;

/**
 * The rows of such a table, as `subsidyTable` would give them, from what the loads keep of each commune's year. Null when the page
 * reaches beyond the communes, to what EPCI have themselves.
 */
export async function topCommunes(
  em: SqlEntityManager,
  question: SubsidyTableQuestion,
): Promise<SubsidyTableRow[] | null> {
  const found = await rows(em, 'topCommunes', statementOf(question));
  const { first, offset } = question;
  const communes = found[0]?.communesWithAmounts ?? 0;
  const reachesEpcis = offset + first > communes && (found[0]?.cells ?? 0) > communes;
  return reachesEpcis ? null : found.map((row) => ({ ...nothingElse, ...row }));
}

type TopRow = SubsidyTableRow & { readonly communesWithAmounts: number };

const statementOf = keepStatements((question: SubsidyTableQuestion): RawBuilder<TopRow> => {
  const { within, fiscalYears, natures, first, offset } = question;
  const isOfYear = (alias: string) =>
    sql`${sql.ref(`${alias}.fiscal_year`)} = ${fiscalYears[0]} and ${sql.ref(`${alias}.nature`)} = ${natures[0]}`;
  const inside =
    within.kind === TerritoryKind.COUNTRY
      ? sql``
      : sql`join territory_part part on part.whole_id = ${within.id} and part.part_id = y.territory_id`;
  const areTold = partsAsked(question).precisions;
  const precisions = (amounts: RawBuilder<unknown>) =>
    areTold
      ? sql`(select array_agg(distinct s.precision) from ${amounts} and ${isOfYear('s')})`
      : sql`null::text[]`;
  // Those that are equal to the first of a page may begin on the one before.
  const rate = sql`y.amount_cents::numeric / nullif(y.population, 0)`;
  const rank =
    offset === 0
      ? sql`line.rank`
      : sql`case when line."over" = 1 or line.rank > ${offset}::int + 1 then line.rank else 1 + (
              select count(*)::int from subsidy_year y ${inside}
              where ${isOfYear('y')} and y.territory_id like 'commune:%'
                and (${rate} > line.rate or (line.rate is null and ${rate} is not null))
            ) end`;
  return sql<TopRow>`
      with page as materialized (
        select y.territory_id, y.amount_cents, y.line_count
        from subsidy_year y ${inside}
        where ${isOfYear('y')} and y.territory_id like 'commune:%'
        order by y.amount_cents::numeric / nullif(y.population, 0) desc nulls last, y.territory_id
        limit ${first}::int offset ${offset}::int
      ),
      whole as materialized (
        select t.id, t.population, t.commune_count, y.amount_cents, coalesce(y.line_count, 0) as line_count,
               coalesce(y.communes, 0) as communes, (coalesce(y.epcis, 0) > 0)::int as others
        from territory t left join subsidy_year y on y.territory_id = t.id and ${isOfYear('y')}
        where t.id = ${within.id}
      ),
      line as (
        select 0 as "over", ${offset}::int + (row_number() over (
                 order by page.amount_cents::numeric / nullif(t.population, 0) desc nulls last, page.territory_id
               ))::int as place,
               ${offset}::int + (rank() over (order by page.amount_cents::numeric / nullif(t.population, 0) desc nulls last))::int
                 as rank, page.amount_cents::numeric / nullif(t.population, 0) as rate, page.territory_id as commune, page.amount_cents, page.line_count, t.population, 1 as communes,
               ${precisions(sql`subsidy s where s.territory_id = page.territory_id and s.set_aside is null`)} as precisions
        -- One look each: the planner takes a page for a tenth of all communes, and would read them all.
        from page cross join lateral (select t.population from territory t where t.id = page.territory_id limit 1) t
        union all
        select 1, 1, 1, null, null, whole.amount_cents, whole.line_count, whole.population, whole.commune_count,
               ${precisions(sql`subsidy_sum s where s.territory_id = whole.id`)}
        from whole
      )
      select line."over", line.place, ${rank} as rank, line.commune, line.amount_cents::text as cents, '0' as "centsAgain",
             case line."over" when 0 then whole.amount_cents::text end as "groupCents", line.line_count as "lineCount",
             coalesce(line.precisions, '{}') as precisions,
             case when line.line_count > 0 then array[${fiscalYears[0]}::int] else '{}' end as years,
             line.population, line.communes, false as "isPartOfConvention", whole.communes + whole.others as cells,
             0 as subtotals, whole.communes as "communesWithAmounts"
      from line cross join whole
      order by line."over", line.place`;
});
