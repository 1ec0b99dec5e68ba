import { type RawBuilder, sql } from 'kysely';
import { isFiltered, type TableFilter } from '../../territory/table-filter.sql.js';
import { membershipOf } from '../convention-members.sql.js';
import { conventionsWithin } from './first-years.sql.js';
import { yearsRead } from './other-year.rules.js';
import { SubsidyDimension } from './subsidy-table.rules.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

const { CONVENTION } = SubsidyDimension;

/** Does a table leave out some of what is within its territory? */
export const isPartial = (question: TableFilter & Pick<SubsidyTableQuestion, 'conventions'>): boolean =>
  isFiltered(question) || question.conventions !== null;

/** Do amounts have to be taken to the conventions of their territories? */
export const areOfConventions = ({
  by,
  conventions,
}: Pick<SubsidyTableQuestion, 'by' | 'conventions'>): boolean =>
  by.includes(CONVENTION) || conventions !== null;

/**
 * Join of the conventions `member` of territories `t` in a year. Without a filter all amounts are kept; above conventions, what several
 * of them share is there once.
 */
export const joinMembers = (
  { by, conventions }: Pick<SubsidyTableQuestion, 'by' | 'conventions'>,
  year: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  ${conventions === null ? sql`left join` : sql`join`} membership member on member.territory_id = t.id and member.fiscal_year = ${year}
    ${by.includes(CONVENTION) ? sql`` : sql`and member.is_first`}`;

/** CTE `membership` of the conventions that are asked, or that have communes within the table, in the years that are read. */
export function membership(question: SubsidyTableQuestion): RawBuilder<unknown> {
  return membershipOf(conventionsOf(question), yearsRead(question));
}

/** The references of those conventions. */
export const conventionsOf = ({
  conventions,
  within,
}: Pick<SubsidyTableQuestion, 'conventions' | 'within'>): RawBuilder<unknown> =>
  conventions === null ? conventionsWithin(within.id) : sql`${conventions}::text[]`;
