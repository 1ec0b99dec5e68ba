import { ArgsType, Field, Int } from 'type-graphql';
import { PageArgs } from '../../graphql/page-args.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import '../../provenance/provenance.enums.js';

@ArgsType()
export class DatasetRowsArgs extends PageArgs {
  @Field(() => DatasetName, { description: 'Jeu de données.' })
  readonly dataset!: DatasetName;

  @Field(() => TerritoryRef, { description: 'Territoire dont on veut les lignes.' })
  readonly territory!: TerritoryRef;

  @Field(() => Int, {
    nullable: true,
    description: 'Seulement les lignes de cet exercice, pour un jeu de données qui en a.',
  })
  readonly fiscalYear?: number | null;
}
