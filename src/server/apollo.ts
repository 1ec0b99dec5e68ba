import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { mayIntrospect } from '../access/introspection.js';
import { endReading, readOneState } from '../db/snapshot.js';
import type { Context } from '../graphql/context.js';
import { formatError } from '../graphql/format-error.js';
import type { Role } from '../viewer.js';

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

/** A query is answered from one state of the base. A mutation makes states, and what it returns is what it has made. */
const answerFromOneState: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, contextValue: { em, asker } }) => {
      if (operation?.operation === OperationTypeNode.QUERY) readOneState(em, asker);
    },
    willSendResponse: async ({ contextValue: { em } }) => void endReading(em),
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

/** The GraphQL engine of one role: French errors, nothing internal in an answer, no work that the hub does not use. */
export function createApollo(
  schema: GraphQLSchema,
  role: Role,
  app: FastifyInstance,
  log: Logger,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: mayIntrospect(role),
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
      fastifyApolloDrainPlugin(app),
      answerFromOneState,
      refuseWhole,
      sayWhetherKept,
    ],
  });
}
