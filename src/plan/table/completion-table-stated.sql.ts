import { type RawBuilder, sql } from 'kysely';
import { list } from '../../db/grouping.js';
import type { ActionStatus } from '../plan.rules.js';
import { countsIn } from './completion-table-filter.sql.js';
import { groupKey } from './completion-table-groups.sql.js';

/**
 * Common table expression `stated` of `grouped` that counts as actions those of some statuses alone, with all of them beside
 * (`all_actions`). The groups of each status are all there still: together they tell how many actions there are.
 * @param sums the columns of `grouped` that are told
 */
export function statedGroups(
  statuses: readonly ActionStatus[],
  sums: readonly string[],
): RawBuilder<unknown> {
  const others = sums.filter((name) => name !== 'actions').map((name) => sql.ref(name));
  const counted = countsIn(statuses).map((name) => sql`coalesce(${sql.ref(name)}, 0)`);
  return sql`
    stated as (
      select ${groupKey}, is_before, ${list(others)} kept, conventions, unsure, kept_conventions, actions as all_actions,
             case status when '' then ${sql.join(counted, sql` + `)} else actions end as actions
      from grouped
    ),`;
}

/** Select of the groups of some statuses, and of those that no status tells apart. */
export const ofStatuses = (
  groups: RawBuilder<unknown>,
  statuses: readonly ActionStatus[],
): RawBuilder<unknown> => sql`
  select * from (${groups}) each where each.status = '' or each.status = any(${statuses}::text[])`;
