import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../../graphql/context.js';
import type { Keeping } from '../../graphql/keeping.js';
import { describeOperation } from '../../journal/describe-operation.js';
import { notesOf } from '../../notes.js';
import type { AskedOperation } from '../apollo-plugins.js';
import { noteAsked, noteOf } from './request-notes.js';

/** By what the context of a question holds: Apollo makes a copy of the context itself. */
const requests = notesOf<Keeping, FastifyRequest>();

/** Says which request a question came by. */
export function cameBy(context: Context, request: FastifyRequest): Context {
  requests.set(context.keeping, request);
  return context;
}

/** Tells the journal what is asked, where it keeps any of it. */
export function describeFor(
  { keeping }: Context,
  { schema, document, operation, variables }: AskedOperation,
): void {
  const asker = requests.get(keeping);
  if (asker && noteOf(asker)) noteAsked(asker, describeOperation(schema, document, operation, variables));
}

/** Tells the journal what is asked, as soon as it is understood, and the first thing that went wrong with it. */
export const tellJournal: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ contextValue }) => {
    const asker = requests.get(contextValue.keeping);
    const note = asker && noteOf(asker);
    if (!asker || !note) return;
    return {
      didResolveOperation: async ({ schema, document, operation, request }) => {
        const { variables = {} } = request;
        if (operation) describeFor(contextValue, { schema, document, operation, variables });
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single') return;
        const code = body.singleResult.errors?.[0]?.extensions?.code;
        if (body.singleResult.errors) note.refusal = typeof code === 'string' ? code : 'INTERNAL_ERROR';
      },
    };
  },
};
