import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { type ErrorCode, errorMessage, HubError } from '../errors.js';
import { withAllowedValues } from './enum-values.js';
import { inFrench } from './french.js';
import { documentLimits } from './limits/document-limits.js';

/** Codes that Apollo and graphql-js give to what a reader can mend. */
const readerCodes: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_REQUEST',
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/**
 * What a reader sees of an error: a code of the catalogue and its French message. Anything that the hub did not
 * expect becomes a reference number, and `log` gets the rest.
 * @param schema the API of the reader's role: what it does not have is not named
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: (reference: string, error: unknown) => void,
  schema: GraphQLSchema,
): GraphQLFormattedError {
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  };
  const cause = tooLong(causeOf(error));
  if (cause instanceof HubError) {
    return { message: cause.message, ...place, extensions: { ...numbersOf(cause), code: cause.code } };
  }
  const given = String(formatted.extensions?.code ?? '');
  // graphql-js gives no code to an operation of a kind that the schema does not have.
  const isBareGraphQL = cause instanceof GraphQLError && cause.originalError === undefined;
  const code = readerCodes[given] ?? (isBareGraphQL ? 'BAD_REQUEST' : undefined);
  if (code && !(cause instanceof Error && !(cause instanceof GraphQLError))) {
    // Apollo's own code stays for clients that act on it (persisted queries); the words are ours.
    const detail = withAllowedValues(inFrench(formatted.message), formatted.message, schema);
    const message = errorMessage(code, { detail } as never);
    return { message, ...place, extensions: { code: readerCodes[given] ? given : code } };
  }
  const reference = randomUUID().slice(0, 8);
  log(reference, cause);
  return {
    message: errorMessage('INTERNAL_ERROR', { reference }),
    ...place,
    extensions: { code: 'INTERNAL_ERROR', reference },
  };
}

/** What a refusal counts, and its limit, for programs: the message says the same. */
const numbersOf = ({ details }: HubError): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries((details ?? {}) as object).filter(([, value]) => typeof value === 'number'),
  );

/** graphql-js stops reading at the last word that it may. */
const tooLong = (cause: unknown): unknown =>
  cause instanceof GraphQLError && cause.message.startsWith('Syntax Error: Document contains more that')
    ? new HubError('QUERY_TOO_LONG', { maximum: documentLimits.tokens })
    : cause;

/** The error at the bottom of GraphQL's wrappings. */
function causeOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}
