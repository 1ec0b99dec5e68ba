import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { asMany } from '../../db/many.js';
import { rows } from '../../db/sql.js';
import { membershipOf } from '../convention-members.sql.js';
import type { FirstYears } from './other-year.rules.js';

/** References of the conventions that have ever had communes within a territory. */
export const conventionsWithin = (territoryId: string): RawBuilder<unknown> => sql`array(
  select distinct m.convention_reference from perimeter_member m
  join territory_part part on part.part_id = m.territory_id and part.whole_id = ${territoryId})`;

/**
 * First fiscal years of conventions that have a year in their period, and began in one before it.
 * @param references an array of them
 */
export async function firstYearsOf(
  em: SqlEntityManager,
  references: RawBuilder<unknown>,
  fiscalYear: number,
): Promise<FirstYears> {
  const firstYear = sql`extract(year from c.starts_on)::int`;
  const found = await rows(
    em,
    'firstYears',
    sql<{ readonly convention: string; readonly year: number }>`
      with ${membershipOf(references, [fiscalYear])}
      select c.reference as convention, ${firstYear} as year from convention c
      where c.reference in (select convention from membership) and ${firstYear} < ${fiscalYear}::int
      order by c.reference collate "C"`,
  );
  return Object.fromEntries(found.map(({ convention, year }) => [convention, year]));
}

/** Join of the relation `first_year` to the `member` that an amount is of; none where nothing is compared with first years. */
export const joinFirstYear = (firstYears: FirstYears | null): RawBuilder<unknown> =>
  firstYears === null
    ? sql``
    : sql`
  left join (
    select * from unnest(${Object.keys(firstYears)}::text[], ${Object.values(firstYears)}::int[]) each(convention, fiscal_year) ${asMany}
  ) first_year on first_year.convention = member.convention`;
