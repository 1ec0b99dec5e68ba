import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/page.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { LoadProblem } from '../provenance/batch.type.js';
import { DatasetName } from '../provenance/dataset-name.js';
import type { PulledSource } from './pulled-source.entity.js';
import { SourceKind, SourceState, SourceStrategy } from './source.rules.js';
import './source.enums.js';

@ObjectType({ description: 'Un champ d’un portail, et la colonne du hub qu’il remplit.' })
export class FieldMapping {
  @Field(() => String, { description: 'Nom technique du champ dans le portail.' })
  readonly field!: string;

  @Field(() => String, { description: 'En-tête de la colonne, tel que le hub le connaît.' })
  readonly column!: string;
}

@ObjectType({ description: 'Une colonne qui a la même valeur sur toutes les lignes.' })
export class ConstantColumn {
  @Field(() => String, { description: 'En-tête de la colonne, tel que le hub le connaît.' })
  readonly column!: string;

  @Field(() => String, { description: 'Sa valeur.' })
  readonly value!: string;
}

@ObjectType({ description: 'Ce que la source demande à un portail Opendatasoft.' })
export class OpendatasoftSettings {
  @Field(() => String, { description: 'Identifiant du jeu de données dans le portail.' })
  readonly datasetId!: string;

  @Field(() => String, { nullable: true, description: 'Condition, dans le langage du portail.' })
  readonly where!: string | null;

  @Field(() => [String], { description: 'Facettes retenues (exemple : annee:"2023").' })
  readonly refine!: string[];

  @Field(() => [FieldMapping], { description: 'Champs pris ; vide, ils le sont tous sous leur propre nom.' })
  readonly mapping!: FieldMapping[];

  @Field(() => [ConstantColumn], { description: 'Colonnes ajoutées, les mêmes sur toutes les lignes.' })
  readonly constants!: ConstantColumn[];
}

@ObjectType('PulledSource', {
  description:
    'Une source que le hub lit de lui-même pour un territoire. Quand elle échoue, ment ou disparaît, les dernières ' +
    'données bien chargées restent.',
})
export class PulledSourceType
  implements Pick<PulledSource, 'id' | 'name' | 'intervalMinutes' | 'enabled' | 'registeredBy' | 'failures'>
{
  @Field(() => String, { description: 'Identifiant de la source dans ce hub.' })
  readonly id!: string;

  @Field(() => String, { description: 'Nom que lui donne qui l’a déclarée.' })
  readonly name!: string;

  @Field(() => SourceKind, { description: 'D’où viennent ses lignes.' })
  readonly kind!: SourceKind;

  @Field(() => DatasetName, {
    nullable: true,
    description:
      'Jeu de données qu’elle apporte ; vide, le fichier est reconnu à ses en-têtes, et un autre hub donne tout ce qu’il a.',
  })
  readonly dataset!: DatasetName | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Nom de la variable d’environnement où le hub trouve la clé de l’autre hub ; vide si rien n’est demandé. La clé ne se lit nulle part.',
  })
  readonly keyVariable!: string | null;

  @Field(() => SourceStrategy, { description: 'Ce qu’une lecture fait de ce que le hub contient déjà.' })
  readonly strategy!: SourceStrategy;

  @Field(() => Int, { description: 'Minutes entre deux lectures.' })
  readonly intervalMinutes!: number;

  @Field(() => Boolean, { description: 'Faux si elle est en pause.' })
  readonly enabled!: boolean;

  @Field(() => String, { description: 'Qui l’a déclarée.' })
  readonly registeredBy!: string;

  @Field(() => DateTimeScalar, { description: 'Quand elle a été déclarée.' })
  readonly registeredAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Dernier essai, réussi ou non.' })
  readonly lastAttemptAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Dernière lecture réussie, même si elle n’a rien trouvé de nouveau.',
  })
  readonly lastSuccessAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'Prochain essai, s’il n’est pas en cours.' })
  readonly nextAttemptAt!: string;

  @Field(() => Int, { description: 'Essais manqués de suite.' })
  readonly failures!: number;

  @Field(() => [LoadProblem], {
    description: 'Ce que le dernier fichier chargé, ou refusé, a fait dire (200 remarques au plus).',
  })
  readonly problems!: LoadProblem[];
}

@ObjectType({ description: 'Ce que vaut une source aujourd’hui, et pourquoi.' })
export class SourceStanding {
  @Field(() => SourceState, { description: 'Son état.' })
  readonly state!: SourceState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Depuis quand elle est dans cet état ; vide si elle est en pause.',
  })
  readonly since!: string | null;

  @Field(() => String, { nullable: true, description: 'Code stable de ce qui l’empêche d’être lue.' })
  readonly code!: string | null;

  @Field(() => String, { nullable: true, description: 'Ce qui l’empêche d’être lue, en français.' })
  readonly reason!: string | null;

  @Field(() => Boolean, { description: 'Vrai si un essai attend son tour ou se fait en ce moment.' })
  readonly isQueued!: boolean;
}

export const PulledSourceConnection = connectionOf(() => PulledSourceType, 'PulledSource', 'de sources');
