import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'L’objectif que la Cnaf fixait pour la fin d’une année : la part de la population d’un territoire sous CTG signée. Il est ' +
    'national ; un département s’y compare, il n’y est pas tenu.',
})
export class CoverageTarget {
  @Field(() => Float, { description: 'La part visée, de 0 à 1.' })
  readonly population!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Écart de la part de population couverte à l’objectif, en points ; négatif quand il n’est pas atteint. C’est un minimum ' +
      'tant que le passeport n’est pas complet.',
  })
  readonly gapInPoints!: number | null;

  @Field(() => String, { description: 'D’où vient l’objectif.' })
  readonly sourceTitle!: string;

  @Field(() => String, { description: 'Adresse de cette source.' })
  readonly sourceUrl!: string;
}
