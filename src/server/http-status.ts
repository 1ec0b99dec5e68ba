import type { ErrorCode, HubError } from '../errors.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  BATCH_OF_OTHERS: 403,
  CROSS_SITE_REQUEST: 403,
  DATASET_NOT_GIVEN: 403,
  HEADER_REQUIRED: 403,
  NO_ROLE: 403,
  TERRITORY_OUT_OF_REACH: 403,
  INTROSPECTION_CLOSED: 403,
  OPERATION_NOT_TRUSTED: 403,
  WRITING_CLOSED: 403,
  UNKNOWN_BATCH: 404,
  UNKNOWN_LOAD: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TOO_SLOW: 408,
  BATCH_BUILT_UPON: 409,
  BATCH_NOT_UNDOABLE: 409,
  LOAD_STOPPED: 409,
  REQUEST_TOO_LARGE: 413,
  UPLOAD_TOO_LARGE: 413,
  COMPRESSED_REQUEST: 415,
  UNKNOWN_HOST: 421,
  TOO_MANY_REQUESTS: 429,
  TOO_MANY_UPLOADS: 429,
  HEADERS_TOO_LARGE: 431,
  CLIENT_GONE: 499,
  INTERNAL_ERROR: 500,
  IDENTITY_PROVIDER_UNREACHABLE: 503,
  HUB_BUSY: 503,
  DATABASE_CROWDED: 503,
  DATABASE_FULL: 503,
  DATABASE_UNAVAILABLE: 503,
  HUB_STOPPING: 503,
  SECRECY_DIFFERS: 503,
};

/** How HTTP says an error of the catalogue: what its sender can mend is a 4xx. */
export const httpStatusOf = (code: ErrorCode): number => statuses[code] ?? 400;

/** After how many seconds an error passes by itself; null when it does not. */
export const retryAfter = ({ details }: HubError): number | null =>
  typeof details === 'object' && details !== null && 'seconds' in details ? details.seconds : null;
