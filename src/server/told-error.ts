import { withoutSecrets } from '../privacy/personal-text.rules.js';

/** An error as the log may have it. */
export interface ToldError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Where in the code. */
  readonly stack: string;
  readonly cause?: ToldError;
}

const mask = '•••';
/** What drivers and parsers quote of what they were given: a cell, a claim, a row. */
const quoted: readonly (readonly [RegExp, string])[] = [
  [/(: )"[\s\S]*"/, `$1"${mask}"`],
  [/^([^"]*)"[\s\S]*"(?:\.\.\.)?( is not valid JSON)/, `$1"${mask}"$2`],
  [/^(Unexpected (?:non-whitespace )?(?:token|character)) [\s\S]*?(, | at position)/, `$1 ${mask}$2`],
];
const deepest = 5;

/**
 * An error by its words, its code and its place alone. What drivers add to theirs is left out: the row that failed (PostgreSQL), the
 * statement with its values, the claims of a token.
 */
export function toldError(error: unknown, depth = 1): ToldError {
  if (!(error instanceof Error))
    return { type: typeof error, message: toldMessage(String(error)), stack: '' };
  const { code, cause } = error as Error & { code?: unknown };
  return {
    type: error.name,
    message: toldMessage(error.message),
    ...(typeof code === 'string' && { code }),
    stack: placesOf(error.stack),
    ...(cause !== undefined && depth < deepest && { cause: toldError(cause, depth + 1) }),
  };
}

const toldMessage = (message: string): string =>
  withoutSecrets(quoted.reduce((told, [pattern, words]) => told.replace(pattern, words), message));

/** A stack begins with the message. */
const placesOf = (stack = ''): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
