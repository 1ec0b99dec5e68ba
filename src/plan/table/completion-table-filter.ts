import { Cell, rules } from '../../access/matrix/rule.rules.js';
import { knownConvention } from '../../convention/convention.resolver.js';
import type { ConventionScale } from '../../convention/convention.rules.js';
import { HubError } from '../../errors.js';
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

/**
 * The same, of conventions that the hub knows.
 * @throws HubError `CONVENTIONS_NOT_SHOWN` to whoever is shown none by name, `UNKNOWN_CONVENTION`, `INVALID_TEXT`
 */
export async function readPlanFilter(context: Context, filter: PlanFilter): Promise<PlanFilter> {
  const { conventions } = filter;
  if (conventions === null) return filter;
  if (rules.RECORD.cells[context.viewer.role] === Cell.DENIED)
    throw new HubError('CONVENTIONS_NOT_SHOWN', { name: 'conventions' });
  const known = await Promise.all(conventions.map((each) => knownConvention(context, each, 'conventions')));
  return { ...filter, conventions: [...new Set(known.map(({ reference }) => reference))] };
}
