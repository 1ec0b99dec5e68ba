import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../graphql/context.js';
import { formatError } from '../graphql/format-error.js';
import { documentLimits, maximumErrors } from '../graphql/limits/document-limits.js';
import { documentLimitsRule } from '../graphql/limits/document-rule.js';
import { storableTextRule } from '../graphql/limits/text-rule.js';
import { answerFromOneState, checkOperation, refuseWhole, sayWhetherKept } from './apollo-plugins.js';
import { tellJournal } from './journal/journal-plugin.js';
import { markRequestErrors } from './json-status.js';
import { wholeOrNone } from './whole-or-none.js';

/** The GraphQL engine of one role: French errors, nothing internal in an answer, no work that the hub does not use. */
export function createApollo(
  schema: GraphQLSchema,
  log: Logger,
  ...plugins: readonly ApolloServerPlugin<Context>[]
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    parseOptions: { maxTokens: documentLimits.tokens },
    validationRules: [documentLimitsRule, storableTextRule],
    validationOptions: { maxErrors: maximumErrors },
    formatError: (formatted, error) =>
      formatError(
        formatted,
        error,
        (reference, cause) => log.error({ reference, err: cause }, 'Unexpected error'),
        schema,
      ),
    logger: log,
    plugins: [
      // The default cache-control plugin wraps every field: a third of the cost of a long list.
      ApolloServerPluginCacheControlDisabled(),
      // The landing page loads its assets from another host.
      ApolloServerPluginLandingPageDisabled(),
      // Before whoever refuses: what was refused is told too.
      tellJournal,
      answerFromOneState,
      checkOperation,
      refuseWhole,
      wholeOrNone(log),
      sayWhetherKept,
      markRequestErrors,
      ...plugins,
    ],
  });
}
