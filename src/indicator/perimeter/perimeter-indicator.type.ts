import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { ChildcareArgs } from '../childcare/childcare.type.js';
import '../indicator.enums.js';
import { IndicatorKind } from '../indicator.rules.js';
import { type IndicatorValueRow, IndicatorValueType } from '../indicator.type.js';

@ObjectType({
  description:
    'Un nombre sur les communes du périmètre d’une convention. Les communes dont il est secret ou inconnu ne sont pas comptées pour ' +
    'zéro : la somme est alors un minimum. Des nombres arrondis ne s’additionnent qu’à peu près.',
})
export class PerimeterIndicator {
  @Field(() => IndicatorKind, { description: 'L’indicateur.' })
  readonly kind!: IndicatorKind;

  @Field(() => String, { description: 'Son nom français.' })
  readonly label!: string;

  @Field(() => ValueState, {
    description:
      'REPORTED si toutes les communes du périmètre le donnent ; SUPPRESSED s’il n’en manque que de secrètes ; sinon NOT_REPORTED.',
  })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Ce qui manque.' })
  readonly hint!: string | null;

  @Field(() => Int, { description: 'Communes du périmètre à la date.' })
  readonly communes!: number;

  @Field(() => Int, { description: 'Communes dont le nombre est connu ; il peut être zéro.' })
  readonly reported!: number;

  @Field(() => Int, { description: 'Communes dont le secret statistique cache le nombre.' })
  readonly suppressed!: number;

  @Field(() => Int, { description: 'Communes dont rien n’est communiqué.' })
  readonly notReported!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Somme des nombres connus ; vide s’il n’y en a aucun. Un minimum quand « state » n’est pas REPORTED.',
  })
  readonly knownSum!: number | null;

  @Field(() => IndicatorValueType, {
    nullable: true,
    description:
      'Le nombre que sa source donne pour le département de la Caf : jamais une somme de communes.',
  })
  readonly department!: IndicatorValueRow | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Part de ce nombre, de 0 à 1 : « knownSum » sur celui du département ; un minimum quand « state » n’est pas REPORTED. Vide si ' +
      'l’un manque, ou s’ils ne sont pas tous du même jour.',
  })
  readonly shareOfDepartment!: number | null;

  @Field(() => Passport, { description: 'Sur quoi la somme repose.' })
  readonly passport!: Passport;
}

@ArgsType()
export class PerimeterIndicatorArgs extends ChildcareArgs {
  @Field(() => [IndicatorKind], {
    description: 'Les indicateurs, parmi ceux qui s’additionnent : foyers, enfants, places…',
  })
  readonly kinds!: IndicatorKind[];
}
