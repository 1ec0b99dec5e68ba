import { HubError } from '../errors.js';

/** After so long a base that was restarted answers again, and statements that were too slow have been ended. */
const retrySeconds = 5;

/**
 * What keeps a base from answering and passes, in words: a server that is stopped or has no room, connections that are all taken.
 * Any other error is given back as it is.
 */
export function inWords(error: unknown): unknown {
  const { code = '', message = '', isFatal } = (error ?? {}) as Failure;
  const words = String(message);
  const seconds = retrySeconds;
  if (/^(53100|ENOSPC)$/.test(String(code)) || /No space left on device/i.test(words))
    return asked('DATABASE_FULL', { seconds }, error);
  if (code === '53300' || words === 'timeout exceeded when trying to connect')
    return asked('DATABASE_CROWDED', { seconds }, error);
  if (isFatal === true || isGone(String(code), words))
    return asked('DATABASE_UNAVAILABLE', { seconds }, error);
  return error;
}

/** What drivers say; `isFatal` of an embedded engine that answers nothing more. */
interface Failure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly isFatal?: unknown;
}

/** Connections refused, cut, or ended by a server that stops, starts or recovers; an embedded engine that has ended. */
const isGone = (code: string, message: string): boolean =>
  /^(08...|57P0[123]|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/.test(
    code,
  ) ||
  /^(Connection (terminated|ended)|Client (has encountered a connection error|was closed)|The embedded engine has stopped)/.test(
    message,
  );

function asked(
  code: 'DATABASE_FULL' | 'DATABASE_CROWDED' | 'DATABASE_UNAVAILABLE',
  details: { seconds: number },
  cause: unknown,
): HubError {
  // What the base itself said is for the log.
  return Object.assign(new HubError(code, details), { cause });
}
