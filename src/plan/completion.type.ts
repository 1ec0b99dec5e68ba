import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { Theme } from '../convention/convention.rules.js';
import { Ratio } from '../graphql/ratio.type.js';
import { DateScalar } from '../graphql/scalars.js';
import { Passport, ValueState } from '../provenance/provenance.type.js';
import './plan.enums.js';

@ObjectType({
  description:
    'Les objectifs. Un objectif est atteint s’il a au moins une action non abandonnée et que toutes celles-là sont ' +
    'réalisées. Quand des objectifs s’emboîtent, seul le niveau le plus bas compte.',
})
export class ObjectiveCompletion {
  @Field(() => Ratio, {
    description: 'Objectifs atteints, sur ceux dont on peut juger (atteints, non atteints, abandonnés).',
  })
  readonly rate!: Ratio;

  @Field(() => Int, { description: 'Objectifs connus du hub, au niveau le plus bas.' })
  readonly known!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Objectifs annoncés par les textes ; vide si aucun ne l’annonce, ou si des thématiques sont choisies.',
  })
  readonly declared!: number | null;

  @Field(() => Int, { description: 'Conventions dont le texte annonce ce nombre : les autres n’y sont pas.' })
  readonly conventionsDeclaring!: number;

  @Field(() => Int, { description: 'Atteints.' })
  readonly reached!: number;

  @Field(() => Int, { description: 'Non atteints : au moins une action connue n’est pas réalisée.' })
  readonly notReached!: number;

  @Field(() => Int, { description: 'Abandonnés : toutes leurs actions le sont. Comptés au dénominateur.' })
  readonly abandoned!: number;

  @Field(() => Int, { description: 'Indéterminés : il manque l’état d’au moins une action. Hors du taux.' })
  readonly undetermined!: number;

  @Field(() => Int, { description: 'Sans aucune action connue : rien ne permet d’en juger. Hors du taux.' })
  readonly withoutAction!: number;
}

@ObjectType({
  description: 'Les actions, par état à la date. Rien n’est caché : la somme des états est « known ».',
})
export class ActionCompletion {
  @Field(() => Ratio, {
    description: 'Actions réalisées, sur celles dont l’état est connu, hors permanentes et hors abandonnées.',
  })
  readonly rate!: Ratio;

  @Field(() => Ratio, { description: 'Le même taux, les actions abandonnées comptées au dénominateur.' })
  readonly rateWithAbandoned!: Ratio;

  @Field(() => Float, {
    nullable: true,
    description: 'Moyenne des taux des conventions, chacune pesant autant : un autre chiffre que « rate ».',
  })
  readonly meanOfConventionRates!: number | null;

  @Field(() => Int, { description: 'Conventions dans cette moyenne.' })
  readonly conventionsInMean!: number;

  @Field(() => Int, { description: 'Actions connues du hub.' })
  readonly known!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Actions annoncées par les textes ; vide si aucun ne l’annonce, ou si des thématiques sont choisies.',
  })
  readonly declared!: number | null;

  @Field(() => Int, { description: 'Conventions dont le texte annonce ce nombre : les autres n’y sont pas.' })
  readonly conventionsDeclaring!: number;

  @Field(() => Int, { description: 'Non engagées.' })
  readonly notStarted!: number;

  @Field(() => Int, { description: 'Programmées.' })
  readonly planned!: number;

  @Field(() => Int, { description: 'En cours.' })
  readonly inProgress!: number;

  @Field(() => Int, { description: 'Réalisées.' })
  readonly completed!: number;

  @Field(() => Int, { description: 'Permanentes : elles ne s’achèvent pas, donc hors des taux.' })
  readonly permanent!: number;

  @Field(() => Int, { description: 'Reportées.' })
  readonly postponed!: number;

  @Field(() => Int, { description: 'Abandonnées.' })
  readonly abandoned!: number;

  @Field(() => Int, { description: 'D’état inconnu à la date : hors des taux.' })
  readonly unknown!: number;

  @Field(() => Int, {
    description: 'En retard : échéance passée, ni réalisées, ni abandonnées, ni permanentes.',
  })
  readonly overdue!: number;

  @Field(() => Int, {
    description: 'Parmi les inconnues, celles dont la source donne un état sans le dater.',
  })
  readonly withUndatedStatus!: number;
}

@ObjectType('Completion', { description: 'Avancement des plans des CTG à une date, objectifs et actions.' })
export class Completion {
  @Field(() => DateScalar, { description: 'La date de la mesure : les états sont ceux connus ce jour-là.' })
  readonly on!: LocalDate;

  @Field(() => ValueState, {
    description:
      'REPORTED si l’état d’au moins une action est connu ; NOT_APPLICABLE si aucun plan n’a d’action.',
  })
  readonly state!: ValueState;

  @Field(() => String, {
    nullable: true,
    description: 'Pourquoi il n’y a pas de taux, ou qu’il est d’une date à venir.',
  })
  readonly hint!: string | null;

  @Field(() => Int, {
    description: 'Conventions mesurées : en vigueur à la date, ou la convention elle-même.',
  })
  readonly conventions!: number;

  @Field(() => Int, { description: 'Conventions écartées parce que leurs dates sont inconnues.' })
  readonly conventionsWithUnknownDates!: number;

  @Field(() => ObjectiveCompletion, { description: 'Les objectifs.' })
  readonly objectives!: ObjectiveCompletion;

  @Field(() => ActionCompletion, { description: 'Les actions.' })
  readonly actions!: ActionCompletion;

  @Field(() => Passport, { description: 'Sur quoi la mesure repose.' })
  readonly passport!: Passport;
}

@ArgsType()
export class CompletionArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => [Theme], {
    nullable: true,
    description:
      'Ne garde que les nœuds qui portent au moins une de ces thématiques ; chacun compte une fois. Une liste vide est refusée.',
  })
  readonly themes?: Theme[] | null;
}
