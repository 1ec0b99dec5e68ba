import { HubError } from '../errors.js';

const maximumLength = 100;

/**
 * A list argument that restricts: absent, null and empty all mean "no restriction".
 * @throws HubError `LIST_TOO_LONG`
 */
export function readList<T>(name: string, list: readonly T[] | null | undefined): readonly T[] | null {
  if (list == null || list.length === 0) return null;
  if (list.length > maximumLength) throw new HubError('LIST_TOO_LONG', { name, maximum: maximumLength });
  return list;
}
