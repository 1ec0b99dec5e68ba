import { Field, Int, ObjectType } from 'type-graphql';
import { MeasureFields } from '../../graphql/measure-fields.js';
import { EuroScalar } from '../../graphql/scalars.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import '../../territory/population-band.enums.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { FundingFamily, FundingLine } from '../funding-line.rules.js';
import '../subsidy.enums.js';
import { AmountPrecision, Section, Sector, SubsidyNature } from '../subsidy.rules.js';
import { subsidyMeasures } from './subsidy-measures.sql.js';
import './subsidy-table.input.js';
import { SubsidyDimension } from './subsidy-table.rules.js';

@ObjectType({
  description: 'De quoi une ligne de table est la somme ; les dimensions non demandées sont vides.',
})
export class SubsidyTableKey {
  @Field(() => TerritoryKind, {
    nullable: true,
    description: 'Qui porte le montant : COMMUNE ou EPCI.',
  })
  readonly territoryScale!: TerritoryKind | null;

  @Field(() => SubsidyNature, { nullable: true, description: 'Nature.' })
  readonly nature!: SubsidyNature | null;

  @Field(() => PopulationBand, { nullable: true, description: 'Strate de population des communes.' })
  readonly populationBand!: PopulationBand | null;

  @Field(() => Int, { nullable: true, description: 'Exercice.' })
  readonly fiscalYear!: number | null;

  @Field(() => Sector, { nullable: true, description: 'Secteur.' })
  readonly sector!: Sector | null;

  @Field(() => String, { nullable: true, description: 'Nom français du secteur.' })
  readonly sectorLabel!: string | null;

  @Field(() => FundingFamily, { nullable: true, description: 'Famille de lignes de financement.' })
  readonly fundingFamily!: FundingFamily | null;

  @Field(() => String, { nullable: true, description: 'Nom français de la famille.' })
  readonly fundingFamilyLabel!: string | null;

  @Field(() => FundingLine, { nullable: true, description: 'Ligne de financement.' })
  readonly fundingLine!: FundingLine | null;

  @Field(() => String, { nullable: true, description: 'Nom français de la ligne de financement.' })
  readonly fundingLineLabel!: string | null;

  @Field(() => Section, { nullable: true, description: 'Section.' })
  readonly section!: Section | null;
}

@MeasureFields(subsidyMeasures)
@ObjectType({ description: 'Une ligne d’une table de subventions.' })
export class SubsidyTableRow {
  @Field(() => SubsidyTableKey, { description: 'De quoi la ligne est la somme.' })
  readonly key!: SubsidyTableKey;

  @Field(() => [SubsidyDimension], {
    description:
      'Les dimensions qui la distinguent : toutes pour une ligne, les premières pour un sous-total, aucune pour le total, mais ' +
      'toujours NATURE si elle est demandée.',
  })
  readonly dimensions!: readonly SubsidyDimension[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Rang dans la table entière, selon l’ordre demandé : deux lignes égales ont le même, et se suivent par code. Vide pour un ' +
      'sous-total ou un total, et là où manque ce qui donne l’ordre : ces lignes viennent en dernier.',
  })
  readonly rank!: number | null;

  @Field(() => ValueState, {
    description:
      'Ce que veut dire le montant : REPORTED ; NOT_REPORTED, qui n’est pas zéro ; NOT_APPLICABLE si la convention n’a dans sa ' +
      'période aucun des exercices de la ligne, ou si aucun territoire n’y est de la ligne.',
  })
  readonly state!: ValueState;

  @Field(() => String, {
    nullable: true,
    description:
      'Sans montant : pourquoi. Avec : que plus d’un dixième des habitants sont de communes sans montant dans la ligne, auxquels ' +
      '« perInhabitant » le rapporte pourtant ; vide sinon.',
  })
  readonly hint!: string | null;

  @Field(() => Boolean, {
    description:
      'Vrai si la convention, l’EPCI, le département ou la région de la clé a des communes, ou de l’argent à lui, hors de la ligne : elle n’en ' +
      'compte qu’une partie, et n’est pas son total.',
  })
  readonly cutAtBorder!: boolean;

  @Field(() => EuroScalar, {
    description:
      'Ce que les lignes qu’elle additionne comptent en plus d’elle, parce que des montants sont sous plusieurs conventions : la ' +
      'somme de ces lignes est son montant, plus celui-ci. Zéro sans la dimension CONVENTION.',
  })
  readonly countedAgain!: number;

  @Field(() => [Int], {
    description:
      'Les exercices que le montant additionne : s’il y en a plusieurs, ce n’est pas un montant annuel ; un exercice demandé qui ' +
      'n’y est pas n’est pas communiqué.',
  })
  readonly fiscalYears!: readonly number[];

  @Field(() => AmountPrecision, { nullable: true, description: 'Précision du montant.' })
  readonly precision!: AmountPrecision | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Habitants des territoires de la ligne ; vide pour l’argent des EPCI eux-mêmes, séparé des communes, et pour ce qui n’est sous ' +
      'aucune convention : il y a là de l’argent d’EPCI partagés entre plusieurs, sans leurs habitants.',
  })
  readonly population!: number | null;
}

@ObjectType({
  description:
    'Une table de subventions, d’une seule nature, ou par nature. La somme des lignes est le total, quelles que soient les ' +
    'dimensions ; avec CONVENTION, elle le dépasse de « countedAgain » ; avec NATURE, il y a un total par nature.',
})
export class SubsidyTable {
  @Field(() => [SubsidyTableRow], { description: 'Les lignes de la page, dans l’ordre demandé.' })
  readonly rows!: readonly SubsidyTableRow[];

  @Field(() => Int, { description: 'Nombre de lignes de la table entière.' })
  readonly totalCount!: number;

  @Field(() => [SubsidyTableRow], {
    description:
      'Les sous-totaux, à part des lignes : par les premières dimensions demandées, de la plus fine à la plus large, et au plus ' +
      '« first » de chaque sorte. Comparez à « subtotalCount ».',
  })
  readonly subtotals!: readonly SubsidyTableRow[];

  @Field(() => Int, {
    description: 'Nombre de sous-totaux de la table entière, ceux que « first » laisse de côté compris.',
  })
  readonly subtotalCount!: number;

  @Field(() => SubsidyTableRow, {
    nullable: true,
    description:
      'Le total ; vide si rien n’est communiqué, ni de ce qui est comparé, et avec la dimension NATURE (« totalState » le dit).',
  })
  readonly total!: SubsidyTableRow | null;

  @Field(() => ValueState, {
    description:
      'Ce que veut dire le total : REPORTED, NOT_REPORTED, ou NOT_APPLICABLE quand des natures n’ont pas de total ensemble, que la nature ' +
      'est inconnue, que les territoires demandés sont hors de « within », ou les exercices hors de la période des conventions demandées.',
  })
  readonly totalState!: ValueState;

  @Field(() => String, {
    nullable: true,
    description: 'Sans total : pourquoi, et quoi lire à la place. Avec : le « hint » de sa ligne.',
  })
  readonly totalHint!: string | null;

  @Field(() => [SubsidyTableRow], {
    description:
      'Le total de chaque nature, avec la dimension NATURE ; sinon « total » seul, s’il y en a un.',
  })
  readonly totals!: readonly SubsidyTableRow[];

  @Field(() => [Passport], {
    description:
      'Sur quoi la table repose : un passeport par exercice demandé, et par nature, dans leur ordre.',
  })
  readonly passports!: readonly Passport[];

  @Field(() => [Passport], {
    description:
      'Les mêmes de chaque exercice comparé, si la comparaison est demandée : d’autres communes ont pu communiquer.',
  })
  readonly previousPassports!: readonly Passport[];
}
