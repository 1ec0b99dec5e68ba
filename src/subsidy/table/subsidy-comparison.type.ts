import { Field, Float, Int, ObjectType } from 'type-graphql';
import { EuroScalar } from '../../graphql/scalars.js';
import '../subsidy.enums.js';
import { SubsidyNature } from '../subsidy.rules.js';

@ObjectType({
  description:
    'La même comparaison à périmètre constant : les seuls communes et EPCI qui ont un montant des deux côtés, l’un et l’autre ' +
    'exercice (ou nature), sous les mêmes filtres. Un territoire qui n’a communiqué que d’un côté n’y fait ni hausse ni baisse.',
})
export class SubsidyLikeForLike {
  @Field(() => Int, {
    description: 'Communes et EPCI de ce périmètre qui ont un montant dans la ligne, d’un côté au moins.',
  })
  readonly territories!: number;

  @Field(() => EuroScalar, { nullable: true, description: 'Leur montant ; vide s’il n’y en a pas.' })
  readonly amount!: number | null;

  @Field(() => EuroScalar, {
    nullable: true,
    description: 'Leur montant de l’autre côté ; vide s’il n’y en a pas.',
  })
  readonly comparedAmount!: number | null;

  @Field(() => EuroScalar, { nullable: true, description: 'Différence ; vide si l’un des deux est vide.' })
  readonly difference!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Différence rapportée au montant de l’autre côté ; vide s’il est vide, nul ou négatif.',
  })
  readonly rate!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Vrai si elle dépasse 10 %, en plus ou en moins ; vide sans taux.',
  })
  readonly alert!: boolean | null;
}

@ObjectType({
  description:
    'L’exercice d’avant, celui de « compareTo », ou le premier de la convention (« compareToStart »), et ce qui a changé.',
})
export class SubsidyChange {
  @Field(() => EuroScalar, {
    nullable: true,
    description: 'Montant de cet exercice ; vide s’il est inconnu.',
  })
  readonly amount!: number | null;

  @Field(() => [Int], { description: 'Les exercices que ce montant additionne.' })
  readonly fiscalYears!: readonly number[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Avec « compareToStart », le premier exercice de la convention, même si rien n’en est communiqué ; vide sinon.',
  })
  readonly firstFiscalYear!: number | null;

  @Field(() => EuroScalar, {
    nullable: true,
    description:
      'Différence ; vide si l’un des deux est inconnu, ou si les exercices additionnés ne se suivent pas un à un.',
  })
  readonly difference!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Différence rapportée à cet exercice ; vide s’il est inconnu, nul ou négatif.',
  })
  readonly rate!: number | null;

  @Field(() => SubsidyLikeForLike, {
    nullable: true,
    description: 'La même, des seuls territoires qui ont communiqué les deux exercices.',
  })
  readonly likeForLike!: SubsidyLikeForLike | null;
}

@ObjectType({
  description: 'L’autre nature aux mêmes exercices, et l’écart. Rien n’additionne les deux.',
})
export class SubsidyNatureGap {
  @Field(() => SubsidyNature, { description: 'L’autre nature.' })
  readonly nature!: SubsidyNature;

  @Field(() => EuroScalar, { nullable: true, description: 'Son montant ; vide s’il est inconnu.' })
  readonly amount!: number | null;

  @Field(() => [Int], { description: 'Les exercices que ce montant additionne.' })
  readonly fiscalYears!: readonly number[];

  @Field(() => EuroScalar, {
    nullable: true,
    description:
      'Montant de la ligne, moins celui-ci ; vide si l’un des deux est inconnu, ou s’ils ne sont pas des mêmes exercices.',
  })
  readonly difference!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Différence rapportée à l’autre nature, par exemple (réel − prévisionnel) / prévisionnel ; vide si elle est inconnue, ' +
      'nulle ou négative.',
  })
  readonly rate!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Vrai si l’écart dépasse 10 %, en plus ou en moins ; vide sans taux. Un territoire qui n’a communiqué qu’une nature y compte : ' +
      'celui de « likeForLike » ne tient qu’aux autres.',
  })
  readonly alert!: boolean | null;

  @Field(() => SubsidyLikeForLike, {
    nullable: true,
    description: 'Le même, des seuls territoires qui ont un montant des deux natures.',
  })
  readonly likeForLike!: SubsidyLikeForLike | null;
}
