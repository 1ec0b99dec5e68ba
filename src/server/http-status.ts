import type { ErrorCode, HubError } from '../errors.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  CROSS_SITE_REQUEST: 403,
  HEADER_REQUIRED: 403,
  WRITING_CLOSED: 403,
  UNKNOWN_BATCH: 404,
  UNKNOWN_LOAD: 404,
  NOT_FOUND: 404,
  BATCH_BUILT_UPON: 409,
  BATCH_NOT_UNDOABLE: 409,
  LOAD_STOPPED: 409,
  UPLOAD_TOO_LARGE: 413,
  UNKNOWN_HOST: 421,
  TOO_MANY_UPLOADS: 429,
  INTERNAL_ERROR: 500,
  DATABASE_CROWDED: 503,
  DATABASE_FULL: 503,
  DATABASE_UNAVAILABLE: 503,
  HUB_STOPPING: 503,
};

/** How HTTP says an error of the catalogue: what its sender can mend is a 4xx. */
export const httpStatusOf = (code: ErrorCode): number => statuses[code] ?? 400;

/** After how many seconds an error passes by itself; null when it does not. */
export const retryAfter = ({ details }: HubError): number | null =>
  typeof details === 'object' && 'seconds' in details ? details.seconds : null;
