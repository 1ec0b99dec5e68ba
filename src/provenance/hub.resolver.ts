import { Args, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { connect, connectionOf, readPage } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { hubFactsOf } from './passport.js';
import { newestBatches, newestFirst } from './provenance.sql.js';
import { BatchType } from './provenance.type.js';

@ObjectType({ description: 'Ce que le hub est, et ce qu’il contient.', simpleResolvers: true })
export class Hub {
  @Field(() => Int, { description: 'Révision des données : elle croît à chaque chargement accepté.' })
  readonly revision!: number;

  @Field(() => Boolean, { description: 'Vrai si ce hub sert des données de démonstration, inventées.' })
  readonly demonstration!: boolean;

  @Field(() => Int, { description: 'Millésime de la géographie ; le détail est dans « vintage ».' })
  readonly vintage!: number;
}

const BatchConnection = connectionOf(() => BatchType, 'Batch', 'de chargements');

@Resolver()
export class HubResolver {
  @Query(() => Hub, { description: 'Le hub lui-même : révision, millésime, nature des données.' })
  hub(@Ctx() context: Context): Promise<Hub> {
    return hubFactsOf(context);
  }

  @Query(() => BatchConnection, {
    description:
      'Les chargements acceptés, du plus récent au plus ancien, avec tout ce qu’ils ont trouvé à dire.',
  })
  async batches(@Args(() => PageArgs) { first, after }: PageArgs, @Ctx() context: Context) {
    const slice = await newestBatches(context.em, readPage(first, after, newestFirst));
    return connect(context, slice, ({ revision }) => [String(-revision)]);
  }
}
