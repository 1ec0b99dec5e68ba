import type { ApolloServerPlugin } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { assertGiven, needsOf } from '../access/given-datasets.js';
import { endReading } from '../db/snapshot.js';
import { type ErrorCode, HubError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { assertMayIntrospect, mayIntrospect, withoutNames } from '../graphql/limits/introspection.js';
import { assertCost } from '../graphql/limits/operation-cost.js';
import { readWithinReach } from '../reach/reach.js';
import { httpStatusOf } from './http-status.js';

/** Refusals of a whole request: each of its fields, or each rule of validation, would otherwise repeat the same error. */
const whole = new Set<unknown>([
  'ANSWER_TOO_LARGE',
  'QUERY_TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_DIRECTIVES',
  'TOO_MANY_FIELDS',
  'TOO_MANY_FRAGMENTS',
] satisfies ErrorCode[]);

/** An answer that grew too large is refused whole, and a document that asks too much is told that alone. */
export const refuseWhole: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const { errors, data } = response.body.singleResult;
      const refusal = errors?.find(({ extensions }) => whole.has(extensions?.code));
      if (refusal === undefined) return;
      response.body.singleResult = { errors: [refusal], ...(data !== undefined && { data: null }) };
    },
  }),
};

/** Ends the reading of what has been answered: of an answer that is refused at once, since other fields may still be read, or be about to. */
export function endAnswered(em: Context['em'], isRefused: boolean): void {
  if (isRefused) void endReading(em);
  // Whoever waits for the answer does not wait for that.
  else setImmediate(() => void endReading(em));
}

/** A query is answered from one state of the base, and from what its viewer sees of it. A mutation makes states. */
export const answerFromOneState: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue }) =>
      readWithinReach(contextValue, operation?.operation !== OperationTypeNode.QUERY),
    willSendResponse: async ({ contextValue: { em }, response: { body } }) =>
      endAnswered(em, body.kind === 'single' && body.singleResult.errors !== undefined),
  }),
};

/** Only a whole answer to a query is worth keeping. */
export const sayWhetherKept: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { keeping }, operation, response: { body } }) => {
      keeping.isWriting = operation?.operation === OperationTypeNode.MUTATION;
      const isWhole = body.kind === 'single' && body.singleResult.errors === undefined;
      keeping.isKept = isWhole && operation?.operation === OperationTypeNode.QUERY && !keeping.isPassing;
    },
  }),
};

/** An operation of a valid document, with its variables. */
export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Looks at what depends on the request itself, beside its document: the cost with its variables, and who asks.
 * @throws HubError `INTROSPECTION_CLOSED`, `DATASET_NOT_GIVEN`, `QUERY_TOO_COSTLY`
 */
export function checkDocument(
  { schema, document, operation, variables }: AskedOperation,
  context: Context,
): void {
  assertMayIntrospect(context, document);
  assertGiven(context.viewer, needsOf(schema, document, operation));
  assertCost(schema, document, operation, variables);
}

export const checkOperation: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      // graphql-js says itself that an operation is missing.
      if (!operation) return;
      try {
        checkDocument({ schema, document, operation, variables: request.variables ?? {} }, contextValue);
      } catch (error) {
        throw error instanceof HubError ? asGraphQL(error) : error;
      }
    },
    willSendResponse: async ({ response: { body }, contextValue }) => {
      if (body.kind !== 'single' || body.singleResult.errors === undefined || mayIntrospect(contextValue))
        return;
      const errors = body.singleResult.errors.map((each) => ({
        ...each,
        message: withoutNames(each.message),
      }));
      body.singleResult = { ...body.singleResult, errors };
    },
  }),
};

const asGraphQL = (error: HubError) =>
  new GraphQLError(error.message, {
    originalError: error,
    extensions: { http: { status: httpStatusOf(error.code), headers: new HeaderMap() } },
  });
