import { ArgsType, Field, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import '../../convention/convention.enums.js';
import { ConventionScale, Theme } from '../../convention/convention.rules.js';
import { PageArgs } from '../../graphql/page-args.js';
import { DateScalar } from '../../graphql/scalars.js';
import { orderDescriptions } from '../../provenance/measure.rules.js';
import '../../territory/population-band.enums.js';
import { DatedTableArgs } from '../../territory/dated-table-args.input.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import '../plan.enums.js';
import { ActionStatus, PlanNodeKind } from '../plan.rules.js';
import { CompletionTableOrder, completionOrders } from './completion-measures.sql.js';
import { CompletionDimension } from './completion-table.rules.js';

registerEnumType(CompletionTableOrder, {
  name: 'CompletionTableOrder',
  description: 'Ce par quoi une table d’avancement se trie ; à égalité, par la clé.',
  valuesConfig: {
    ...orderDescriptions(completionOrders),
    KEY: { description: 'La clé : codes, références et dates, dans l’ordre des dimensions demandées.' },
  },
});

@ArgsType()
export class CompletionTableArgs extends DatedTableArgs {
  @Field(() => [CompletionDimension], { description: 'Dimensions, de la plus large à la plus fine.' })
  readonly by!: CompletionDimension[];

  @Field(() => [Theme], {
    nullable: true,
    description:
      'Ne garde que les nœuds qui portent au moins une de ces thématiques ; chacun compte une fois. Une liste vide est refusée.',
  })
  readonly themes?: Theme[] | null;

  @Field(() => [TerritoryRef], {
    nullable: true,
    description:
      'Ne garde que les conventions qui touchent une commune de ces territoires, ou dont la source nomme l’un d’eux, et ne les compte ' +
      'que là ; tout « within » par défaut (une liste vide est refusée). Une convention gardée compte entière.',
  })
  readonly territories?: TerritoryRef[] | null;

  @Field(() => [PopulationBand], {
    nullable: true,
    description:
      'Ne garde que les conventions qui touchent une commune de ces strates, et ne les compte que là ; toutes par défaut (une liste vide ' +
      'est refusée). Celles dont on ne connaît aucune commune ne sont d’aucune strate.',
  })
  readonly populationBands?: PopulationBand[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Ne garde que ces conventions, par leur référence, 100 au plus ; toutes par défaut (une liste vide est refusée).',
  })
  readonly conventions?: string[] | null;

  @Field(() => [ConventionScale], {
    nullable: true,
    description:
      'Ne garde que les conventions dont le territoire a l’une de ces formes (commune, EPCI…) ; toutes par défaut (une liste vide est ' +
      'refusée).',
  })
  readonly scales?: ConventionScale[] | null;

  @Field(() => [ActionStatus], {
    nullable: true,
    description:
      'Ne compte que les actions dans l’un de ces états à la date ; toutes par défaut (une liste vide est refusée). Lignes, sous-totaux et ' +
      'totaux ont alors « actionCount » et « actionShare », sans taux ni objectifs : le taux des seules actions réalisées ne dirait rien.',
  })
  readonly statuses?: ActionStatus[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Une date à laquelle comparer chaque ligne, la même pour toutes, au lieu de « compare » : une autre que la date demandée, ou l’une ' +
      'de celles d’une série, dont la ligne n’a alors que des écarts nuls ; aucune par défaut.',
  })
  readonly compareTo?: LocalDate | null;

  @Field(() => CompletionTableOrder, {
    nullable: true,
    description:
      'Ordre des lignes ; par défaut KEY si DATE est la première dimension (une série, de la date la plus ancienne à la plus récente), ' +
      'sinon ACTION_RATE, ou ACTION_COUNT par état ou sous « statuses ».',
  })
  readonly orderBy?: CompletionTableOrder | null;
}

@ArgsType()
export class RowNodesArgs extends PageArgs {
  @Field(() => [PlanNodeKind], {
    nullable: true,
    description: 'OBJECTIVE ou ACTION ; les deux par défaut (une liste vide est refusée).',
  })
  readonly kinds?: PlanNodeKind[] | null;
}
