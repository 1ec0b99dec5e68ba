import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { DateScalar } from '../../graphql/scalars.js';
import { SeriesInput } from '../../graphql/series.input.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import { CoverageDimension, CoverageTableOrder } from './coverage-table.rules.js';

registerEnumType(CoverageTableOrder, {
  name: 'CoverageTableOrder',
  description: 'Ce par quoi une table de couverture se trie ; à égalité, par la clé.',
  valuesConfig: {
    COMMUNES_RATE: { description: 'Part des communes couvertes.' },
    POPULATION_RATE: { description: 'Part de la population couverte.' },
    COVERED_POPULATION: { description: 'Habitants couverts.' },
    REMAINING_POPULATION: { description: 'Habitants qu’aucune convention ne couvre de façon certaine.' },
    CONVENTIONS: { description: 'Conventions en vigueur.' },
    CHANGE: { description: 'Différence de la part de population, si « compareTo » est donné.' },
    KEY: { description: 'La clé : codes, strates et dates, dans l’ordre des dimensions demandées.' },
  },
});

@ArgsType()
export class CoverageTableArgs {
  @Field(() => TerritoryRef, { nullable: true, description: 'Territoire ; la France entière par défaut.' })
  readonly within?: TerritoryRef | null;

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

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Une date à laquelle comparer chaque ligne, à périmètre constant.',
  })
  readonly compareTo?: LocalDate | null;

  @Field(() => CoverageTableOrder, {
    defaultValue: CoverageTableOrder.POPULATION_RATE,
    description: 'Ordre des lignes.',
  })
  readonly orderBy!: CoverageTableOrder;

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
