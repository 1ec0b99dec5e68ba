import { ArgsType, Field } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { PageArgs } from '../graphql/page-args.js';
import { DateScalar } from '../graphql/scalars.js';
import './indicator.enums.js';
import { IndicatorKind } from './indicator.rules.js';

@ArgsType()
export class IndicatorListArgs extends PageArgs {
  @Field(() => [IndicatorKind], {
    nullable: true,
    description: 'Indicateurs à garder ; tous par défaut (une liste vide est refusée).',
  })
  readonly kinds?: IndicatorKind[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Valeurs observées à partir de cette date.' })
  readonly from?: LocalDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Valeurs observées jusqu’à cette date comprise.' })
  readonly to?: LocalDate | null;
}

@ArgsType()
export class IndicatorArgs {
  @Field(() => IndicatorKind, { description: 'L’indicateur.' })
  readonly kind!: IndicatorKind;

  @Field(() => String, {
    nullable: true,
    description: 'Pour OTHER : le nom de l’indicateur dans les mots de la source (accents et casse ignorés).',
  })
  readonly words?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => String, {
    defaultValue: '',
    description: 'La série ; celle qui n’a pas de nom par défaut. Deux séries ne se mélangent jamais.',
  })
  readonly series!: string;
}
