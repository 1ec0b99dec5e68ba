import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { MeasureUnit } from '../provenance/measure.rules.js';

registerEnumType(MeasureUnit, {
  name: 'MeasureUnit',
  description: 'Ce en quoi une mesure se compte.',
  valuesConfig: {
    EURO: { description: 'Euros.' },
    EURO_PER_INHABITANT: { description: 'Euros par habitant.' },
    EURO_PER_10000_INHABITANTS: { description: 'Euros pour 10 000 habitants.' },
    EURO_PER_CHILD: { description: 'Euros par enfant.' },
    SHARE: { description: 'Part, de 0 à 1.' },
    POINT: { description: 'Points de pourcentage.' },
    AMOUNT: { description: 'Montants.' },
    INHABITANT: { description: 'Habitants.' },
    CONVENTION: { description: 'Conventions.' },
    ACTION: { description: 'Actions.' },
    COMMUNE: { description: 'Communes.' },
    FUNDING_LINE: { description: 'Lignes de financement.' },
    PLAN_NODE: { description: 'Enjeux, objectifs ou actions d’un plan.' },
    DAY: { description: 'Jours.' },
    PLACE_PER_100_CHILDREN: { description: 'Places pour 100 enfants de moins de 3 ans.' },
    CORRELATION: { description: 'Corrélation, de −1 à 1.' },
    OF_INDICATOR: { description: 'Celle de l’indicateur demandé, que sa valeur dit.' },
  },
});

@ObjectType({ description: 'Ce par quoi une table se regroupe.' })
export class CatalogueDimension {
  @Field(() => String, { description: 'Nom, tel qu’on le donne à « by ».' })
  readonly name!: string;

  @Field(() => String, { description: 'Nom français.' })
  readonly label!: string;

  @Field(() => String, { description: 'Ce qu’elle distingue.' })
  readonly description!: string;
}

@ObjectType({ description: 'Un chiffre que les lignes d’une table donnent.' })
export class CatalogueMeasure {
  @Field(() => String, { description: 'Nom.' })
  readonly name!: string;

  @Field(() => String, { description: 'Champ d’une ligne qui le donne.' })
  readonly field!: string;

  @Field(() => String, { description: 'Nom français.' })
  readonly label!: string;

  @Field(() => String, { description: 'Ce qu’il est.' })
  readonly definition!: string;

  @Field(() => String, { description: 'Comment il se calcule.' })
  readonly formula!: string;

  @Field(() => MeasureUnit, { description: 'Ce en quoi il se compte.' })
  readonly unit!: MeasureUnit;

  @Field(() => Boolean, {
    description: 'Vrai si les lignes s’additionnent en leur total, par les dimensions de « addsUpBy ».',
  })
  readonly addsUp!: boolean;

  @Field(() => [String], { description: 'Dimensions dont les lignes s’additionnent en leur total.' })
  readonly addsUpBy!: readonly string[];

  @Field(() => [String], { description: 'Dimensions par lesquelles il se demande.' })
  readonly dimensions!: readonly string[];
}

@ObjectType({ description: 'Un ordre des lignes d’une table.' })
export class CatalogueOrder {
  @Field(() => String, { description: 'Nom, tel qu’on le donne à « orderBy ».' })
  readonly name!: string;

  @Field(() => String, { description: 'Ce par quoi il trie, et ce qu’il demande.' })
  readonly description!: string;
}

@ObjectType({ description: 'Ce que l’on peut demander à une table : filtre, comparaison, ordre, page.' })
export class CatalogueArgument {
  @Field(() => String, { description: 'Nom.' })
  readonly name!: string;

  @Field(() => String, { description: 'Type, tel qu’une variable le déclare.' })
  readonly type!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Valeur par défaut, telle qu’on l’écrit ; vide s’il n’y en a pas.',
  })
  readonly default!: string | null;

  @Field(() => String, { description: 'Ce qu’il fait, et ce qui vaut sans lui.' })
  readonly description!: string;
}

@ObjectType({ description: 'Une table : ce qu’elle mesure, et par quoi.' })
export class CatalogueTable {
  @Field(() => String, { description: 'Champ de « Query » qui la donne.' })
  readonly query!: string;

  @Field(() => String, { description: 'Ce dont elle parle.' })
  readonly title!: string;

  @Field(() => [CatalogueMeasure], { description: 'Ses mesures.' })
  readonly measures!: readonly CatalogueMeasure[];

  @Field(() => [CatalogueDimension], { description: 'Ses dimensions, à combiner librement.' })
  readonly dimensions!: readonly CatalogueDimension[];

  @Field(() => [CatalogueArgument], {
    description: 'Ce que l’on peut lui demander : filtres, comparaisons, ordre, page.',
  })
  readonly arguments!: readonly CatalogueArgument[];

  @Field(() => [CatalogueOrder], {
    description: 'Ce par quoi ses lignes se trient ; aucun si leur ordre ne se choisit pas.',
  })
  readonly orders!: readonly CatalogueOrder[];

  @Field(() => [String], { description: 'Ce qui n’a pas de sens, et ce qu’il faut demander à la place.' })
  readonly limits!: readonly string[];
}

@ObjectType({
  description:
    'Une mesure qui est un champ : d’un territoire, d’une convention, d’une autre mesure, ou de « Query ».',
})
export class CatalogueField {
  @Field(() => String, { description: 'Nom du champ.' })
  readonly field!: string;

  @Field(() => [String], { description: 'Types dont elle est un champ, par ordre alphabétique.' })
  readonly on!: readonly string[];

  @Field(() => [String], {
    description: 'Ce qu’on peut lui préciser, sur au moins un de ces types : noms de ses arguments.',
  })
  readonly arguments!: readonly string[];

  @Field(() => String, { description: 'Nom français.' })
  readonly label!: string;

  @Field(() => String, { description: 'Ce qu’elle est.' })
  readonly definition!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Ce qu’elle est d’une convention, si ce n’est pas la même chose ; vide sinon.',
  })
  readonly ofConvention!: string | null;

  @Field(() => String, { description: 'Comment elle se calcule.' })
  readonly formula!: string;

  @Field(() => MeasureUnit, { description: 'Ce en quoi elle se compte.' })
  readonly unit!: MeasureUnit;

  @Field(() => [String], { description: 'Ce qui n’a pas de sens, et ce qu’il faut demander à la place.' })
  readonly limits!: readonly string[];
}
