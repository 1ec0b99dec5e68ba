import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { EuroScalar } from '../../graphql/scalars.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { minimumOperators } from './concentration.rules.js';

@ObjectType({
  description:
    'La part des premiers gestionnaires dans un total. Les noms n’y sont pas, et rien n’en est dit s’ils sont moins de ' +
    `${minimumOperators}.`,
})
export class OperatorConcentration {
  @Field(() => ValueState, {
    description:
      'REPORTED ; NOT_REPORTED si aucun montant ne dit son gestionnaire ; SUPPRESSED s’ils sont trop peu nombreux.',
  })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Sans part : pourquoi.' })
  readonly hint!: string | null;

  @Field(() => Int, { description: 'Combien de premiers gestionnaires sont additionnés.' })
  readonly first!: number;

  @Field(() => Int, { description: 'Gestionnaires en tout.' })
  readonly operators!: number;

  @Field(() => EuroScalar, { nullable: true, description: 'Montant des premiers.' })
  readonly amount!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Leur part dans les montants qui disent leur gestionnaire, de 0 à 1.',
  })
  readonly share!: number | null;

  @Field(() => EuroScalar, { nullable: true, description: 'Montants qui ne disent pas leur gestionnaire.' })
  readonly amountWithoutOperator!: number | null;
}

@ArgsType()
export class ConcentrationArgs {
  @Field(() => Int, { defaultValue: 10, description: 'Nombre de premiers gestionnaires, de 3 à 100.' })
  readonly first!: number;
}
