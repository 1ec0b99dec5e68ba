import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { connectionOf } from '../../graphql/page.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { ActionField } from './action-quality.rules.js';

registerEnumType(ActionField, {
  name: 'ActionField',
  description: 'Ce qu’il faut à une action pour qu’on puisse la suivre.',
  valuesConfig: {
    LEAD: { description: 'Un pilote.' },
    DUE_DATE: { description: 'Une échéance dont on puisse lire le jour.' },
    THEME: { description: 'Une thématique.' },
    INDICATOR: { description: 'Un indicateur de suivi.' },
    BASELINE: { description: 'La valeur de départ de cet indicateur.' },
    PROGRESS: { description: 'Au moins un état daté, à la date ou avant.' },
  },
});

@ObjectType({
  description: 'Une chose qu’il faut à une action, et combien d’actions l’ont.',
})
export class ActionFieldQuality {
  @Field(() => ActionField, { description: 'La chose.' })
  readonly field!: ActionField;

  @Field(() => Int, { description: 'Actions à qui elle manque.' })
  readonly missing!: number;

  @Field(() => Ratio, { description: 'Actions qui l’ont, sur toutes.' })
  readonly filled!: Ratio;
}

@ObjectType({ description: 'Une action à qui il manque quelque chose.' })
export class IncompleteAction {
  @Field(() => [ActionField], { description: 'Ce qui lui manque de ce qui est demandé.' })
  readonly missing!: readonly ActionField[];
}

export const IncompleteActionConnection = connectionOf(
  () => IncompleteAction,
  'IncompleteAction',
  'd’actions incomplètes',
);

@ObjectType({
  description:
    'Ce que le hub sait des actions, et ce qui leur manque pour être suivies. Ce qui manque au hub peut exister dans le texte.',
})
export class ActionQuality {
  @Field(() => DateScalar, { description: 'La date.' })
  readonly on!: LocalDate;

  @Field(() => ValueState, { description: 'NOT_REPORTED si le hub ne connaît aucune action.' })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Pourquoi il n’y a pas de taux.' })
  readonly hint!: string | null;

  @Field(() => Ratio, { description: 'Actions à qui rien ne manque de ce qui est demandé, sur toutes.' })
  readonly complete!: Ratio;

  @Field(() => [ActionFieldQuality], { description: 'Chaque chose demandée, dans l’ordre demandé.' })
  readonly fields!: readonly ActionFieldQuality[];
}

@ArgsType()
export class ActionQualityArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => [ActionField], {
    nullable: true,
    description: 'Ce qu’il faut à une action ; tout par défaut.',
  })
  readonly fields?: ActionField[] | null;
}
