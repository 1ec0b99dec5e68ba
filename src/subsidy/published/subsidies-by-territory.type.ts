import { Field, Float, Int, ObjectType } from 'type-graphql';
import { EuroScalar } from '../../graphql/scalars.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { AmountPrecision, Sector, SubsidyNature } from '../subsidy.rules.js';
import { byTerritoryMeasures } from './by-territory-measures.rules.js';

@ObjectType({ description: 'Les subventions d’un territoire pour un exercice, en tout ou d’un secteur.' })
export class SubsidiesOfTerritory {
  @Field(() => Sector, { nullable: true, description: 'Le secteur ; vide pour tous ensemble.' })
  readonly sector!: Sector | null;

  @Field(() => ValueState, { description: 'Ce que veut dire le montant ; NOT_REPORTED n’est pas zéro.' })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Sans montant : pourquoi.' })
  readonly hint!: string | null;

  @Field(() => EuroScalar, {
    nullable: true,
    description: byTerritoryMeasures.AMOUNT.definition,
  })
  readonly amount!: number | null;

  @Field(() => AmountPrecision, { nullable: true, description: 'Précision du montant.' })
  readonly precision!: AmountPrecision | null;

  @Field(() => Float, { nullable: true, description: byTerritoryMeasures.PER_INHABITANT.definition })
  readonly perInhabitant!: number | null;

  @Field(() => Passport, {
    description:
      'Sur quoi le total du territoire repose, tous secteurs ensemble : celui d’un secteur en est une part.',
  })
  readonly passport!: Passport;
}

@ObjectType({
  description:
    'Les subventions des territoires d’un niveau : des chiffres qui se publient tels quels. Pour un partenaire ou un lecteur, ceux que ' +
    'cache le secret statistique restent cachés sous toutes les formes, et ne se retrouvent pas par différence.',
})
export class SubsidiesByTerritory {
  @Field(() => Int, { description: 'L’exercice.' })
  readonly fiscalYear!: number;

  @Field(() => SubsidyNature, { description: 'La nature additionnée : une seule.' })
  readonly nature!: SubsidyNature;

  @Field(() => ValueState, {
    description: 'Ce que veut dire la table ; NOT_REPORTED si elle n’a aucune ligne.',
  })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Sans ligne : pourquoi.' })
  readonly hint!: string | null;

  @Field(() => [SubsidiesOfTerritory], {
    description:
      'Une page de lignes, de la plus grande à la plus petite, celles qui sont cachées à la fin par code. Un EPCI entier est sous le ' +
      'département où vivent le plus de ses habitants : s’il en déborde, les lignes ne font pas le total.',
  })
  readonly rows!: SubsidiesOfTerritory[];

  @Field(() => Int, { description: 'Nombre de lignes en tout.' })
  readonly totalCount!: number;

  @Field(() => Int, { description: 'Combien d’entre elles sont cachées.' })
  readonly suppressed!: number;

  @Field(() => SubsidiesOfTerritory, {
    description: 'Le territoire où l’on cherche, en tout : jamais une somme des lignes montrées.',
  })
  readonly total!: SubsidiesOfTerritory;

  @Field(() => Passport, { description: 'Sur quoi la table repose, dans le territoire où l’on cherche.' })
  readonly passport!: Passport;
}
