import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { connectionOf } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { DateScalar } from '../../graphql/scalars.js';
import { CommuneCoverageState } from '../coverage.type.js';

@ObjectType({
  description: 'Une commune qu’aucune CTG en vigueur ne couvre, ou que la dernière cesse bientôt de couvrir.',
})
export class CoverageAlert {
  @Field(() => CommuneCoverageState, {
    description: 'Ce que le hub en sait à la date ; COVERED : la couverture prend fin bientôt.',
  })
  readonly state!: CommuneCoverageState;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Dernier jour couvert : de la CTG en vigueur qui finit le plus tard, ou de la dernière finie. Vide si aucune n’est ' +
      'connue, ou si ses dates ne le sont pas.',
  })
  readonly endsOn!: LocalDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Jours qui restent jusqu’à ce dernier jour ; négatif s’il est passé.',
  })
  readonly daysLeft!: number | null;
}

export const CoverageAlertConnection = connectionOf(
  () => CoverageAlert,
  'CoverageAlert',
  'de communes sans CTG, ou bientôt sans',
);

@ArgsType()
export class CoverageAlertArgs extends PageArgs {
  @Field(() => Int, {
    defaultValue: 12,
    description: 'Retient les CTG qui prennent fin dans moins de tant de mois, de 0 à 60 (12 par défaut).',
  })
  readonly months!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => CoverageRule, {
    defaultValue: CoverageRule.PERIOD,
    description: 'La règle : par période (par défaut), ou par période et signature.',
  })
  readonly rule!: CoverageRule;

  @Field(() => [CommuneCoverageState], {
    nullable: true,
    description: 'États voulus ; tous par défaut (une liste vide est refusée).',
  })
  readonly states?: CommuneCoverageState[] | null;
}
