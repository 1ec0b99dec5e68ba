import { type RawBuilder, sql } from 'kysely';
import { ActionStatus } from '../plan.rules.js';

/** The count of a step that each status is. */
export const statusColumns: Readonly<Record<ActionStatus, string>> = {
  NOT_STARTED: 'not_started',
  PLANNED: 'planned',
  IN_PROGRESS: 'in_progress',
  COMPLETED: 'completed',
  ONGOING_PERMANENT: 'permanent',
  POSTPONED: 'postponed',
  ABANDONED: 'abandoned',
  UNKNOWN: 'unknown',
};

/** Join of the statuses that actions are in, as `each`, by what a step or a sum `k` counts of them. */
export const eachStatus = (k: string): RawBuilder<unknown> => sql`
  join lateral (values ${sql.join(
    Object.values(ActionStatus).map(
      (status) => sql`(${sql.lit(status)}, ${sql.ref(`${k}.${statusColumns[status]}`)})`,
    ),
  )}) each(status, actions) on each.actions > 0`;

/** The counts of a plan that are of one status each. */
export const statusCounts = Object.values(statusColumns);

/** A count, or a mean, of the actions of a status alone: it has neither rates nor objectives. */
export function ofStatus(name: string): RawBuilder<unknown> {
  const none = name === 'mean_of_rates' ? sql`null::float8` : sql`0`;
  return sql`${name === 'actions' ? sql`each.actions` : none} as ${sql.ref(name)}`;
}
