import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Completion } from '../completion.type.js';

@ObjectType({
  description: 'Ce qui a changé depuis le bilan d’avant, avec ce que l’on savait à chaque date.',
})
export class ReviewChange {
  @Field(() => DateScalar, { description: 'La date du bilan d’avant.' })
  readonly on!: LocalDate;

  @Field(() => Float, {
    nullable: true,
    description: 'Écart du taux de réalisation des actions, en points ; vide si l’un des deux est inconnu.',
  })
  readonly actionPoints!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Écart du taux d’objectifs atteints, en points ; vide si l’un des deux est inconnu.',
  })
  readonly objectivePoints!: number | null;

  @Field(() => Int, { description: 'Actions réalisées de plus, ou de moins.' })
  readonly completedDifference!: number;

  @Field(() => Int, { description: 'Objectifs atteints de plus, ou de moins.' })
  readonly reachedDifference!: number;

  @Field(() => Int, { description: 'Actions en retard de plus, ou de moins.' })
  readonly overdueDifference!: number;
}

@ObjectType({ description: 'Un bilan d’une convention : son avancement à une date.' })
export class Review {
  @Field(() => DateScalar, { description: 'La date.' })
  readonly on!: LocalDate;

  @Field(() => Completion, { description: 'L’avancement tel qu’on le connaissait alors.' })
  readonly completion!: Completion;

  @Field(() => ReviewChange, {
    nullable: true,
    description: 'Ce qui a changé depuis le bilan d’avant ; vide pour le premier.',
  })
  readonly change!: ReviewChange | null;
}
