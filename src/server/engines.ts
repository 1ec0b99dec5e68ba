import type { ApolloServer } from '@apollo/server';
import { type ApolloFastifyContextFunction, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { schemaFor } from '../access/matrix/schema-for.js';
import type { HubError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { notesOf } from '../notes.js';
import type { Role } from '../viewer.js';
import { createApollo } from './apollo.js';
import { KnownDocuments } from './known-documents.js';

interface Engine {
  readonly apollo: ApolloServer<Context>;
  readonly known: KnownDocuments;
}

const troubles = notesOf<FastifyRequest, HubError>();

/** Has Apollo tell of the trouble that a question has met, without asking the base again. */
function afterTrouble(context: Context, request: FastifyRequest): Context {
  const trouble = troubles.get(request);
  return trouble ? { ...context, asker: AbortSignal.abort(trouble) } : context;
}

/** One GraphQL engine for each role that may ask, over the API as that role knows it. */
export class Engines {
  private constructor(private readonly engines: ReadonlyMap<Role, Engine>) {}

  static async start(schema: GraphQLSchema, roles: readonly Role[], log: Logger): Promise<Engines> {
    const engines = new Map(
      roles.map((role) => {
        const own = schemaFor(schema, role);
        const known = new KnownDocuments(own);
        return [role, { apollo: createApollo(own, log, known.plugin), known }];
      }),
    );
    for (const { apollo } of engines.values()) await apollo.start();
    return new Engines(engines);
  }

  /** Answers a request by the engine of the role of whoever sent it. */
  handler(
    roleOf: (request: FastifyRequest) => Role,
    context: ApolloFastifyContextFunction<Context>,
  ): (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => unknown {
    const handlers = new Map(
      [...this.engines].map(([role, { apollo, known }]) => [
        role,
        {
          known,
          ask: fastifyApolloHandler(apollo, {
            context: async (request, reply) => afterTrouble(await context(request, reply), request),
          }),
        },
      ]),
    );
    return async function answer(request, reply) {
      const engine = handlers.get(roleOf(request));
      if (!engine) throw new Error('This role has no engine');
      const { known, ask } = engine;
      const asked = known.find(request);
      if (asked) {
        const answered = await known.answer(asked, await context(request, reply));
        if (typeof answered === 'string') return reply.type(asked.type).send(answered);
        if (answered.trouble) troubles.set(request, answered.trouble);
      }
      const answered = await ask.call(this, request, reply);
      known.noteType(request, reply);
      return answered;
    };
  }

  async stop(): Promise<void> {
    for (const { apollo } of this.engines.values()) await apollo.stop();
  }
}
