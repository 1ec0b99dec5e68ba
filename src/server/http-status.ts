import type { ErrorCode } from '../errors.js';

const statuses: Partial<Record<ErrorCode, number>> = {
  CROSS_SITE_REQUEST: 403,
  HEADER_REQUIRED: 403,
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
  INTERNAL_ERROR: 500,
  HUB_BUSY: 503,
};

/** How HTTP says an error of the catalogue: what its sender can mend is a 4xx. */
export const httpStatusOf = (code: ErrorCode): number => statuses[code] ?? 400;
