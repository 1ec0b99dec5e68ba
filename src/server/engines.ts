import type { ApolloServer } from '@apollo/server';
import { type ApolloFastifyContextFunction, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { schemaFor } from '../access/matrix/schema-for.js';
import type { Context } from '../graphql/context.js';
import type { Role } from '../viewer.js';
import { createApollo } from './apollo.js';

type Engine = ApolloServer<Context>;

/** One GraphQL engine for each role that may ask, over the API as that role knows it. */
export class Engines {
  private constructor(private readonly engines: ReadonlyMap<Role, Engine>) {}

  static async start(schema: GraphQLSchema, roles: readonly Role[], log: Logger): Promise<Engines> {
    const engines = new Map(roles.map((role) => [role, createApollo(schemaFor(schema, role), log)]));
    for (const engine of engines.values()) await engine.start();
    return new Engines(engines);
  }

  /** Answers a request by the engine of the role of whoever sent it. */
  handler(
    roleOf: (request: FastifyRequest) => Role,
    context: ApolloFastifyContextFunction<Context>,
  ): (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => unknown {
    const handlers = new Map(
      [...this.engines].map(([role, engine]) => [role, fastifyApolloHandler(engine, { context })]),
    );
    return function answer(request, reply) {
      const handle = handlers.get(roleOf(request));
      if (!handle) throw new Error('This role has no engine');
      return handle.call(this, request, reply);
    };
  }

  async stop(): Promise<void> {
    for (const engine of this.engines.values()) await engine.stop();
  }
}
