import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../graphql/context.js';
import { hubFactsOf } from './passport.js';

@ObjectType({ description: 'Ce que le hub est, et ce qu’il contient.' })
export class Hub {
  @Field(() => Int, { description: 'Révision des données : elle croît à chaque chargement accepté.' })
  readonly revision!: number;

  @Field(() => Boolean, { description: 'Vrai si ce hub sert des données de démonstration, inventées.' })
  readonly demonstration!: boolean;

  @Field(() => Int, { description: 'Millésime de la géographie ; le détail est dans « vintage ».' })
  readonly vintage!: number;
}

@Resolver()
export class HubResolver {
  @Query(() => Hub, { description: 'Le hub lui-même : révision, millésime, nature des données.' })
  hub(@Ctx() context: Context): Promise<Hub> {
    return hubFactsOf(context);
  }
}
