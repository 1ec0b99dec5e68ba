import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Comment se répartissent des valeurs : leur nombre toujours, et ce qu’elles donnent. Vide si aucune n’est connue.',
})
export class Distribution {
  @Field(() => Int, {
    description: 'Nombre de valeurs connues (n) : les autres chiffres reposent sur elles.',
  })
  readonly count!: number;

  @Field(() => Int, { description: 'Combien de valeurs manquent : inconnues, elles ne valent pas zéro.' })
  readonly unknown!: number;

  @Field(() => Float, { nullable: true, description: 'Moyenne.' })
  readonly mean!: number | null;

  @Field(() => Float, { nullable: true, description: 'Médiane : autant de valeurs au-dessous qu’au-dessus.' })
  readonly median!: number | null;

  @Field(() => Float, { nullable: true, description: 'La plus petite.' })
  readonly minimum!: number | null;

  @Field(() => Float, { nullable: true, description: 'La plus grande.' })
  readonly maximum!: number | null;
}
