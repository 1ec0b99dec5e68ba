import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../graphql/context.js';
import { formatError } from '../graphql/format-error.js';
import { wholeOrNone } from './whole-or-none.js';

/** Longest query that is read, in tokens: a generous explorer query has a few hundred. */
export const maximumTokens = 3_000;

/** An answer that grew too large is refused whole: each of its lists would otherwise repeat the same error. */
const refuseWhole: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const { errors } = response.body.singleResult;
      const refusal = errors?.find(({ extensions }) => extensions?.code === 'ANSWER_TOO_LARGE');
      if (refusal) response.body.singleResult = { errors: [refusal], data: null };
    },
  }),
};

/** Only a whole answer to a query is worth keeping. */
const sayWhetherKept: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { keeping }, operation, response: { body } }) => {
      keeping.isWriting = operation?.operation === OperationTypeNode.MUTATION;
      const isWhole = body.kind === 'single' && body.singleResult.errors === undefined;
      keeping.isKept = isWhole && operation?.operation === OperationTypeNode.QUERY && !keeping.isPassing;
    },
  }),
};

/** The GraphQL engine: French errors, nothing internal in an answer, no work that the hub does not use. */
export function createApollo(schema: GraphQLSchema, log: Logger): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: maximumTokens },
    formatError: (formatted, error) =>
      formatError(formatted, error, (reference, cause) =>
        log.error({ reference, err: cause }, 'Unexpected error'),
      ),
    logger: log,
    plugins: [
      // The default cache-control plugin wraps every field: a third of the cost of a long list.
      ApolloServerPluginCacheControlDisabled(),
      // The landing page loads its assets from another host.
      ApolloServerPluginLandingPageDisabled(),
      refuseWhole,
      wholeOrNone(log),
      sayWhetherKept,
    ],
  });
}
