import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { Distribution } from '../../graphql/distribution.type.js';
import { connectionOf } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { ValueState } from '../../provenance/provenance.type.js';
import '../leads/lead.enums.js';
import { LeadKind } from '../leads/lead.rules.js';

@ObjectType({ description: 'Les actions en retard d’une sorte de pilotes.' })
export class OverdueByLead {
  @Field(() => LeadKind, { nullable: true, description: 'Qui pilote ; vide si le plan ne le dit pas.' })
  readonly leadKind!: LeadKind | null;

  @Field(() => Int, { description: 'Actions en retard.' })
  readonly overdue!: number;

  @Field(() => Ratio, {
    description: 'Actions en retard, sur celles de ces pilotes dont l’échéance est passée, closes ou non.',
  })
  readonly rate!: Ratio;

  @Field(() => Distribution, { description: 'Jours de retard de ces actions.' })
  readonly days!: Distribution;
}

@ObjectType({ description: 'Une action en retard.' })
export class OverdueAction {
  @Field(() => Int, { description: 'Jours passés depuis l’échéance.' })
  readonly daysOverdue!: number;
}

export const OverdueActionConnection = connectionOf(
  () => OverdueAction,
  'OverdueAction',
  'd’actions en retard',
);

@ObjectType({
  description:
    'Les actions en retard à une date : échéance passée, ni réalisées, ni abandonnées, ni permanentes. Le compte est celui de ' +
    '« completion ». Une action sans échéance connue n’y est jamais.',
})
export class OverdueActions {
  @Field(() => DateScalar, { description: 'La date.' })
  readonly on!: LocalDate;

  @Field(() => ValueState, {
    description: 'NOT_REPORTED si le hub ne connaît aucune action, ou aucune échéance.',
  })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Pourquoi le nombre est inconnu, ou n’est que prévu.' })
  readonly hint!: string | null;

  @Field(() => Int, { nullable: true, description: 'Actions en retard ; vide si c’est inconnu.' })
  readonly overdue!: number | null;

  @Field(() => Ratio, {
    description: 'Actions en retard, sur toutes celles dont l’échéance est passée, closes ou non.',
  })
  readonly rate!: Ratio;

  @Field(() => Int, { description: 'Parmi elles, celles dont l’état est inconnu : peut-être achevées.' })
  readonly statusUnknown!: number;

  @Field(() => Int, { description: 'Actions sans échéance connue : on ne sait pas si elles sont en retard.' })
  readonly withoutDueDate!: number;

  @Field(() => Distribution, { description: 'Jours de retard.' })
  readonly days!: Distribution;

  @Field(() => [OverdueByLead], {
    description: 'Par sorte de pilotes, d’abord celle qui a le plus d’actions en retard ; aucune n’y manque.',
  })
  readonly byLeadKind!: readonly OverdueByLead[];
}

@ArgsType()
export class OverdueListArgs extends PageArgs {
  @Field(() => [LeadKind], {
    nullable: true,
    description: 'Sortes de pilotes à garder ; toutes par défaut (une liste vide est refusée).',
  })
  readonly leadKinds?: LeadKind[] | null;
}
