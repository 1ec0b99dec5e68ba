import { HubError } from '../errors.js';

/** A text argument that PostgreSQL can store: no NUL, no lone surrogate. @throws HubError `INVALID_TEXT` */
export function readText(name: string, text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) throw new HubError('INVALID_TEXT', { name });
  return text.trim();
}
