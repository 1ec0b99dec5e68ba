import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { CoverageRule } from '../convention/convention.rules.js';
import { connectionOf } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { Ratio } from '../graphql/ratio.type.js';
import { DateScalar } from '../graphql/scalars.js';
import { Passport } from '../provenance/provenance.type.js';

export enum CommuneCoverageState {
  COVERED = 'COVERED',
  NOT_COVERED = 'NOT_COVERED',
  UNDETERMINED = 'UNDETERMINED',
  NOT_REPORTED = 'NOT_REPORTED',
}
registerEnumType(CommuneCoverageState, {
  name: 'CommuneCoverageState',
  description: 'Ce que le hub sait de la couverture d’une commune à une date.',
  valuesConfig: {
    COVERED: { description: 'Dans le périmètre d’au moins une convention en vigueur.' },
    NOT_COVERED: { description: 'Des conventions la nomment, aucune n’est en vigueur à la date.' },
    UNDETERMINED: { description: 'Une convention la nomme, mais sa source ne donne pas les dates.' },
    NOT_REPORTED: {
      description: 'Aucune convention connue du hub ne la nomme : on ne sait pas si elle est couverte.',
    },
  },
});

@ObjectType({
  description:
    'Ce que le hub ne peut pas trancher à cette date : compté à part, jamais dans le numérateur ni deviné.',
})
export class CoverageUnknowns {
  @Field(() => Int, {
    description: 'Communes nommées seulement par des conventions dont les dates sont inconnues.',
  })
  readonly communes!: number;

  @Field(() => Int, { description: 'Habitants de ces communes.' })
  readonly population!: number;

  @Field(() => Int, {
    description: 'Conventions dont les dates ne permettent pas de dire si elles sont en vigueur.',
  })
  readonly conventionsWithUnknownDates!: number;

  @Field(() => Int, {
    description: 'Conventions en vigueur dont la source ne donne pas toutes les communes du périmètre.',
  })
  readonly conventionsWithUnknownPerimeter!: number;

  @Field(() => Int, {
    description:
      'Communes que ces dernières annoncent sans les nommer : elles ne sont dans aucun compte ci-dessus.',
  })
  readonly communesAnnouncedNotNamed!: number;
}

@ObjectType('CtgCoverage', {
  description:
    'Couverture par une CTG en vigueur à une date, en communes et en habitants. Une commune compte une seule fois, ' +
    'quel que soit le nombre de CTG qui la couvrent. C’est un minimum dès que « passport.complete » est faux.',
})
export class CtgCoverage {
  @Field(() => DateScalar, { description: 'La date de la mesure.' })
  readonly on!: LocalDate;

  @Field(() => CoverageRule, { description: 'La règle appliquée.' })
  readonly rule!: CoverageRule;

  @Field(() => Ratio, { description: 'Communes couvertes, sur toutes les communes du territoire.' })
  readonly communes!: Ratio;

  @Field(() => Ratio, { description: 'Population municipale couverte, sur celle de tout le territoire.' })
  readonly population!: Ratio;

  @Field(() => Int, { description: 'Conventions en vigueur qui touchent le territoire.' })
  readonly conventionsInForce!: number;

  @Field(() => CoverageUnknowns, { description: 'Ce qui reste indéterminé, compté à part.' })
  readonly unknown!: CoverageUnknowns;

  @Field(() => String, {
    nullable: true,
    description:
      'Si rien n’est couvert parce que la date est avant le début ou après la fin de toutes les conventions connues du territoire : le dit. Vide ' +
      'sinon, et pour une convention seule, dont le hub sait quand elle a pris fin.',
  })
  readonly hint!: string | null;

  @Field(() => Passport, { description: 'Sur quoi le chiffre repose.' })
  readonly passport!: Passport;
}

@ObjectType({ description: 'Une commune derrière un chiffre de couverture.' })
export class CommuneCoverage {
  @Field(() => CommuneCoverageState, { description: 'Ce que le hub en sait à la date.' })
  readonly state!: CommuneCoverageState;
}

export const CommuneCoverageConnection = connectionOf(
  () => CommuneCoverage,
  'CommuneCoverage',
  'de communes avec leur couverture',
);

@ArgsType()
export class CommuneCoverageArgs extends PageArgs {
  @Field(() => [CommuneCoverageState], {
    nullable: true,
    description: 'États voulus ; tous par défaut (une liste vide est refusée).',
  })
  readonly states?: CommuneCoverageState[] | null;
}
