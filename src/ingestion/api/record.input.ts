import { ArgsType, Field } from 'type-graphql';
import { Acceptance, LoadStrategy } from '../../provenance/provenance.enums.js';
import { progress } from '../datasets/progress.dataset.js';
import { subsidies } from '../datasets/subsidies.dataset.js';
import { inputColumns, inputTypeOf, type RowInput } from './row-input.input.js';
import { maximumRows } from './rows-file.js';

export const progressColumns = inputColumns(progress, []);
export const ActionProgressInput = inputTypeOf('ActionProgressInput', progress, progressColumns);

// The API takes euros of social action, and nothing else: there is no unit nor flow to say.
export const subsidyColumns = inputColumns(subsidies, ['unit', 'flow']);
export const SubsidyInput = inputTypeOf('SubsidyInput', subsidies, subsidyColumns);

const rows = `Les lignes, ${maximumRows} au plus ; les remarques du rapport les numérotent à partir de 1.`;

@ArgsType()
export class WriteArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Qui charge : une personne ou un service. Obligatoire si le hub ne demande pas de clé ; s’il en demande une, l’auteur ' +
      'est le nom de la clé, et ce nom-ci est gardé à part (« onBehalfOf »).',
  })
  readonly author?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Vrai pour un essai : tout est fait, rien n’est gardé.',
  })
  readonly dryRun!: boolean;
}

@ArgsType()
export class RecordArgs extends WriteArgs {
  @Field(() => Acceptance, {
    defaultValue: Acceptance.ALL_OR_NOTHING,
    description: 'Ce que deviennent les lignes fausses : par défaut, une seule laisse tout dehors.',
  })
  readonly acceptance!: Acceptance;
}

@ArgsType()
export class RecordActionProgressArgs extends RecordArgs {
  @Field(() => [ActionProgressInput], { description: rows })
  readonly input!: readonly RowInput[];
}

@ArgsType()
export class RecordSubsidiesArgs extends RecordArgs {
  @Field(() => [SubsidyInput], { description: rows })
  readonly input!: readonly RowInput[];

  @Field(() => LoadStrategy, {
    defaultValue: LoadStrategy.ADD_AND_UPDATE,
    description: 'Ce que devient ce que le hub sait déjà : par défaut, rien n’est enlevé.',
  })
  readonly strategy!: LoadStrategy;
}
