import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import { FundingLine } from '../funding-line.rules.js';
import '../subsidy.enums.js';
import { SubsidyNature } from '../subsidy.rules.js';
import { AbsenceState, AbsenceUnit } from './funding-absences.rules.js';

registerEnumType(AbsenceUnit, {
  name: 'AbsenceUnit',
  description: 'De quoi une ligne de financement est absente.',
  valuesConfig: {
    COMMUNE: { description: 'Communes, par leurs propres montants.' },
    EPCI: { description: 'EPCI, avec leurs communes.' },
    CONVENTION: {
      description:
        'Conventions dont l’exercice est dans la période, ou l’est peut-être, avec leur périmètre.',
    },
  },
});

registerEnumType(AbsenceState, {
  name: 'AbsenceState',
  description: 'Ce qui est su d’une ligne dont aucun montant n’est connu.',
  valuesConfig: {
    ABSENT: { description: 'D’autres montants sont communiqués, tous d’une autre ligne.' },
    UNCERTAIN: {
      description: 'Des montants communiqués sont sans ligne, ou mis de côté : la ligne y est peut-être.',
    },
    NOT_REPORTED: { description: 'Aucun montant n’est communiqué pour l’exercice : on n’en sait rien.' },
  },
});

@ObjectType({ description: 'Une ligne de financement dont un territoire n’a aucun montant.' })
export class FundingAbsence {
  @Field(() => FundingLine, { description: 'La ligne.' })
  readonly fundingLine!: FundingLine;

  @Field(() => AbsenceState, { description: 'Absente, incertaine, ou rien de communiqué.' })
  readonly state!: AbsenceState;
}

export const FundingAbsenceConnection = connectionOf(
  () => FundingAbsence,
  'FundingAbsence',
  'de lignes de financement absentes',
);

@ArgsType()
export class FundingAbsencesArgs extends PageArgs {
  @Field(() => TerritoryRef, { description: 'Territoire.' })
  readonly within!: TerritoryRef;

  @Field(() => AbsenceUnit, {
    defaultValue: AbsenceUnit.COMMUNE,
    description: 'De quoi ; les communes par défaut.',
  })
  readonly unit!: AbsenceUnit;

  @Field(() => [FundingLine], { description: 'Les lignes cherchées.' })
  readonly fundingLines!: FundingLine[];

  @Field(() => Int, { nullable: true, description: 'Exercice ; le dernier clos par défaut.' })
  readonly fiscalYear?: number | null;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Nature ; le réel par défaut.',
  })
  readonly nature!: SubsidyNature;

  @Field(() => [AbsenceState], { nullable: true, description: 'Ce qui est su ; tout par défaut.' })
  readonly states?: AbsenceState[] | null;
}
