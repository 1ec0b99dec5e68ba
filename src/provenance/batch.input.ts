import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../graphql/page-args.js';
import { DatasetName } from './dataset-name.js';
import './provenance.enums.js';

@ArgsType()
export class BatchArgs extends PageArgs {
  @Field(() => DatasetName, { nullable: true, description: 'Jeu de données ; tous par défaut.' })
  readonly dataset?: DatasetName | null;

  @Field(() => String, {
    nullable: true,
    description: 'Qui a chargé, en toutes lettres (majuscules indifférentes) ; tout le monde par défaut.',
  })
  readonly author?: string | null;
}
