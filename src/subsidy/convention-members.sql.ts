import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { ConventionState, CoverageRule } from '../convention/convention.rules.js';
import { isMemberOn } from '../convention/convention-state.sql.js';
import { standingOn } from '../convention/kept/states.sql.js';
import { asMany } from '../db/many.js';
import { rows } from '../db/sql.js';
import { TerritoryKind } from '../territory/territory.rules.js';

/**
 * The one definition of what makes up conventions in each of some years: columns `whole_id`, `part_id`, `part_kind`,
 * `fiscal_year`. Whether the year is in their period is another matter.
 *
 * @param years a relation of columns `reference`, `fiscal_year`, each pair once
 */
export function partsOfConventions(years: RawBuilder<unknown>): RawBuilder<unknown> {
  const lastDay = sql`make_date(year.fiscal_year, 12, 31)`;
  return sql`
    select distinct m.convention_reference as whole_id, m.territory_id as part_id, ${TerritoryKind.COMMUNE}::text as part_kind,
           year.fiscal_year
    from ${years} year join perimeter_member m on m.convention_reference = year.reference
      and (m.joined_on is null or m.joined_on <= ${lastDay})
      and (m.left_on is null or m.left_on > make_date(year.fiscal_year, 1, 1))
    union all
    select m.convention_reference, t.epci_id, ${TerritoryKind.EPCI}::text, year.fiscal_year
    from ${years} year join perimeter_member m on m.convention_reference = year.reference and ${isMemberOn(lastDay)}
    join territory t on t.id = m.territory_id and t.epci_id is not null
    group by m.convention_reference, t.epci_id, year.fiscal_year
    having count(*) = (select count(*) from territory every_commune where every_commune.epci_id = t.epci_id)`;
}

/** The same of some conventions in one year. */
export const partsInYear = (references: readonly string[], fiscalYear: number): RawBuilder<unknown> =>
  partsOfConventions(
    sql`(select distinct each as reference, ${fiscalYear}::int as fiscal_year from unnest(${references}::text[]) each)`,
  );

/**
 * CTEs that end in `membership`: the communes and EPCI of conventions in years, where the year is in their period or nobody can say that
 * it is not, with columns `territory_id`, `convention`, `fiscal_year`, `part_kind`. `is_first` is true once for each territory and year, so that what
 * is under two conventions is added once.
 *
 * @param references an array of the conventions' references
 */
export const membershipOf = (
  references: RawBuilder<unknown>,
  fiscalYears: readonly number[],
): RawBuilder<unknown> => sql`
  convention_year as materialized (
    select c.reference, year.fiscal_year
    from convention c cross join unnest(${fiscalYears}::int[]) year(fiscal_year)
    ${standingOn(sql`c.reference`, { on: sql`make_date(year.fiscal_year, 12, 31)`, rule: CoverageRule.PERIOD })}
    where c.reference = any(${references}) and ${isPerhapsInPeriod(sql`year.fiscal_year`)}
  ),
  membership as materialized (
    select part.part_id as territory_id, part.whole_id as convention, part.fiscal_year, part.part_kind,
           row_number() over (partition by part.part_id, part.fiscal_year order by part.whole_id collate "C") = 1 as is_first
    from (${partsOfConventions(sql`convention_year`)}) part ${asMany}
  )`;

/** Condition on a year, of a convention `c` that stands at its end as `stood` says: no day of it is known to be outside the period. */
const isPerhapsInPeriod = (fiscalYear: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (c.starts_on is null or c.starts_on <= make_date(${fiscalYear}, 12, 31))
  and (stood.ends_on is null or stood.ends_on >= make_date(${fiscalYear}, 1, 1)
    -- An amendment without a date may have prolonged it.
    or stood.state = ${ConventionState.UNDETERMINED})`;

/** Which conventions have some of the years in their period, as a `membership` takes it: true where that is sure of one of them. */
export async function yearsInPeriods(
  em: SqlEntityManager,
  references: readonly string[],
  fiscalYears: readonly number[],
): Promise<Map<string, boolean>> {
  const found = await rows(
    em,
    'yearsInPeriods',
    sql<{ readonly reference: string; readonly isSure: boolean }>`
      select c.reference, bool_or(stood.state <> ${ConventionState.UNDETERMINED}) as "isSure"
      from convention c cross join unnest(${fiscalYears}::int[]) year(fiscal_year)
      ${standingOn(sql`c.reference`, { on: sql`make_date(year.fiscal_year, 12, 31)`, rule: CoverageRule.PERIOD })}
      where c.reference = any(${references}::text[]) and ${isPerhapsInPeriod(sql`year.fiscal_year`)}
      group by c.reference`,
  );
  return new Map(found.map(({ reference, isSure }) => [reference, isSure]));
}
