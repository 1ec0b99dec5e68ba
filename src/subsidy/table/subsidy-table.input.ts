import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import { orderDescriptions } from '../../provenance/measure.rules.js';
import '../../territory/population-band.enums.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import { TableArgs } from '../../territory/table-args.input.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import '../child-ages.enums.js';
import { ChildAges } from '../child-ages.rules.js';
import { FundingFamily, FundingLine } from '../funding-line.rules.js';
import '../subsidy.enums.js';
import { Section, Sector, SubsidyNature } from '../subsidy.rules.js';
import { SubsidyTableOrder, subsidyMeasures } from './subsidy-measures.sql.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';

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
    ...orderDescriptions(subsidyMeasures),
    KEY: { description: 'La clé : codes et exercices, dans l’ordre des dimensions demandées.' },
  },
});

@ArgsType()
export class SubsidyTableArgs extends TableArgs {
  @Field(() => [SubsidyDimension], { description: 'Dimensions, de la plus large à la plus fine.' })
  readonly by!: SubsidyDimension[];

  @Field(() => [Int], {
    nullable: true,
    description: 'Exercices ; le dernier clos par défaut (une liste vide est refusée).',
  })
  readonly fiscalYears?: number[] | null;

  @Field(() => SubsidyNature, {
    nullable: true,
    description:
      'Nature additionnée, une seule : le réel par défaut, ou toutes, chacune à part, avec la dimension NATURE.',
  })
  readonly nature?: SubsidyNature | null;

  @Field(() => [SubsidyNature], {
    nullable: true,
    description:
      'Natures à garder avec la dimension NATURE ; toutes par défaut (une liste vide est refusée). Elles ne s’additionnent jamais.',
  })
  readonly natures?: SubsidyNature[] | null;

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

  @Field(() => [FundingFamily], {
    nullable: true,
    description:
      'Familles de lignes à garder, au lieu de « fundingLines » ; toutes par défaut (une liste vide est refusée).',
  })
  readonly fundingFamilies?: FundingFamily[] | null;

  @Field(() => [Section], {
    nullable: true,
    description: 'Sections à garder ; toutes par défaut (une liste vide est refusée).',
  })
  readonly sections?: Section[] | null;

  @Field(() => [TerritoryRef], {
    nullable: true,
    description:
      'N’additionne que les montants des communes et des EPCI de ces territoires, chacun une fois ; tout « within » par défaut (une ' +
      'liste vide est refusée). Un EPCI compte dans le département où vivent le plus de ses habitants.',
  })
  readonly territories?: TerritoryRef[] | null;

  @Field(() => [PopulationBand], {
    nullable: true,
    description:
      'N’additionne que les montants des communes de ces strates, sans ceux des EPCI eux-mêmes, qui ne sont d’aucune ; toutes par défaut ' +
      '(une liste vide est refusée).',
  })
  readonly populationBands?: PopulationBand[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Références des conventions à garder, avec la dimension CONVENTION : le total est de ces conventions ensemble, chaque montant une ' +
      'fois. Toutes par défaut, et ce qui n’est sous aucune (une liste vide est refusée).',
  })
  readonly conventions?: string[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Vrai pour mettre l’exercice d’avant à côté de chaque montant.',
  })
  readonly compare!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'Un autre exercice à mettre à côté, le même pour toutes les lignes, au lieu de « compare » : demande un seul exercice, différent ' +
      'de lui.',
  })
  readonly compareTo?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Vrai pour mettre à côté de chaque ligne le premier exercice de sa convention, celui de l’année où elle commence, même en décembre : demande la ' +
      'dimension CONVENTION et un seul exercice. Les conventions qui ont commencé cette année-là ou dont le début est inconnu n’en ont ' +
      'pas, et ce qui additionne plusieurs conventions non plus : « previous » y est vide.',
  })
  readonly compareToStart!: boolean;

  @Field(() => SubsidyNature, {
    nullable: true,
    description:
      'Autre nature à mettre à côté de chaque montant, aux mêmes exercices : par exemple le prévisionnel à côté du réel (« natureGap »).',
  })
  readonly compareNature?: SubsidyNature | null;

  @Field(() => ChildAges, {
    defaultValue: ChildAges.BY_SECTOR,
    description: 'Les enfants auxquels « perChild » rapporte les montants ; selon le secteur par défaut.',
  })
  readonly childAges!: ChildAges;

  @Field(() => SubsidyTableOrder, {
    nullable: true,
    description:
      'Ordre des lignes ; par défaut KEY si FISCAL_YEAR est la première dimension (une série, de l’exercice le plus ancien au plus ' +
      'récent), sinon AMOUNT.',
  })
  readonly orderBy?: SubsidyTableOrder | null;
}
