import { ArgsType, Field, Int } from 'type-graphql';
import { TerritoryRef } from './territory.input.js';

/** What every table asks beside its dimensions: where, and which page of it. */
@ArgsType()
export class TableArgs {
  @Field(() => TerritoryRef, { nullable: true, description: 'Territoire ; la France entière par défaut.' })
  readonly within?: TerritoryRef | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Vrai pour aller du plus petit au plus grand : par défaut pour une clé, et non pour une mesure.',
  })
  readonly ascending?: boolean | null;

  @Field(() => Int, { defaultValue: 100, description: 'Nombre de lignes, de 1 à 1 000.' })
  readonly first!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Nombre de lignes à passer avant la première.' })
  readonly offset!: number;
}
