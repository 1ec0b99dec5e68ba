import { ArgsType, Field, Int } from 'type-graphql';
import { TerritoryRef } from '../../territory/territory.input.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import '../subsidy.enums.js';
import { SubsidyNature } from '../subsidy.rules.js';

@ArgsType()
export class SubsidiesByTerritoryArgs {
  @Field(() => TerritoryKind, { description: 'Niveau des territoires de la table.' })
  readonly level!: TerritoryKind;

  @Field(() => TerritoryRef, {
    nullable: true,
    description: 'Territoire où les chercher ; la France entière par défaut.',
  })
  readonly within?: TerritoryRef | null;

  @Field(() => Int, { nullable: true, description: 'Exercice ; le dernier clos par défaut.' })
  readonly fiscalYear?: number | null;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Nature additionnée, une seule : le réel par défaut.',
  })
  readonly nature!: SubsidyNature;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Vrai pour ajouter une ligne par secteur de chaque territoire.',
  })
  readonly bySector!: boolean;

  @Field(() => Int, { defaultValue: 100, description: 'Nombre de lignes, de 1 à 1 000.' })
  readonly first!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Nombre de lignes à passer avant la première.' })
  readonly offset!: number;
}
