import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EuroScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import '../../territory/population-band.enums.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import { FundingLine } from '../funding-line.rules.js';
import '../subsidy.enums.js';
import { AmountPrecision, Section, Sector, SubsidyNature } from '../subsidy.rules.js';
import { subsidyMeasures } from './subsidy-measures.rules.js';
import { SubsidyDimension, SubsidyTableOrder, subsidyDimensions } from './subsidy-table.rules.js';

registerEnumType(SubsidyDimension, {
  name: 'SubsidyDimension',
  description: 'Ce par quoi une table de subventions se regroupe.',
  valuesConfig: Object.fromEntries(
    Object.entries(subsidyDimensions).map(([name, { description }]) => [name, { description }]),
  ),
});

registerEnumType(SubsidyTableOrder, {
  name: 'SubsidyTableOrder',
  description: 'Ce par quoi une table de subventions se trie ; à égalité, par la clé.',
  valuesConfig: {
    ...Object.fromEntries(
      Object.entries(subsidyMeasures)
        .filter(([name]) => name in SubsidyTableOrder)
        .map(([name, { label }]) => [name, { description: `${label}.` }]),
    ),
    KEY: { description: 'La clé : codes et exercices, dans l’ordre des dimensions demandées.' },
  },
});

@ObjectType({
  description: 'De quoi une ligne de table est la somme ; les dimensions non demandées sont vides.',
})
export class SubsidyTableKey {
  @Field(() => PopulationBand, { nullable: true, description: 'Strate de population des communes.' })
  readonly populationBand!: PopulationBand | null;

  @Field(() => Int, { nullable: true, description: 'Exercice.' })
  readonly fiscalYear!: number | null;

  @Field(() => Sector, { nullable: true, description: 'Secteur.' })
  readonly sector!: Sector | null;

  @Field(() => String, { nullable: true, description: 'Nom français du secteur.' })
  readonly sectorLabel!: string | null;

  @Field(() => FundingLine, { nullable: true, description: 'Ligne de financement.' })
  readonly fundingLine!: FundingLine | null;

  @Field(() => String, { nullable: true, description: 'Nom français de la ligne de financement.' })
  readonly fundingLineLabel!: string | null;

  @Field(() => Section, { nullable: true, description: 'Section.' })
  readonly section!: Section | null;
}

@ObjectType({ description: 'L’exercice d’avant, et ce qui a changé.' })
export class SubsidyChange {
  @Field(() => EuroScalar, {
    nullable: true,
    description: 'Montant de l’exercice d’avant ; vide s’il est inconnu.',
  })
  readonly amount!: number | null;

  @Field(() => [Int], { description: 'Les exercices que ce montant additionne.' })
  readonly fiscalYears!: readonly number[];

  @Field(() => EuroScalar, {
    nullable: true,
    description:
      'Différence ; vide si l’un des deux est inconnu, ou si les exercices additionnés ne se suivent pas un à un.',
  })
  readonly difference!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Différence rapportée à l’exercice d’avant ; vide s’il est inconnu, nul ou négatif.',
  })
  readonly rate!: number | null;
}

@ObjectType({ description: 'Une ligne d’une table de subventions.' })
export class SubsidyTableRow {
  @Field(() => SubsidyTableKey, { description: 'De quoi la ligne est la somme.' })
  readonly key!: SubsidyTableKey;

  @Field(() => [SubsidyDimension], {
    description:
      'Les dimensions qui la distinguent : toutes pour une ligne, les premières pour un sous-total, aucune pour le total.',
  })
  readonly dimensions!: readonly SubsidyDimension[];

  @Field(() => Boolean, {
    description:
      'Vrai si l’EPCI, le département ou la région de la clé a des communes, ou de l’argent à lui, hors de la ligne : elle n’en ' +
      'compte qu’une partie, et n’est pas son total.',
  })
  readonly cutAtBorder!: boolean;

  @Field(() => EuroScalar, {
    nullable: true,
    description: subsidyMeasures.AMOUNT.definition,
  })
  readonly amount!: number | null;

  @Field(() => [Int], {
    description:
      'Les exercices que le montant additionne : s’il y en a plusieurs, ce n’est pas un montant annuel ; un exercice demandé qui ' +
      'n’y est pas n’est pas communiqué.',
  })
  readonly fiscalYears!: readonly number[];

  @Field(() => AmountPrecision, { nullable: true, description: 'Précision du montant.' })
  readonly precision!: AmountPrecision | null;

  @Field(() => Int, { description: subsidyMeasures.LINE_COUNT.definition })
  readonly lineCount!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Habitants des territoires de la ligne ; vide pour l’argent des EPCI eux-mêmes, séparé des communes.',
  })
  readonly population!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: subsidyMeasures.PER_INHABITANT.definition,
  })
  readonly perInhabitant!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: subsidyMeasures.SHARE.definition,
  })
  readonly share!: number | null;

  @Field(() => SubsidyChange, {
    nullable: true,
    description: 'L’exercice d’avant, si la comparaison est demandée.',
  })
  readonly previous!: SubsidyChange | null;
}

@ObjectType({
  description:
    'Une table de subventions, d’une seule nature. La somme des lignes est le total, quelles que soient les dimensions.',
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
    description: 'Le total ; vide si rien n’est communiqué, ni de l’exercice d’avant s’il est comparé.',
  })
  readonly total!: SubsidyTableRow | null;

  @Field(() => [Passport], {
    description: 'Sur quoi la table repose : un passeport par exercice demandé, dans leur ordre.',
  })
  readonly passports!: readonly Passport[];

  @Field(() => [Passport], {
    description:
      'Les mêmes de chaque exercice d’avant, si la comparaison est demandée : d’autres communes ont pu communiquer.',
  })
  readonly previousPassports!: readonly Passport[];
}

@ArgsType()
export class SubsidyTableArgs {
  @Field(() => TerritoryRef, { nullable: true, description: 'Territoire ; la France entière par défaut.' })
  readonly within?: TerritoryRef | null;

  @Field(() => [SubsidyDimension], { description: 'Dimensions, de la plus large à la plus fine.' })
  readonly by!: SubsidyDimension[];

  @Field(() => [Int], { nullable: true, description: 'Exercices ; le dernier clos par défaut.' })
  readonly fiscalYears?: number[] | null;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Nature additionnée, une seule : le réel par défaut.',
  })
  readonly nature!: SubsidyNature;

  @Field(() => [Sector], { nullable: true, description: 'Secteurs à garder ; tous par défaut.' })
  readonly sectors?: Sector[] | null;

  @Field(() => [FundingLine], {
    nullable: true,
    description: 'Lignes de financement à garder ; toutes par défaut.',
  })
  readonly fundingLines?: FundingLine[] | null;

  @Field(() => [Section], { nullable: true, description: 'Sections à garder ; toutes par défaut.' })
  readonly sections?: Section[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Vrai pour mettre l’exercice d’avant à côté de chaque montant.',
  })
  readonly compare!: boolean;

  @Field(() => SubsidyTableOrder, {
    defaultValue: SubsidyTableOrder.AMOUNT,
    description: 'Ordre des lignes.',
  })
  readonly orderBy!: SubsidyTableOrder;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Vrai pour aller du plus petit au plus grand : par défaut pour une clé, et non pour une mesure.',
  })
  readonly ascending?: boolean | null;

  @Field(() => Int, { defaultValue: 100, description: 'Nombre de lignes, de 1 à 1 000.' })
  readonly first!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Nombre de lignes à passer avant la première.' })
  readonly offset!: number;
}
