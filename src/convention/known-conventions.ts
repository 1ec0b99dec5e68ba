import { Cell, rules } from '../access/matrix/rule.rules.js';
import { HubError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { knownConvention } from './convention.resolver.js';

/**
 * The references of a filter by convention, each once; null for none.
 * @throws HubError `CONVENTIONS_NOT_SHOWN` to whoever is shown none by name, `UNKNOWN_CONVENTION`, `INVALID_TEXT`
 */
export async function knownConventions(
  context: Context,
  conventions: readonly string[] | null,
): Promise<readonly string[] | null> {
  if (conventions === null) return null;
  if (rules.RECORD.cells[context.viewer.role] === Cell.DENIED)
    throw new HubError('CONVENTIONS_NOT_SHOWN', { name: 'conventions' });
  const known = await Promise.all(conventions.map((each) => knownConvention(context, each, 'conventions')));
  return [...new Set(known.map(({ reference }) => reference))];
}
