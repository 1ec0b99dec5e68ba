import { hash } from 'node:crypto';
import { ownReferenceMark, shownReference } from '../../subsidy/subsidy.rules.js';

/** A key that the hub makes of a row's own values, because the file gives none. */
const mark = '~';

export const derivedKey = (...parts: readonly (string | number)[]): string => mark + parts.join('.');
export const isDerivedKey = (key: string): boolean => key.startsWith(mark);

/** Stands for words that are too long for a key: twelve hexadecimal digits. */
export const shortHash = (words: string): string => hash('sha256', words, 'hex').slice(0, 12);

/**
 * Opens the key of a record whose identifier is its territory's own. Who sees but some territories gives such ones: two territories may
 * both have an amount "1", and neither is told of the other's. No identifier of a file has a tilde in front, nor a slash.
 */
export const ownKeyMark = ownReferenceMark;

/** The identifier that the file gave; null when it gave none. */
export function statedIdentifier(key: string): string | null {
  const stated = shownReference(key);
  return isDerivedKey(stated) ? null : stated;
}
