import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../../graphql/context.js';
import type { Keeping } from '../../graphql/keeping.js';
import { describeOperation } from '../../journal/describe-operation.js';
import { noteAsked, noteOf } from './request-notes.js';

/** By what the context of a question holds: Apollo makes a copy of the context itself. */
const requests = new WeakMap<Keeping, FastifyRequest>();

/** Says which request a question came by. */
export function cameBy(context: Context, request: FastifyRequest): Context {
  requests.set(context.keeping, request);
  return context;
}

/** Tells the journal what is asked, as soon as it is understood, and the first thing that went wrong with it. */
export const tellJournal: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ contextValue }) => {
    const asker = requests.get(contextValue.keeping);
    const note = asker && noteOf(asker);
    if (!asker || !note) return;
    return {
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation)
          noteAsked(asker, describeOperation(schema, document, operation, request.variables ?? {}));
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single') return;
        const code = body.singleResult.errors?.[0]?.extensions?.code;
        if (body.singleResult.errors) note.refusal = typeof code === 'string' ? code : 'INTERNAL_ERROR';
      },
    };
  },
};
