import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import '../../convention/convention.enums.js';
import { Theme } from '../../convention/convention.rules.js';
import { EuroScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import '../subsidy.enums.js';
import { Sector, SubsidyNature } from '../subsidy.rules.js';

@ObjectType({
  description: 'Une thématique et le secteur du même nom, ou l’un des deux seul.',
})
export class PriorityShare {
  @Field(() => Theme, { nullable: true, description: 'Thématique ; vide pour un secteur sans thématique.' })
  readonly theme!: Theme | null;

  @Field(() => Sector, { nullable: true, description: 'Secteur ; vide pour une thématique sans secteur.' })
  readonly sector!: Sector | null;

  @Field(() => String, { description: 'Nom français.' })
  readonly label!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Enjeux qui portent la thématique ; vide pour un secteur seul.',
  })
  readonly priorities!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Part de ces enjeux parmi les mentions de thématiques, de 0 à 1 : un enjeu de deux thématiques compte dans chacune.',
  })
  readonly priorityShare!: number | null;

  @Field(() => EuroScalar, {
    nullable: true,
    description: 'Montant du secteur ; vide si rien n’y est communiqué, et pour une thématique seule.',
  })
  readonly amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'Part de ce montant dans le total, de 0 à 1.' })
  readonly amountShare!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Part du montant moins part des enjeux, en points (de −100 à 100) : positif si l’argent va au-delà des priorités. Vide si l’une ' +
      'des deux parts manque.',
  })
  readonly gap!: number | null;
}

@ObjectType({
  description:
    'Les enjeux des conventions dont l’exercice est dans la période, à côté de l’argent de leurs communes et de leurs EPCI : deux ' +
    'parts par thématique. Ce qui n’est sous aucune convention n’y est pas.',
})
export class PrioritiesAndSpending {
  @Field(() => Int, { description: 'Exercice.' })
  readonly fiscalYear!: number;

  @Field(() => SubsidyNature, { description: 'Nature des montants.' })
  readonly nature!: SubsidyNature;

  @Field(() => Int, { description: 'Conventions dont l’exercice est dans la période, ou l’est peut-être.' })
  readonly conventions!: number;

  @Field(() => Int, {
    description:
      'Celles dont aucun enjeu n’est connu : leur argent est à part (« amountWithoutPriorities »), pour que les deux parts soient des mêmes ' +
      'conventions.',
  })
  readonly conventionsWithoutPriorities!: number;

  @Field(() => Int, { description: 'Enjeux de ces conventions.' })
  readonly priorities!: number;

  @Field(() => Int, { description: 'Ceux qui ne portent aucune thématique.' })
  readonly prioritiesWithoutTheme!: number;

  @Field(() => EuroScalar, {
    nullable: true,
    description:
      'Total des montants des conventions dont des enjeux sont connus, de toutes si aucune n’en a ; vide si rien n’est communiqué.',
  })
  readonly amount!: number | null;

  @Field(() => EuroScalar, {
    nullable: true,
    description:
      'Montants des communes et EPCI qui ne sont sous aucune de ces conventions, mais sous une dont aucun enjeu n’est connu : dans aucune ' +
      'part. Vide si rien n’est communiqué.',
  })
  readonly amountWithoutPriorities!: number | null;

  @Field(() => [PriorityShare], {
    description: 'Par thématique et secteur, ceux qui ont un enjeu ou un montant.',
  })
  readonly shares!: readonly PriorityShare[];

  @Field(() => Passport, { description: 'Sur quoi « amount » repose : les communes de ces conventions.' })
  readonly passport!: Passport;
}

@ArgsType()
export class PrioritiesArgs {
  @Field(() => Int, { nullable: true, description: 'Exercice ; le dernier clos par défaut.' })
  readonly fiscalYear?: number | null;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Nature ; le réel par défaut.',
  })
  readonly nature!: SubsidyNature;
}
