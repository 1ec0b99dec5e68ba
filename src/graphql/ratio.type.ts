import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'Un taux, toujours avec son numérateur et son dénominateur.',
})
export class Ratio {
  @Field(() => Int, { description: 'Numérateur : ce qui est compté.' })
  readonly numerator!: number;

  @Field(() => Int, { description: 'Dénominateur : ce à quoi on le rapporte.' })
  readonly denominator!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Numérateur / dénominateur, de 0 à 1 ; vide si le dénominateur est nul (aucun taux n’a de sens).',
  })
  readonly value!: number | null;
}

export const ratio = (numerator: number, denominator: number): Ratio => ({
  numerator,
  denominator,
  value: denominator === 0 ? null : numerator / denominator,
});
