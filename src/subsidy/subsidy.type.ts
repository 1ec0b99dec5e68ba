import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/page.js';
import { Ratio } from '../graphql/ratio.type.js';
import { EuroScalar } from '../graphql/scalars.js';
import { Passport, ValueState } from '../provenance/provenance.type.js';
import type { SourceColumns } from '../provenance/source.js';
import { FundingLine } from './funding-line.rules.js';
import './subsidy.enums.js';
import type { Subsidy } from './subsidy.entity.js';
import {
  AmountPrecision,
  Periodicity,
  Section,
  Sector,
  SetAsideReason,
  SubsidyNature,
} from './subsidy.rules.js';

/** An amount as the queries return it: `amount` is in cents, the Euro scalar divides. */
export interface SubsidyRow extends SubsidyAmount, SourceColumns {
  readonly territoryId: string;
}

@ObjectType('SubsidyAmount', { description: 'Un montant de subvention, tel que sa source le donne.' })
export class SubsidyAmount
  implements Pick<Subsidy, 'reference' | 'fiscalYear' | 'yearFrom' | 'yearTo' | 'notes' | 'demonstration'>
{
  @Field(() => String, { description: 'Identifiant du montant dans son fichier.' })
  readonly reference!: string;

  @Field(() => Int, { nullable: true, description: 'Exercice, si le montant en a un seul.' })
  readonly fiscalYear!: number | null;

  @Field(() => Int, { nullable: true, description: 'Première année.' })
  readonly yearFrom!: number | null;

  @Field(() => Int, { nullable: true, description: 'Dernière année.' })
  readonly yearTo!: number | null;

  @Field(() => Periodicity, { description: 'Ce que veulent dire ces années.' })
  readonly periodicity!: Periodicity;

  @Field(() => EuroScalar, { description: 'Montant en euros.' })
  readonly amount!: number | string;

  @Field(() => AmountPrecision, { description: 'Précision du montant.' })
  readonly precision!: AmountPrecision;

  @Field(() => Sector, { description: 'Secteur ; UNALLOCATED si la source en donne plusieurs ou aucun.' })
  readonly sector!: Sector;

  @Field(() => [String], { description: 'Secteurs dans les mots de la source.' })
  readonly sectorWords!: string[];

  @Field(() => FundingLine, { description: 'Ligne de financement de la nomenclature.' })
  readonly fundingLine!: FundingLine;

  @Field(() => String, { nullable: true, description: 'Ligne dans les mots de la source.' })
  readonly fundingLineWords!: string | null;

  @Field(() => Section, { description: 'Fonctionnement ou investissement.' })
  readonly section!: Section;

  @Field(() => SubsidyNature, { description: 'Nature du montant.' })
  readonly nature!: SubsidyNature;

  @Field(() => String, { nullable: true, description: 'Nature dans les mots de la source.' })
  readonly natureWords!: string | null;

  @Field(() => SetAsideReason, {
    nullable: true,
    description: 'Pourquoi aucun total ne l’additionne ; vide s’il y entre.',
  })
  readonly setAside!: SetAsideReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'Remarques du fichier d’origine, dans la langue de ce fichier.',
  })
  readonly notes!: string | null;

  @Field(() => Boolean, { description: 'Vrai pour un montant de démonstration, inventé.' })
  readonly demonstration!: boolean;
}

@ObjectType({ description: 'Le total d’un secteur.' })
export class SectorTotal {
  @Field(() => Sector, { description: 'Le secteur.' })
  readonly sector!: Sector;

  @Field(() => String, { description: 'Son nom français.' })
  readonly label!: string;

  @Field(() => ValueState, { description: 'REPORTED, ou SUPPRESSED pour le secret statistique.' })
  readonly state!: ValueState;

  @Field(() => String, { nullable: true, description: 'Sans montant : pourquoi.' })
  readonly hint!: string | null;

  @Field(() => EuroScalar, {
    nullable: true,
    description: 'Total du secteur, en euros ; vide s’il est secret.',
  })
  readonly amount!: number | null;

  @Field(() => AmountPrecision, {
    nullable: true,
    description: 'Précision de ce total ; vide s’il est secret.',
  })
  readonly precision!: AmountPrecision | null;

  @Field(() => Int, { description: 'Nombre de montants additionnés.' })
  readonly lineCount!: number;
}

@ObjectType({ description: 'Le total d’une ligne de financement.' })
export class FundingLineTotal {
  @Field(() => FundingLine, { description: 'La ligne de financement.' })
  readonly fundingLine!: FundingLine;

  @Field(() => String, { description: 'Son nom français.' })
  readonly label!: string;

  @Field(() => EuroScalar, { description: 'Total de la ligne, en euros.' })
  readonly amount!: number;

  @Field(() => AmountPrecision, { description: 'Précision de ce total.' })
  readonly precision!: AmountPrecision;

  @Field(() => Int, { description: 'Nombre de montants additionnés.' })
  readonly lineCount!: number;
}

@ObjectType({ description: 'Le total d’une section.' })
export class SectionTotal {
  @Field(() => Section, { description: 'Fonctionnement, investissement, ou inconnue.' })
  readonly section!: Section;

  @Field(() => EuroScalar, { description: 'Total de la section, en euros.' })
  readonly amount!: number;

  @Field(() => AmountPrecision, { description: 'Précision de ce total.' })
  readonly precision!: AmountPrecision;

  @Field(() => Int, { description: 'Nombre de montants additionnés.' })
  readonly lineCount!: number;
}

@ObjectType('Subsidies', {
  description:
    'Subventions d’action sociale de la Caf sur un territoire, pour un exercice et une nature. Les prestations légales ' +
    'versées aux ménages n’y sont jamais.',
})
export class Subsidies {
  @Field(() => Int, { description: 'L’exercice.' })
  readonly fiscalYear!: number;

  @Field(() => SubsidyNature, { description: 'La nature additionnée : une seule.' })
  readonly nature!: SubsidyNature;

  @Field(() => ValueState, { description: 'Ce que veut dire le total ; NOT_REPORTED n’est pas zéro.' })
  readonly state!: ValueState;

  @Field(() => String, {
    nullable: true,
    description: 'Quand il n’y a pas de total : pourquoi, et quoi demander.',
  })
  readonly hint!: string | null;

  @Field(() => EuroScalar, { nullable: true, description: 'Total en euros ; vide si rien n’est communiqué.' })
  readonly total!: number | null;

  @Field(() => AmountPrecision, { nullable: true, description: 'Précision du total.' })
  readonly precision!: AmountPrecision | null;

  @Field(() => Int, { description: 'Nombre de montants additionnés.' })
  readonly lineCount!: number;

  @Field(() => [SectorTotal], {
    description: 'Le même total par secteur, UNALLOCATED compris : la somme des secteurs est le total.',
  })
  readonly bySector!: SectorTotal[];

  @Field(() => [FundingLineTotal], { description: 'Le même total par ligne de financement.' })
  readonly byFundingLine!: FundingLineTotal[];

  @Field(() => [SectionTotal], {
    description: 'Le même total par section : fonctionnement et investissement y sont distincts.',
  })
  readonly bySection!: SectionTotal[];

  @Field(() => [Int], { description: 'Exercices pour lesquels le hub a des montants de cette nature ici.' })
  readonly availableYears!: readonly number[];

  @Field(() => Ratio, {
    description:
      'EPCI du territoire qui ont au moins un montant à eux dans ce total, sur tous ceux qu’il compte.',
  })
  readonly epcis!: Ratio;

  @Field(() => Passport, { description: 'Sur quoi le total repose.' })
  readonly passport!: Passport;
}

export const SubsidyAmountConnection = connectionOf(
  () => SubsidyAmount,
  'SubsidyAmount',
  'de montants de subvention',
);

@ArgsType()
export class SubsidyArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'Exercice (année du droit) ; le dernier exercice clos par défaut.',
  })
  readonly fiscalYear?: number | null;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Nature additionnée, une seule : le réel par défaut.',
  })
  readonly nature!: SubsidyNature;

  @Field(() => [Sector], {
    nullable: true,
    description: 'Secteurs à garder ; tous par défaut (une liste vide est refusée).',
  })
  readonly sectors?: Sector[] | null;

  @Field(() => [FundingLine], {
    nullable: true,
    description: 'Lignes de financement à garder ; toutes par défaut (une liste vide est refusée).',
  })
  readonly fundingLines?: FundingLine[] | null;

  @Field(() => [Section], {
    nullable: true,
    description: 'Sections à garder ; toutes par défaut (une liste vide est refusée).',
  })
  readonly sections?: Section[] | null;
}
