import { ArgsType, Field, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { DateScalar } from '../../graphql/scalars.js';
import { SeriesInput } from '../../graphql/series.input.js';
import '../../territory/population-band.enums.js';
import { orderDescriptions } from '../../provenance/measure.rules.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import { TableArgs } from '../../territory/table-args.input.js';
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
export class CoverageTableArgs extends TableArgs {
  @Field(() => [CoverageDimension], {
    description: 'Dimensions, de la plus large à la plus fine ; aucune pour le total seul.',
  })
  readonly by!: CoverageDimension[];

  @Field(() => [DateScalar], {
    nullable: true,
    description:
      'Dates, 60 au plus ; aujourd’hui (heure de Paris) par défaut, et jamais aucune. Plusieurs demandent la dimension DATE.',
  })
  readonly on?: LocalDate[] | null;

  @Field(() => SeriesInput, {
    nullable: true,
    description: 'Une série de dates au lieu de « on », 60 au plus. Elle demande la dimension DATE.',
  })
  readonly between?: SeriesInput | null;

  @Field(() => CoverageRule, {
    defaultValue: CoverageRule.PERIOD,
    description: 'La règle : par période (par défaut), ou par période et signature.',
  })
  readonly rule!: CoverageRule;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Vrai pour comparer chaque ligne à la même, à la date d’avant : avec la dimension DATE, celle qui précède dans la série (la ' +
      'première n’en a pas) ; sans elle, le même jour un an plus tôt (le 28 février pour un 29).',
  })
  readonly compare!: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Une date à laquelle comparer chaque ligne, la même pour toutes, au lieu de « compare ». Avec l’un comme l’autre, une ligne qui ' +
      'n’avait des communes qu’à l’autre date est donnée aussi.',
  })
  readonly compareTo?: LocalDate | null;

  @Field(() => CoverageTableOrder, {
    nullable: true,
    description:
      'Ordre des lignes ; par défaut POPULATION_RATE, ou INHABITANTS quand on groupe par état ou par convention, où un taux ne dit rien.',
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
