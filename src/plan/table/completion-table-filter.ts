import type { ConventionScale } from '../../convention/convention.rules.js';
import { knownConventions } from '../../convention/known-conventions.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import type { ActionStatus } from '../plan.rules.js';
import type { PlanFilter } from './completion-table-filter.sql.js';

interface FilterArgs {
  readonly conventions?: readonly string[] | null;
  readonly scales?: readonly ConventionScale[] | null;
  readonly statuses?: readonly ActionStatus[] | null;
}

/** The lists of a filter, before anything is looked up. @throws HubError `EMPTY_LIST`, `LIST_TOO_LONG` */
export const checkPlanFilter = ({ conventions, scales, statuses }: FilterArgs): PlanFilter => ({
  conventions: readList('conventions', conventions),
  scales: readList('scales', scales),
  statuses: readList('statuses', statuses),
});

/** The same, of conventions that the hub knows. @throws HubError as `knownConventions` */
export const readPlanFilter = async (context: Context, filter: PlanFilter): Promise<PlanFilter> => ({
  ...filter,
  conventions: await knownConventions(context, filter.conventions),
});
