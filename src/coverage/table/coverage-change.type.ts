import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';

@ObjectType({
  description:
    'La même ligne à l’autre date, et ce qui a changé. Le périmètre est constant : aux deux dates, les communes, leurs EPCI et leur ' +
    'population d’aujourd’hui. Les conventions, elles, sont celles de chaque date : par état, par convention ou par échelle, les ' +
    'communes d’une ligne ne sont donc pas toutes les mêmes, et « communeCountDifference » dit combien elle en a gagné ou perdu.',
})
export class CoverageChange {
  @Field(() => DateScalar, { description: 'L’autre date.' })
  readonly on!: LocalDate;

  @Field(() => Ratio, { description: 'Communes couvertes à l’autre date.' })
  readonly communes!: Ratio;

  @Field(() => Ratio, { description: 'Population couverte à l’autre date.' })
  readonly population!: Ratio;

  @Field(() => Int, { description: 'Communes de la ligne à l’autre date, couvertes ou non.' })
  readonly communeCount!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Habitants de ces communes ; vide si la population d’aucune d’elles n’est connue.',
  })
  readonly inhabitants!: number | null;

  @Field(() => Int, {
    description: 'Communes que la ligne a en plus depuis l’autre date ; négatif si elle en a moins.',
  })
  readonly communeCountDifference!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Habitants que la ligne a en plus depuis l’autre date ; négatif si elle en a moins, vide si leur nombre est inconnu à l’une des deux.',
  })
  readonly inhabitantsDifference!: number | null;

  @Field(() => Int, { description: 'Conventions en vigueur à l’autre date.' })
  readonly conventionsInForce!: number;

  @Field(() => Int, {
    description: 'Communes couvertes en plus depuis l’autre date ; négatif s’il y en a moins.',
  })
  readonly communesDifference!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Habitants couverts en plus depuis l’autre date ; négatif s’il y en a moins, vide si leur nombre est inconnu à l’une des deux.',
  })
  readonly populationDifference!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Différence des parts de communes couvertes, en points (de −100 à 100) ; vide par état et par convention, où une part ne dit rien.',
  })
  readonly communesPoints!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Différence des parts de population couverte, en points (de −100 à 100) ; vide de même, et si les communes n’ont pas d’habitants.',
  })
  readonly populationPoints!: number | null;
}
