import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import '../indicator.enums.js';
import { IndicatorKind } from '../indicator.rules.js';
import { type IndicatorValueRow, IndicatorValueType } from '../indicator.type.js';
import { RateBasis } from './childcare.rules.js';

registerEnumType(RateBasis, {
  name: 'RateBasis',
  description: 'D’où vient un taux de couverture de l’accueil du jeune enfant.',
  valuesConfig: {
    PUBLISHED: { description: 'Publié tel quel par sa source.' },
    COMPUTED: { description: 'Places connues du hub, divisées par les enfants connus du hub.' },
  },
});

@ObjectType({
  description: 'Les places d’un mode d’accueil, ou d’un mode de gestion des Eaje.',
})
export class ChildcarePlaces {
  @Field(() => IndicatorKind, { description: 'Le mode.' })
  readonly kind!: IndicatorKind;

  @Field(() => String, { description: 'Son nom français.' })
  readonly label!: string;

  @Field(() => ValueState, { description: 'NOT_REPORTED ou SUPPRESSED : le nombre est inconnu, pas nul.' })
  readonly state!: ValueState;

  @Field(() => Float, { nullable: true, description: 'Nombre de places, s’il est connu.' })
  readonly places!: number | null;

  @Field(() => Float, { nullable: true, description: 'Places pour 100 enfants de moins de 3 ans.' })
  readonly perHundredChildren!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Part, de 0 à 1 : des places de tous les modes ; pour un mode de gestion, des places en Eaje.',
  })
  readonly share!: number | null;

  @Field(() => IndicatorValueType, { nullable: true, description: 'La valeur, avec sa date et sa source.' })
  readonly value!: IndicatorValueRow | null;
}

@ObjectType({
  description:
    'Le taux à côté de celui d’un autre territoire, du même jour et fait de la même façon (tous deux publiés, ou tous deux calculés).',
})
export class ChildcareComparison {
  @Field(() => Float, { nullable: true, description: 'Le taux de l’autre territoire.' })
  readonly rate!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Le jour des deux taux.' })
  readonly observedOn!: LocalDate | null;

  @Field(() => RateBasis, { nullable: true, description: 'D’où viennent les deux taux.' })
  readonly basis!: RateBasis | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Écart en points : le taux du territoire moins l’autre ; négatif s’il est au-dessous.',
  })
  readonly points!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Places qui manquent pour atteindre le taux de l’autre territoire ; 0 s’il est atteint. Vide sans taux comparable, ou sans ' +
      'nombre d’enfants.',
  })
  readonly missingPlaces!: number | null;

  @Field(() => String, { nullable: true, description: 'Sans écart : pourquoi.' })
  readonly hint!: string | null;

  @Field(() => Passport, { description: 'Sur quoi le taux de l’autre territoire repose.' })
  readonly passport!: Passport;
}

@ObjectType({ description: 'Ce que les places d’un mode sont devenues.' })
export class ChildcarePlacesChange {
  @Field(() => IndicatorKind, { description: 'Le mode ; PLACES_ALL_MODES pour tous.' })
  readonly kind!: IndicatorKind;

  @Field(() => Float, { nullable: true, description: 'Places au début.' })
  readonly before!: number | null;

  @Field(() => Float, { nullable: true, description: 'Places à la date.' })
  readonly now!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Places créées, moins les places fermées ; vide si l’un des deux nombres est inconnu, ou si c’est le même comptage.',
  })
  readonly difference!: number | null;
}

@ObjectType({ description: 'Ce que l’accueil du jeune enfant est devenu depuis un jour.' })
export class ChildcareChange {
  @Field(() => DateScalar, { description: 'Depuis ce jour : les dernières valeurs connues d’ici là.' })
  readonly since!: LocalDate;

  @Field(() => Float, {
    nullable: true,
    description: 'Écart du taux, en points ; vide sans deux taux faits de la même façon.',
  })
  readonly points!: number | null;

  @Field(() => [ChildcarePlacesChange], {
    description: 'Les places : tous modes, chacun d’eux, puis les Eaje par mode de gestion.',
  })
  readonly places!: readonly ChildcarePlacesChange[];

  @Field(() => Passport, { description: 'Sur quoi ces écarts reposent, aux deux jours.' })
  readonly passport!: Passport;
}

@ObjectType({
  description:
    'L’accueil du jeune enfant sur un territoire : les dernières valeurs que ses sources donnent pour lui-même d’ici la date. Rien ' +
    'n’est additionné à partir de ses communes, ni repris d’un territoire plus grand. Le taux n’est pas une part : il peut passer 100.',
})
export class Childcare {
  @Field(() => DateScalar, { description: 'La date demandée.' })
  readonly on!: LocalDate;

  @Field(() => ValueState, { description: 'NOT_REPORTED si aucun taux n’est connu ni calculable.' })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Sans taux : pourquoi.' })
  readonly hint!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Taux de couverture : places de tous les modes pour 100 enfants de moins de 3 ans.',
  })
  readonly rate!: number | null;

  @Field(() => RateBasis, { nullable: true, description: 'D’où vient ce taux.' })
  readonly basis!: RateBasis | null;

  @Field(() => DateScalar, { nullable: true, description: 'Le jour de ce taux.' })
  readonly observedOn!: LocalDate | null;

  @Field(() => IndicatorValueType, { nullable: true, description: 'Enfants de moins de 3 ans.' })
  readonly children!: IndicatorValueRow | null;

  @Field(() => Float, { nullable: true, description: 'Places de tous les modes, si elles sont connues.' })
  readonly places!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Places en Eaje pour 100 enfants de moins de 3 ans : à ne pas confondre avec le taux.',
  })
  readonly eajeRate!: number | null;

  @Field(() => [ChildcarePlaces], { description: 'Les quatre modes d’accueil.' })
  readonly modes!: readonly ChildcarePlaces[];

  @Field(() => [ChildcarePlaces], { description: 'Les places en Eaje, par mode de gestion (PSU, Paje).' })
  readonly managements!: readonly ChildcarePlaces[];

  @Field(() => Passport, { description: 'Sur quoi le taux et les places reposent.' })
  readonly passport!: Passport;
}

@ArgsType()
export class ChildcareArgs {
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
