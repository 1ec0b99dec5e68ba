import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { Ratio } from '../graphql/ratio.type.js';
import { DateScalar, EuroScalar } from '../graphql/scalars.js';
import { Passport, ValueState } from '../provenance/provenance.type.js';
import '../subsidy/subsidy.enums.js';
import { Sector, SubsidyNature } from '../subsidy/subsidy.rules.js';
import { TerritoryRef } from '../territory/territory.input.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import '../indicator/indicator.enums.js';
import { IndicatorKind } from '../indicator/indicator.rules.js';

@ObjectType({ description: 'Un territoire : son besoin, et ce qui y est dépensé par enfant.' })
export class NeedPair {
  @Field(() => ValueState, {
    description: 'REPORTED si les deux nombres sont connus : la paire est alors dans les corrélations.',
  })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Ce qui manque à la paire.' })
  readonly hint!: string | null;

  @Field(() => Float, { nullable: true, description: 'L’indicateur de besoin, tel qu’il est connu.' })
  readonly need!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Le jour de cet indicateur.' })
  readonly needObservedOn!: LocalDate | null;

  @Field(() => EuroScalar, { nullable: true, description: 'Montant des secteurs demandés.' })
  readonly amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'Enfants de la tranche d’âge demandée.' })
  readonly children!: number | null;

  @Field(() => Float, { nullable: true, description: 'Euros par enfant.' })
  readonly perChild!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Rang du besoin parmi les paires complètes, 1 pour le plus grand ; les égaux partagent leur rang. Le besoin suit l’indicateur ou, d’un ' +
      'niveau de vie ou d’un taux de couverture, lui est contraire : 1 est alors le plus bas.',
  })
  readonly needRank!: number | null;

  @Field(() => Float, { nullable: true, description: 'Rang du montant par enfant, 1 pour le plus grand.' })
  readonly perChildRank!: number | null;

  @Field(() => Ratio, {
    description:
      'Communes qui ont communiqué un montant à elles, sur toutes : si peu l’ont fait, le montant est partiel.',
  })
  readonly communesReporting!: Ratio;
}

@ObjectType({
  description:
    'Un indicateur de besoin et la dépense par enfant, territoire par territoire, avec leur corrélation. Une corrélation ne dit pas ' +
    'une cause ; sur peu de territoires, elle ne dit presque rien.',
})
export class NeedAndSpending {
  @Field(() => String, { description: 'L’indicateur de besoin, en français.' })
  readonly needLabel!: string;

  @Field(() => Int, {
    description: 'Exercice des montants ; les indicateurs sont les derniers connus à sa fin.',
  })
  readonly fiscalYear!: number;

  @Field(() => Int, { description: 'Territoires comparés.' })
  readonly territories!: number;

  @Field(() => Int, { description: 'Paires complètes (n) : celles des corrélations.' })
  readonly count!: number;

  @Field(() => ValueState, {
    description:
      'NOT_APPLICABLE si les paires sont moins que « minimumCount », ou si un nombre ne varie pas.',
  })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Sans corrélation : pourquoi.' })
  readonly hint!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Corrélation linéaire (Pearson) du besoin et de la dépense, de -1 à 1 ; négative si l’on dépense moins où le besoin est plus grand, quel ' +
      'que soit le sens de l’indicateur.',
  })
  readonly pearson!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Corrélation des rangs (Spearman), de -1 à 1 ; se lit de même.',
  })
  readonly spearman!: number | null;

  @Field(() => [NeedPair], {
    description: 'Les territoires, du plus grand besoin au plus petit ; ceux dont il est inconnu à la fin.',
  })
  readonly pairs!: readonly NeedPair[];

  @Field(() => Passport, { description: 'Sur quoi les corrélations reposent.' })
  readonly passport!: Passport;
}

@ArgsType()
export class NeedAndSpendingArgs {
  @Field(() => TerritoryRef, { nullable: true, description: 'Territoire ; la France entière par défaut.' })
  readonly within?: TerritoryRef | null;

  @Field(() => TerritoryKind, {
    defaultValue: TerritoryKind.EPCI,
    description: 'Ce que l’on compare : EPCI (par défaut) ou DEPARTMENT.',
  })
  readonly level!: TerritoryKind;

  @Field(() => IndicatorKind, {
    defaultValue: IndicatorKind.CHILD_POVERTY_RATE,
    description:
      'L’indicateur de besoin : un taux de pauvreté, un nombre d’enfants… ; un niveau de vie, un taux de couverture sont un besoin ' +
      'd’autant plus grand qu’ils sont bas. Un nombre de places n’en est pas un, et est refusé.',
  })
  readonly need!: IndicatorKind;

  @Field(() => [Sector], { nullable: true, description: 'Secteurs ; la petite enfance par défaut.' })
  readonly sectors?: Sector[] | null;

  @Field(() => IndicatorKind, {
    defaultValue: IndicatorKind.CHILDREN_0_2,
    description: 'Tranche d’âge à laquelle rapporter les montants ; les moins de 3 ans par défaut.',
  })
  readonly children!: IndicatorKind;

  @Field(() => Int, { nullable: true, description: 'Exercice ; le dernier exercice clos par défaut.' })
  readonly fiscalYear?: number | null;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Nature additionnée, une seule : le réel par défaut.',
  })
  readonly nature!: SubsidyNature;

  @Field(() => Int, {
    defaultValue: 5,
    description: 'Nombre de paires au-dessous duquel aucune corrélation n’est donnée, de 3 à 1 000.',
  })
  readonly minimumCount!: number;

  @Field(() => Int, { defaultValue: 100, description: 'Nombre de territoires listés, de 1 à 1 000.' })
  readonly first!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Nombre de territoires à passer avant le premier listé.',
  })
  readonly offset!: number;
}
