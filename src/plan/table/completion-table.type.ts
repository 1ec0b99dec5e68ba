import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { ConventionScale, Theme } from '../../convention/convention.rules.js';
import { MeasureFields } from '../../graphql/measure-fields.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import '../../territory/population-band.enums.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import '../plan.enums.js';
import { ActionStatus } from '../plan.rules.js';
import { completionMeasures } from './completion-measures.sql.js';
import { CompletionDimension, completionDimensions } from './completion-table.rules.js';

registerEnumType(CompletionDimension, {
  name: 'CompletionDimension',
  description: 'Ce par quoi une table d’avancement se regroupe.',
  valuesConfig: completionDimensions,
});

@ObjectType({ description: 'De quoi parle une ligne de table ; les dimensions non demandées sont vides.' })
export class CompletionTableKey {
  @Field(() => DateScalar, { description: 'Date de la mesure, toujours donnée.' })
  readonly date!: LocalDate;

  @Field(() => PopulationBand, {
    nullable: true,
    description:
      'Strate des communes ; vide pour les conventions sans commune connue, ou dont la population n’est pas publiée.',
  })
  readonly populationBand!: PopulationBand | null;

  @Field(() => ConventionScale, { nullable: true, description: 'Forme du territoire des conventions.' })
  readonly territoryScale!: ConventionScale | null;

  @Field(() => Theme, { nullable: true, description: 'Thématique ; vide pour ce qui n’en porte pas.' })
  readonly theme!: Theme | null;

  @Field(() => ActionStatus, { nullable: true, description: 'État des actions.' })
  readonly status!: ActionStatus | null;
}

@MeasureFields(completionMeasures)
@ObjectType({ description: 'Une ligne d’une table d’avancement.' })
export class CompletionTableRow {
  @Field(() => CompletionTableKey, { description: 'De quoi la ligne parle.' })
  readonly key!: CompletionTableKey;

  @Field(() => [CompletionDimension], {
    description:
      'Les dimensions qui la distinguent : toutes pour une ligne, les premières pour un sous-total, aucune pour un total ; ' +
      'DATE s’y ajoute si elle est demandée.',
  })
  readonly dimensions!: readonly CompletionDimension[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Rang dans la table entière : deux lignes égales ont le même, et se suivent par clé ; vide si la mesure triée est inconnue, pour un tri par clé, et ' +
      'hors des lignes.',
  })
  readonly rank!: number | null;

  @Field(() => ValueState, {
    description:
      'REPORTED si l’état d’au moins une action est connu ; NOT_APPLICABLE si la ligne n’a pas de taux.',
  })
  readonly state!: ValueState;

  @Field(() => String, {
    nullable: true,
    description: 'Pourquoi il n’y a pas de taux, ou qu’il est d’une date à venir.',
  })
  readonly hint!: string | null;

  @Field(() => Int, { description: 'Conventions écartées parce que leurs dates sont inconnues.' })
  readonly conventionsWithUnknownDates!: number;

  @Field(() => Ratio, {
    nullable: true,
    description:
      'Pour un état, ou sous « statuses » : ces actions, sur toutes celles du même groupe, quel que soit leur état.',
  })
  readonly actionShare!: Ratio | null;
}

@ObjectType({
  description:
    'Une table d’avancement. Sans filtre de territoires, de strates, de conventions ni d’états, chaque ligne est le chiffre que donne « completion » pour le territoire, la convention ou la ' +
    'thématique : une convention compte entière dans chaque territoire qu’elle touche, et les lignes ne s’additionnent donc ' +
    'pas. Sous-totaux et totaux ne sont jamais des sommes de lignes : ils comptent des conventions distinctes.',
})
export class CompletionTable {
  @Field(() => [CompletionTableRow], {
    description:
      'Les lignes de la page, dans l’ordre demandé. Un groupe sans convention en vigueur, ou dont les plans n’ont rien de la ' +
      'thématique ou de l’état, n’a pas de ligne.',
  })
  readonly rows!: readonly CompletionTableRow[];

  @Field(() => Int, { description: 'Nombre de lignes de la table entière.' })
  readonly totalCount!: number;

  @Field(() => [CompletionTableRow], {
    description:
      'Les sous-totaux, à part des lignes : par les premières dimensions demandées et par date, de la plus fine à la plus ' +
      'large, et au plus « first » de chaque sorte. Comparez à « subtotalCount ».',
  })
  readonly subtotals!: readonly CompletionTableRow[];

  @Field(() => Int, {
    description: 'Nombre de sous-totaux de la table entière, ceux que « first » laisse de côté compris.',
  })
  readonly subtotalCount!: number;

  @Field(() => [CompletionTableRow], {
    description:
      'Un total par date, dans leur ordre : « completion » du territoire, chaque convention comptée une fois.',
  })
  readonly totals!: readonly CompletionTableRow[];

  @Field(() => String, {
    nullable: true,
    description:
      'Ce qu’il faut savoir pour lire la table : pourquoi rien n’y est compté, ou pourquoi les lignes ne s’additionnent pas, et si une ' +
      'date est à venir ; vide sinon.',
  })
  readonly hint!: string | null;

  @Field(() => [Passport], {
    description: 'Sur quoi la table repose : un passeport par date demandée, dans leur ordre.',
  })
  readonly passports!: readonly Passport[];

  @Field(() => [Passport], {
    description:
      'Le même aux dates auxquelles on compare, chacune une fois, dans l’ordre des dates de la table : le hub pouvait y en savoir plus, ou ' +
      'moins. Vide si aucune comparaison n’est demandée.',
  })
  readonly previousPassports!: readonly Passport[];
}
