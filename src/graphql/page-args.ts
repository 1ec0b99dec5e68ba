import { ArgsType, Field, Int } from 'type-graphql';
import { defaultPageSize, maximumPageSize } from './page.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: defaultPageSize,
    description: `Nombre d’éléments demandés, de 1 à ${maximumPageSize} (${defaultPageSize} par défaut).`,
  })
  readonly first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Reprend après ce curseur (« endCursor » de la page précédente).',
  })
  readonly after?: string | null;
}
