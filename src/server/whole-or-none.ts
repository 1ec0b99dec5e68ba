import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { HubError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { httpStatusOf, retryAfter } from './http-status.js';

/**
 * When the base fails in the middle of an answer, nothing of the answer is given: what is there beside what is not could be read as a
 * figure. Its HTTP status says so too, for clients and proxies that try again by themselves.
 */
export const wholeOrNone = (log: Logger): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ errors = [], response: { body, http } }) => {
      const trouble = errors.map(causeOf).find(isTrouble);
      if (body.kind !== 'single' || trouble === undefined) return;
      sayTrouble(log, trouble);
      const { code, message } = trouble;
      body.singleResult = { errors: [{ message, extensions: { code } }], data: null };
      http.status = httpStatusOf(code);
      http.headers.set('retry-after', String(retryAfter(trouble)));
    },
  }),
});

/** What the base itself said is for whoever runs the hub. */
export function sayTrouble(log: Logger, error: HubError): void {
  if (isTrouble(error) && error.cause)
    log.warn({ code: error.code, err: error.cause }, 'The base did not answer');
}

export const isTrouble = (error: unknown): error is HubError =>
  error instanceof HubError && httpStatusOf(error.code) === 503;

/** The error at the bottom of GraphQL's wrappings. */
const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
