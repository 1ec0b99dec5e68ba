import { Field, InputType, Int } from 'type-graphql';
import { DatasetName } from '../provenance/dataset-name.js';
import { TerritoryRef } from '../territory/territory.input.js';
import { defaultIntervalMinutes, SourceKind, SourceStrategy } from './source.rules.js';
import './source.enums.js';

@InputType({ description: 'Un champ d’un portail, et la colonne du hub qu’il remplit.' })
export class FieldMappingInput {
  @Field(() => String, { description: 'Nom technique du champ dans le portail.' })
  readonly field!: string;

  @Field(() => String, { description: 'En-tête de la colonne, tel que le hub le connaît.' })
  readonly column!: string;
}

@InputType({ description: 'Une colonne qui a la même valeur sur toutes les lignes.' })
export class ConstantColumnInput {
  @Field(() => String, { description: 'En-tête de la colonne, tel que le hub le connaît.' })
  readonly column!: string;

  @Field(() => String, { description: 'Sa valeur.' })
  readonly value!: string;
}

@InputType({ description: 'Ce qu’il faut demander à un portail Opendatasoft.' })
export class OpendatasoftInput {
  @Field(() => String, { description: 'Identifiant du jeu de données dans le portail.' })
  readonly datasetId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Condition, dans le langage du portail (exemple : annee >= 2020).',
  })
  readonly where?: string | null;

  @Field(() => [String], { nullable: true, description: 'Facettes à retenir (exemple : annee:"2023").' })
  readonly refine?: string[] | null;

  @Field(() => [FieldMappingInput], {
    nullable: true,
    description: 'Champs à prendre ; sans cela, ils le sont tous sous leur propre nom.',
  })
  readonly mapping?: FieldMappingInput[] | null;

  @Field(() => [ConstantColumnInput], {
    nullable: true,
    description: 'Colonnes à ajouter, les mêmes sur toutes les lignes.',
  })
  readonly constants?: ConstantColumnInput[] | null;
}

@InputType({ description: 'Une source à lire régulièrement.' })
export class RegisterSourceInput {
  @Field(() => String, { description: 'Nom de la source, pour s’y retrouver.' })
  readonly name!: string;

  @Field(() => TerritoryRef, {
    description: 'Territoire dont elle parle : des lignes d’un autre sont refusées.',
  })
  readonly territory!: TerritoryRef;

  @Field(() => SourceKind, { description: 'D’où viennent ses lignes.' })
  readonly kind!: SourceKind;

  @Field(() => String, {
    description: 'Adresse https du fichier, du portail, ou de l’API GraphQL de l’autre hub.',
  })
  readonly url!: string;

  @Field(() => DatasetName, {
    nullable: true,
    description:
      'Jeu de données ; sans cela, le fichier est reconnu à ses en-têtes, et un autre hub donne tout ce qu’il a.',
  })
  readonly dataset?: DatasetName | null;

  @Field(() => OpendatasoftInput, {
    nullable: true,
    description: 'Obligatoire pour un portail Opendatasoft.',
  })
  readonly opendatasoft?: OpendatasoftInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Pour un autre hub qui demande une clé : le nom de la variable d’environnement où ce hub la trouve, tel que ' +
      'CTG_HUB_SOURCE_KEY_ANGERS. La clé elle-même n’est ni gardée dans la base, ni montrée.',
  })
  readonly keyVariable?: string | null;

  @Field(() => SourceStrategy, {
    defaultValue: SourceStrategy.ADD_AND_UPDATE,
    description: 'Ce qu’une lecture fait de ce que le hub contient déjà.',
  })
  readonly strategy!: SourceStrategy;

  @Field(() => Int, {
    defaultValue: defaultIntervalMinutes,
    description: 'Minutes entre deux lectures (un jour par défaut, 15 au moins).',
  })
  readonly intervalMinutes!: number;

  @Field(() => String, { description: 'Qui la déclare.' })
  readonly author!: string;
}

@InputType({ description: 'Ce qui change d’une source ; ce qui n’est pas donné reste.' })
export class UpdateSourceInput {
  @Field(() => String, { nullable: true, description: 'Nom.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'Adresse.' })
  readonly url?: string | null;

  @Field(() => DatasetName, { nullable: true, description: 'Jeu de données ; null : reconnu.' })
  readonly dataset?: DatasetName | null;

  @Field(() => OpendatasoftInput, { nullable: true, description: 'Ce qu’il faut demander au portail.' })
  readonly opendatasoft?: OpendatasoftInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Nom de la variable où est la clé de l’autre hub ; null : il n’en demande pas.',
  })
  readonly keyVariable?: string | null;

  @Field(() => SourceStrategy, { nullable: true, description: 'Ce que devient ce que le hub contient.' })
  readonly strategy?: SourceStrategy | null;

  @Field(() => Int, { nullable: true, description: 'Minutes entre deux lectures.' })
  readonly intervalMinutes?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Faux met la source en pause, vrai la reprend.' })
  readonly enabled?: boolean | null;
}
