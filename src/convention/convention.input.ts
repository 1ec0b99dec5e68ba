import { ArgsType, Field } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { readList } from '../graphql/list.js';
import { PageArgs } from '../graphql/page-args.js';
import { DateScalar } from '../graphql/scalars.js';
import { dateOrToday } from '../graphql/series.rules.js';
import { ConventionState, CoverageRule } from './convention.rules.js';
import type { ConventionFilter } from './convention.sql.js';
import type { StateQuestion } from './convention-state.sql.js';

@ArgsType()
export class StateArgs {
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
}

/** What a filter by states looks at: a convention may have left a territory, which only a list without states tells. */
export const statesDescription =
  'États à la date « on » (au sein d’un territoire : de ce qui y tient ce jour-là) ; par défaut, toutes les conventions, de tous les ' +
  'jours (une liste vide est refusée).';

@ArgsType()
export class ConventionListArgs extends PageArgs {
  @Field(() => [ConventionState], {
    nullable: true,
    description: statesDescription,
  })
  readonly states?: ConventionState[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date des états ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => CoverageRule, { defaultValue: CoverageRule.PERIOD, description: 'La règle des états.' })
  readonly rule!: CoverageRule;
}

@ArgsType()
export class PerimeterArgs extends PageArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Ne garde que les communes dans le périmètre ce jour-là ; toutes, avec leurs dates, par défaut.',
  })
  readonly on?: LocalDate | null;
}

export const stateQuestion = ({ on, rule }: StateArgs): StateQuestion => ({ on: dateOrToday(on), rule });

export const conventionFilter = ({ states, on, rule }: ConventionListArgs): ConventionFilter => ({
  ...stateQuestion({ on: on ?? null, rule }),
  states: readList('states', states),
});
