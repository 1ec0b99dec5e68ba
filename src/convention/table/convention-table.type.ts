import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { Distribution } from '../../graphql/distribution.type.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import { TableArgs } from '../../territory/table-args.input.js';
import '../convention.enums.js';
import { statesDescription } from '../convention.input.js';
import { ConventionScale, ConventionState, CoverageRule } from '../convention.rules.js';
import { conventionMeasures } from './convention-measures.rules.js';
import {
  ConventionDimension,
  ConventionScaleGroup,
  ConventionTableOrder,
  conventionDimensions,
} from './convention-table.rules.js';

registerEnumType(ConventionDimension, {
  name: 'ConventionDimension',
  description:
    'Ce par quoi une table de conventions se regroupe : chaque convention est dans une seule ligne.',
  valuesConfig: Object.fromEntries(
    Object.entries(conventionDimensions).map(([name, { description }]) => [name, { description }]),
  ),
});

registerEnumType(ConventionTableOrder, {
  name: 'ConventionTableOrder',
  description: 'Ce par quoi une table de conventions se trie ; à égalité, par la clé.',
  valuesConfig: {
    CONVENTIONS: { description: 'Nombre de conventions.' },
    COMMUNES: { description: 'Nombre moyen de communes.' },
    SIGNATURE_DELAY: { description: 'Délai médian de signature, des conventions signées après leur début.' },
    KEY: { description: 'La clé, dans l’ordre des dimensions demandées.' },
  },
});

registerEnumType(ConventionScaleGroup, {
  name: 'ConventionScaleGroup',
  description: 'L’échelle d’une convention.',
  valuesConfig: {
    COMMUNAL: { description: 'Communale : une seule commune.' },
    INTERCOMMUNAL: {
      description: 'Intercommunale : un ou plusieurs EPCI, avec ou sans communes d’ailleurs.',
    },
    OTHER: {
      description: 'Autre : un groupe de communes, une partie d’un EPCI, le périmètre d’un ancien EPCI.',
    },
  },
});

@ObjectType({
  description: 'De quelles conventions une ligne parle ; les dimensions non demandées sont vides.',
})
export class ConventionTableKey {
  @Field(() => ConventionScaleGroup, { nullable: true, description: 'Échelle.' })
  readonly scaleGroup!: ConventionScaleGroup | null;

  @Field(() => ConventionScale, { nullable: true, description: 'Forme du territoire.' })
  readonly scale!: ConventionScale | null;

  @Field(() => Int, { nullable: true, description: 'Génération.' })
  readonly generation!: number | null;

  @Field(() => ConventionState, { nullable: true, description: 'État à la date.' })
  readonly state!: ConventionState | null;

  @Field(() => Int, { nullable: true, description: 'Année de début.' })
  readonly startYear!: number | null;
}

@ObjectType({
  description: 'Quand des conventions ont été signées, par rapport à leur début.',
})
export class SignatureDelays {
  @Field(() => Ratio, {
    description:
      'Conventions signées après leur début, sur celles dont le début et la signature sont connus.',
  })
  readonly signedAfterStart!: Ratio;

  @Field(() => Int, {
    description: 'Conventions dont le début ou la signature manque : ni en retard, ni à temps.',
  })
  readonly unknown!: number;

  @Field(() => Distribution, {
    description:
      'Jours entre le début et la signature, des seules conventions signées après leur début. « unknown » y vaut celui d’à côté.',
  })
  readonly daysAfterStart!: Distribution;
}

@ObjectType({ description: 'Une ligne d’une table de conventions.' })
export class ConventionTableRow {
  @Field(() => ConventionTableKey, { description: 'De quelles conventions la ligne parle.' })
  readonly key!: ConventionTableKey;

  @Field(() => [ConventionDimension], {
    description:
      'Les dimensions qui la distinguent : toutes pour une ligne, les premières pour un sous-total, aucune pour le total.',
  })
  readonly dimensions!: readonly ConventionDimension[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Rang dans la table entière, selon l’ordre demandé : deux lignes égales ont le même, et se suivent par code. Vide pour un ' +
      'sous-total ou un total.',
  })
  readonly rank!: number | null;

  @Field(() => Int, { description: conventionMeasures.CONVENTIONS.definition })
  readonly conventions!: number;

  @Field(() => Ratio, { description: conventionMeasures.SHARE.definition })
  readonly share!: Ratio;

  @Field(() => Distribution, { description: conventionMeasures.COMMUNES.definition })
  readonly communes!: Distribution;

  @Field(() => SignatureDelays, { description: conventionMeasures.SIGNATURE_DELAY.definition })
  readonly signature!: SignatureDelays;
}

@ObjectType({
  description:
    'Une table de conventions. Chaque convention est dans une seule ligne : la somme des lignes est le total. Les conventions ' +
    'sont celles du champ « conventions » du territoire.',
})
export class ConventionTable {
  @Field(() => [ConventionTableRow], { description: 'Les lignes de la page, dans l’ordre demandé.' })
  readonly rows!: readonly ConventionTableRow[];

  @Field(() => Int, { description: 'Nombre de lignes de la table entière.' })
  readonly totalCount!: number;

  @Field(() => [ConventionTableRow], {
    description:
      'Les sous-totaux, par les premières dimensions demandées, de la plus fine à la plus large ; au plus « first » de chaque ' +
      'sorte.',
  })
  readonly subtotals!: readonly ConventionTableRow[];

  @Field(() => ConventionTableRow, { description: 'Toutes les conventions de la table.' })
  readonly total!: ConventionTableRow;

  @Field(() => Passport, { description: 'Sur quoi la table repose.' })
  readonly passport!: Passport;
}

@ArgsType()
export class ConventionTableArgs extends TableArgs {
  @Field(() => [ConventionDimension], {
    description: 'Dimensions, de la plus large à la plus fine ; aucune pour le total seul.',
  })
  readonly by!: ConventionDimension[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date des états et des périmètres ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;

  @Field(() => CoverageRule, { defaultValue: CoverageRule.PERIOD, description: 'La règle des états.' })
  readonly rule!: CoverageRule;

  @Field(() => [ConventionState], {
    nullable: true,
    description: statesDescription,
  })
  readonly states?: ConventionState[] | null;

  @Field(() => [ConventionScale], {
    nullable: true,
    description: 'Formes de territoire ; toutes par défaut (une liste vide est refusée).',
  })
  readonly scales?: ConventionScale[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Génération la plus petite, 1 ou plus : 2 ne garde que celles qui succèdent à une autre. Une génération inconnue est alors écartée.',
  })
  readonly minimumGeneration?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Vrai : seulement les conventions signées après leur début ; faux : signées au plus tard ce jour-là. Sans début ou sans ' +
      'signature connus, une convention n’est dans aucune des deux.',
  })
  readonly signedAfterStart?: boolean | null;

  @Field(() => ConventionTableOrder, {
    defaultValue: ConventionTableOrder.CONVENTIONS,
    description: 'Ordre des lignes.',
  })
  readonly orderBy!: ConventionTableOrder;
}
