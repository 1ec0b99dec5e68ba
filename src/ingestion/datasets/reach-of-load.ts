import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';

/**
 * Of the territories that a row names, those of which whoever loads may not speak. What a source brings of its own territory is the
 * convention as a whole, which an administrator has registered; somebody who sees but some territories would write, with a perimeter that
 * goes beyond them, figures of others. An EPCI that is theirs is theirs with all its communes, wherever they lie.
 */
export function beyondReach(
  ids: readonly string[],
  { within, isBound, territories }: CheckContext,
): readonly string[] {
  if (!isBound || within === null) return [];
  const isTheirs = (id: string | null) => id !== null && territories.isWithin(id, within);
  return ids.filter((id) => !isTheirs(id) && !isTheirs(territories.byId(id)?.epciId ?? null));
}

/** False, and a problem, when a row names some. */
export function staysWithinReach(
  at: RowPlace,
  column: string,
  ids: readonly string[],
  context: CheckContext,
): boolean {
  const beyond = beyondReach(ids, context);
  return beyond.length === 0 || sayBeyond(at, column, beyond, context);
}

/** May whoever loads say that a convention is of this département, with these territories? */
export function isHomeWithinReach(
  at: RowPlace,
  departmentId: string,
  ids: readonly string[],
  context: CheckContext,
): boolean {
  const { within, isBound, territories } = context;
  if (!isBound || within === null || territories.isWithin(departmentId, within)) return true;
  // A convention of which nobody knows where it is counts for its département.
  const isTheirs = ids.length > 0 && ids.some((id) => territories.isWithin(id, departmentId));
  return isTheirs || sayBeyond(at, 'department', [departmentId], context);
}

function sayBeyond(
  at: RowPlace,
  column: string,
  ids: readonly string[],
  { within, territories, report }: CheckContext,
): false {
  const names = ids.map((id) => territories.byId(id)).map((each) => `${each?.name} (${each?.code})`);
  const shown = [...names.slice(0, 3), ...(names.length > 3 ? [`et ${names.length - 3} de plus`] : [])];
  const detail = territories.byId(within ?? '')?.name ?? '';
  report.say(at, column, 'PERIMETER_OUT_OF_REACH', shown.join(', '), { detail });
  return false;
}
