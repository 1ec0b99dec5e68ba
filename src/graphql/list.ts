import { HubError } from '../errors.js';

const maximumLength = 100;

/**
 * A list argument that restricts: absent and null mean "no restriction". An empty one restricts to nothing, and is refused: whoever
 * built it from data would take all for what they chose.
 * @param without what is asked without the argument, in French; null where it cannot be left out
 * @throws HubError `EMPTY_LIST`, `LIST_TOO_LONG`
 */
export function readList<T>(
  name: string,
  list: readonly T[] | null | undefined,
  without: string | null = 'ne rien restreindre',
): readonly T[] | null {
  if (list == null) return null;
  if (list.length === 0) throw new HubError('EMPTY_LIST', { name, without });
  if (list.length > maximumLength)
    throw new HubError('LIST_TOO_LONG', { name, length: list.length, maximum: maximumLength });
  // What is named twice counts once.
  return [...new Set(list)];
}
