import { type RawBuilder, sql } from 'kysely';
import type { ConventionScale } from '../../convention/convention.rules.js';
import { isFiltered, type TableFilter } from '../../territory/table-filter.sql.js';
import type { ActionStatus } from '../plan.rules.js';
import { statusColumns } from '../steps/statuses.sql.js';

/** The only conventions that a table counts (their references, the forms of their territory), and the only actions; null for all. */
export interface PlanFilter {
  readonly conventions: readonly string[] | null;
  readonly scales: readonly ConventionScale[] | null;
  /** Nothing has a rate under it: a rate of those that are completed would be 1, and of all others 0. */
  readonly statuses: readonly ActionStatus[] | null;
}

/** Are some conventions left out? Then nothing that loads keep of territories tells of the table. */
export const isNarrowed = (filter: TableFilter & PlanFilter): boolean =>
  isFiltered(filter) || filter.conventions !== null || filter.scales !== null;

/** Condition on a convention's reference: the filter keeps it. */
export function keepsConvention(
  reference: RawBuilder<unknown>,
  { conventions, scales }: PlanFilter,
): RawBuilder<unknown> {
  const conditions = [
    sql`true`,
    ...(conventions === null ? [] : [sql`${reference} = any(${conventions}::text[])`]),
    // What is left out, as a set to look up: see `scopeOf`.
    ...(scales === null
      ? []
      : [
          sql`${reference} not in (select c.reference from convention c where c.scale <> all(${scales}::text[]))`,
        ]),
  ];
  return sql.join(conditions, sql` and `);
}

/** The counts of a group that say how many actions are in some statuses. */
export const countsIn = (statuses: readonly ActionStatus[]): string[] =>
  statuses.map((status) => statusColumns[status]);
