import { ArgsType, Field, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { DateScalar } from '../../graphql/scalars.js';
import '../../territory/population-band.enums.js';
import { orderDescriptions } from '../../provenance/measure.rules.js';
import { DatedTableArgs } from '../../territory/dated-table-args.input.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import { CommuneCoverageState } from '../coverage.type.js';
import { CoverageTableOrder, coverageMeasures } from './coverage-measures.sql.js';
import { CoverageDimension } from './coverage-table.rules.js';

registerEnumType(CoverageTableOrder, {
  name: 'CoverageTableOrder',
  description: 'Ce par quoi une table de couverture se trie ; à égalité, par la clé.',
  valuesConfig: {
    ...orderDescriptions(coverageMeasures),
    KEY: { description: 'La clé : codes, strates et dates, dans l’ordre des dimensions demandées.' },
  },
});

@ArgsType()
export class CoverageTableArgs extends DatedTableArgs {
  @Field(() => [CoverageDimension], {
    description: 'Dimensions, de la plus large à la plus fine ; aucune pour le total seul.',
  })
  readonly by!: CoverageDimension[];

  @Field(() => CoverageRule, {
    defaultValue: CoverageRule.PERIOD,
    description: 'La règle : par période (par défaut), ou par période et signature.',
  })
  readonly rule!: CoverageRule;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Une date à laquelle comparer chaque ligne, la même pour toutes, au lieu de « compare » : une autre que la date demandée, ou l’une ' +
      'de celles d’une série, dont la ligne n’a alors que des écarts nuls. Avec l’un comme l’autre, une ligne qui ' +
      'n’avait des communes qu’à l’autre date est donnée aussi.',
  })
  readonly compareTo?: LocalDate | null;

  @Field(() => CoverageTableOrder, {
    nullable: true,
    description:
      'Ordre des lignes ; par défaut KEY si DATE est la première dimension (une série, de la date la plus ancienne à la plus récente), ' +
      'sinon POPULATION_RATE, ou INHABITANTS quand on groupe par état ou par convention, où un taux ne dit rien.',
  })
  readonly orderBy?: CoverageTableOrder | null;

  @Field(() => [TerritoryRef], {
    nullable: true,
    description:
      'Ne compte que les communes de ces territoires, chacune une fois ; tout « within » par défaut (une liste vide est refusée). Sous ' +
      'ce filtre comme sous les deux suivants, les conventions sont celles qui touchent une des communes gardées.',
  })
  readonly territories?: TerritoryRef[] | null;

  @Field(() => [PopulationBand], {
    nullable: true,
    description:
      'Ne compte que les communes de ces strates ; toutes par défaut (une liste vide est refusée).',
  })
  readonly populationBands?: PopulationBand[] | null;

  @Field(() => [CommuneCoverageState], {
    nullable: true,
    description:
      'Ne compte que les communes dans l’un de ces états à la date de la ligne ; tous par défaut (une liste vide est refusée).',
  })
  readonly states?: CommuneCoverageState[] | null;
}
