import { HubError } from '../../errors.js';
import { variableLimits } from './document-limits.js';

/**
 * Looks at every value that a request brings beside its document, before anything is made of them: no text that a base
 * cannot hold, and no tower or heap of values. It goes through them one by one, so that none is too deep for it.
 *
 * @param asked what JSON gave: `variables`, `operationName`, `extensions`, by name
 * @throws HubError `INVALID_TEXT` or `VARIABLES_TOO_LARGE`
 */
export function assertValues(asked: Readonly<Record<string, unknown>>): void {
  const waiting: { name: string; value: unknown; depth: number }[] = Object.entries(asked).map(
    ([name, value]) => ({ name, value, depth: 0 }),
  );
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, value, depth } = next;
    values += 1;
    if (values > variableLimits.values) throw tooLarge('valeurs', values, variableLimits.values);
    if (typeof value === 'string') assertText(name, value);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= variableLimits.depth) throw tooLarge('niveaux', depth + 1, variableLimits.depth);
    if (Array.isArray(value) && value.length > variableLimits.length) {
      throw tooLarge('éléments dans une liste', value.length, variableLimits.length);
    }
    for (const [key, each] of Object.entries(value)) {
      if (!Array.isArray(value)) assertText(name, key);
      waiting.push({ name: Array.isArray(value) ? name : key, value: each, depth: depth + 1 });
    }
  }
}

function assertText(name: string, text: string): void {
  if (isStorable(text)) return;
  throw new HubError('INVALID_TEXT', { name: isStorable(name) ? name.slice(0, 80) : 'variables' });
}

/** PostgreSQL holds no NUL, and no half of a character. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

const tooLarge = (what: string, value: number, maximum: number) =>
  new HubError('VARIABLES_TOO_LARGE', { what, value, maximum });
