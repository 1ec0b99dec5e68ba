import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { connectionOf } from '../graphql/page.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { DatasetName } from '../provenance/dataset-name.js';
import '../provenance/provenance.enums.js';
import '../subsidy/subsidy.enums.js';
import { SubsidyNature } from '../subsidy/subsidy.rules.js';
import type { Campaign } from './campaign.entity.js';
import type { ExpectedDataset } from './completeness.rules.js';

@ObjectType('Campaign', { description: 'L’échéance d’un jeu de données pour un exercice.' })
export class CampaignType implements Pick<Campaign, 'fiscalYear' | 'author'> {
  @Field(() => DatasetName, { description: 'Le jeu de données.' })
  readonly dataset!: ExpectedDataset;

  @Field(() => Int, { description: 'L’exercice.' })
  readonly fiscalYear!: number;

  @Field(() => SubsidyNature, {
    nullable: true,
    description: 'La nature des montants, pour les subventions : chacune a son échéance. Vide pour le reste.',
  })
  readonly nature!: SubsidyNature | null;

  @Field(() => DateScalar, { description: 'Dernier jour pour être à temps.' })
  readonly dueOn!: LocalDate;

  @Field(() => String, { description: 'Qui a fixé l’échéance.' })
  readonly author!: string;

  @Field(() => DateTimeScalar, { description: 'Quand elle a été fixée.' })
  readonly setAt!: string;
}

export const CampaignConnection = connectionOf(() => CampaignType, 'Campaign', 'd’échéances');

@ArgsType()
export class CampaignArgs {
  @Field(() => DatasetName, { description: 'Le jeu de données.' })
  readonly dataset!: DatasetName;

  @Field(() => Int, { description: 'L’exercice.' })
  readonly fiscalYear!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Dernier jour pour être à temps ; vide : retire l’échéance.',
  })
  readonly dueOn?: LocalDate | null;

  @Field(() => String, { description: 'Qui fixe l’échéance.' })
  readonly author!: string;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Pour les subventions : la nature qui est due ce jour-là, le réel par défaut.',
  })
  readonly nature!: SubsidyNature;
}
