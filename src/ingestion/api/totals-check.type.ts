import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Une table de chiffres tenus à jour par les chargements, comparée à ce dont ils viennent.',
})
export class TotalsCheck {
  @Field(() => String, { description: 'Nom de la table.' })
  readonly table!: string;

  @Field(() => Int, {
    description: 'Lignes qui diffèrent de ce que donnent les données chargées : zéro quand tout est juste.',
  })
  readonly wrong!: number;
}
