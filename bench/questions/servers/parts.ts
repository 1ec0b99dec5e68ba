import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { defineEntity, p } from '@mikro-orm/core';
import { MikroORM } from '@mikro-orm/postgresql';
import DataLoader from 'dataloader';
import fastify from 'fastify';
import { GraphQLInt } from 'graphql';
import { Arg, buildSchema, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';

/**
 * The parts that the hub is made of, with one list of rows and nothing of the hub: how much of its memory comes with them. The
 * list is read by MikroORM, each name by a DataLoader.
 */
const Row = defineEntity({
  name: 'Row',
  tableName: 'territory',
  properties: { id: p.string().primary(), name: p.text(), population: p.integer().nullable() },
});
const orm = await MikroORM.init({ clientUrl: process.env.DATABASE_URL ?? '', entities: [Row] });

@ObjectType('Row')
class RowType {
  @Field(() => String)
  code!: string;
  @Field(() => String, { nullable: true })
  name?: string | null;
  @Field(() => Int, { nullable: true })
  value?: number | null;
}

@Resolver(() => RowType)
class RowResolver {
  @Query(() => [RowType])
  async rows(@Arg('first', () => GraphQLInt) first: number): Promise<RowType[]> {
    const em = orm.em.fork();
    const names = new DataLoader<string, string | null>(async (ids) => {
      const found = await em.find(Row, { id: { $in: [...ids] } });
      const byId = new Map(found.map(({ id, name }) => [id, name]));
      return ids.map((id) => byId.get(id) ?? null);
    });
    const rows = await em.find(Row, {}, { limit: first, orderBy: { id: 'asc' } });
    return Promise.all(
      rows.map(async ({ id, population }) => ({ code: id, name: await names.load(id), value: population })),
    );
  }
}

const apollo = new ApolloServer({
  schema: await buildSchema({ resolvers: [RowResolver], validate: false }),
  stopOnTerminationSignals: false,
  csrfPrevention: true,
  plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
});
await apollo.start();
const app = fastify({ bodyLimit: 1_000_000 });
app.route({ url: '/graphql', method: ['GET', 'POST'], handler: fastifyApolloHandler(apollo) });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.(`${address}/graphql`);
