import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';

@ObjectType({
  description:
    'Un taux à deux dates, et leur écart en points : 12,5 points de 25 % à 37,5 %. Vide pour un état, qui n’a pas de taux.',
})
export class RateChange {
  @Field(() => Ratio, { description: 'À l’autre date.' })
  readonly before!: Ratio;

  @Field(() => Ratio, { description: 'À la date de la ligne.' })
  readonly now!: Ratio;

  @Field(() => Float, {
    nullable: true,
    description: 'Écart en points, de -100 à 100 ; vide si l’un des deux taux est inconnu.',
  })
  readonly points!: number | null;
}

@ObjectType({
  description:
    'La comparaison à périmètre constant : seulement les conventions qui sont dans la ligne aux deux dates, donc les objectifs et ' +
    'les actions qui existent aux deux. Leurs états restent ceux que l’on connaissait à chaque date.',
})
export class LikeForLikeChange {
  @Field(() => Int, { description: 'Conventions en vigueur dans la ligne aux deux dates.' })
  readonly conventions!: number;

  @Field(() => RateChange, { nullable: true, description: 'Taux d’objectifs atteints.' })
  readonly objectives!: RateChange | null;

  @Field(() => RateChange, { nullable: true, description: 'Taux de réalisation des actions.' })
  readonly actions!: RateChange | null;
}

@ObjectType({
  description:
    'La même ligne à une autre date, et ce qui a changé. D’autres conventions ont pu commencer ou finir : « likeForLike » ' +
    'garde celles des deux dates.',
})
export class CompletionChange {
  @Field(() => DateScalar, { description: 'La date à laquelle on compare.' })
  readonly on!: LocalDate;

  @Field(() => Int, { description: 'Conventions en vigueur dans la ligne à cette date.' })
  readonly conventions!: number;

  @Field(() => Int, { description: 'Actions de la ligne à cette date.' })
  readonly actionCount!: number;

  @Field(() => Int, { description: 'Actions de plus, ou de moins, à la date de la ligne.' })
  readonly actionCountDifference!: number;

  @Field(() => RateChange, { nullable: true, description: 'Taux d’objectifs atteints.' })
  readonly objectives!: RateChange | null;

  @Field(() => RateChange, { nullable: true, description: 'Taux de réalisation des actions.' })
  readonly actions!: RateChange | null;

  @Field(() => LikeForLikeChange, { description: 'À périmètre constant.' })
  readonly likeForLike!: LikeForLikeChange;
}
