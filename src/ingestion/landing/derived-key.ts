import { hash } from 'node:crypto';

/** A key that the hub makes of a row's own values, because the file gives none. */
const mark = '~';

export const derivedKey = (...parts: readonly (string | number)[]): string => mark + parts.join('.');
export const isDerivedKey = (key: string): boolean => key.startsWith(mark);

/** Stands for words that are too long for a key: twelve hexadecimal digits. */
export const shortHash = (words: string): string => hash('sha256', words, 'hex').slice(0, 12);
