import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import '../convention/convention.enums.js';
import { DatePrecision } from '../convention/convention.rules.js';
import { connectionOf } from '../graphql/page.js';
import { DateScalar } from '../graphql/scalars.js';
import { Passport, ValueState } from '../provenance/provenance.type.js';
import type { SourceColumns } from '../provenance/source.js';
import './indicator.enums.js';
import { IndicatorKind } from './indicator.rules.js';
import type { IndicatorValue } from './indicator-value.entity.js';

/** A value as the queries return it. */
export interface IndicatorValueRow extends IndicatorValueType, SourceColumns {
  readonly id: string;
  readonly territoryId: string;
}

@ObjectType('IndicatorValue', {
  description: 'Une valeur datée d’un indicateur d’un territoire, telle que sa source la donne.',
})
export class IndicatorValueType
  implements Pick<IndicatorValue, 'unit' | 'series' | 'notes' | 'demonstration' | 'year'>
{
  @Field(() => IndicatorKind, { description: 'L’indicateur.' })
  readonly kind!: IndicatorKind;

  @Field(() => String, { nullable: true, description: 'Son nom dans les mots de la source.' })
  readonly words!: string | null;

  @Field(() => Float, { nullable: true, description: 'La valeur ; vide si le secret statistique la cache.' })
  readonly value!: number | null;

  @Field(() => String, { description: 'Unité.' })
  readonly unit!: string;

  @Field(() => ValueState, { description: 'REPORTED, ou SUPPRESSED pour le secret statistique.' })
  readonly state!: ValueState;

  @Field(() => DateScalar, { description: 'Date d’observation ; une année seule vaut son 31 décembre.' })
  readonly observedOn!: LocalDate;

  @Field(() => DatePrecision, { description: 'Précision de cette date dans la source.' })
  readonly observedPrecision!: DatePrecision;

  @Field(() => Int, { description: 'Année d’observation.' })
  readonly year!: number;

  @Field(() => String, {
    description:
      'Série, quand la source en publie plusieurs qui se recouvrent sans être égales ; sinon, texte vide.',
  })
  readonly series!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Remarques du fichier d’origine, dans la langue de ce fichier.',
  })
  readonly notes!: string | null;

  @Field(() => Boolean, { description: 'Vrai pour une valeur de démonstration, inventée.' })
  readonly demonstration!: boolean;
}

export const IndicatorValueConnection = connectionOf(
  () => IndicatorValueType,
  'IndicatorValue',
  'de valeurs d’indicateurs',
);

@ObjectType('Indicator', {
  description:
    'Un indicateur d’un territoire à une date : la dernière valeur que donne sa source d’ici là, pour ce territoire même. ' +
    'Le hub ne l’additionne pas à partir de territoires plus petits.',
})
export class Indicator {
  @Field(() => IndicatorKind, { description: 'L’indicateur.' })
  readonly kind!: IndicatorKind;

  @Field(() => String, { description: 'Son nom français ; pour OTHER, les mots demandés.' })
  readonly label!: string;

  @Field(() => DateScalar, { description: 'La date demandée.' })
  readonly on!: LocalDate;

  @Field(() => String, { description: 'La série demandée.' })
  readonly series!: string;

  @Field(() => ValueState, { description: 'Ce que veut dire la valeur ; NOT_REPORTED n’est pas zéro.' })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Sans valeur : pourquoi, et quoi demander.' })
  readonly hint!: string | null;

  @Field(() => Float, { nullable: true, description: 'La valeur, si elle est connue.' })
  readonly value!: number | null;

  @Field(() => IndicatorValueType, {
    nullable: true,
    description: 'La valeur avec sa date, son unité et sa source ; vide si rien n’est communiqué.',
  })
  readonly latest!: IndicatorValueRow | null;

  @Field(() => [String], {
    description: 'Les séries connues de cet indicateur sur ce territoire, toutes dates confondues.',
  })
  readonly availableSeries!: readonly string[];

  @Field(() => Passport, { description: 'Sur quoi la valeur repose.' })
  readonly passport!: Passport;
}
