import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Une table de sommes tenues à jour, comparée aux montants eux-mêmes.',
  simpleResolvers: true,
})
export class TotalsCheck {
  @Field(() => String, { description: 'Nom de la table.' })
  readonly table!: string;

  @Field(() => Int, {
    description: 'Lignes qui diffèrent de ce que donnent les montants : zéro quand tout est juste.',
  })
  readonly wrong!: number;
}
