import { Field, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/page.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import type { ColumnKind } from '../columns/column.js';
import { DatasetColumnKind } from './dataset.enums.js';

@ObjectType('DatasetColumn', { description: 'Une colonne d’un jeu de données.' })
export class DatasetColumnType {
  @Field(() => String, { description: 'En-tête anglais : celui des lignes que donne « datasetRows ».' })
  readonly header!: string;

  @Field(() => String, { description: 'En-tête français : celui des modèles à remplir.' })
  readonly frenchHeader!: string;

  @Field(() => [String], {
    description: 'Autres en-têtes acceptés. Accents, casse et ponctuation sont sans importance.',
  })
  readonly otherHeaders!: readonly string[];

  @Field(() => DatasetColumnKind, { description: 'Ce qu’elle contient.' })
  readonly kind!: ColumnKind;

  @Field(() => Boolean, {
    description: 'Vrai si la colonne doit être là, et chacune de ses cellules remplie.',
  })
  readonly isRequired!: boolean;

  @Field(() => String, { description: 'Ce qu’elle dit.' })
  readonly description!: string;

  @Field(() => [String], {
    description: 'Mots attendus ; les seuls si elle est de nature CHOICE, les plus courants sinon.',
  })
  readonly choices!: readonly string[];
}

@ObjectType('Dataset', {
  description: 'Un jeu de données : une sorte de fichier que le hub lit et rend, et ses colonnes.',
})
export class DatasetType {
  @Field(() => DatasetName, { description: 'Son nom dans l’API.' })
  readonly name!: DatasetName;

  @Field(() => String, { description: 'Comment l’appeler en français.' })
  readonly title!: string;

  @Field(() => String, { description: 'Ce qu’est une ligne.' })
  readonly description!: string;

  @Field(() => Boolean, {
    description: 'Vrai si un chargement peut remplacer tout l’exercice des territoires qu’il apporte.',
  })
  readonly canReplaceYear!: boolean;

  @Field(() => [DatasetColumnType], { description: 'Ses colonnes, dans l’ordre des modèles.' })
  readonly columns!: readonly DatasetColumnType[];
}

@ObjectType('DatasetRow', {
  description: 'Un enregistrement du hub, écrit comme une ligne de fichier.',
})
export class DatasetRowType {
  @Field(() => [String], {
    description:
      'Textes des cellules, dans l’ordre de « columns » ; vide si le hub ne connaît pas la valeur. Rechargées telles ' +
      'quelles, elles redonnent le même enregistrement.',
  })
  readonly cells!: readonly string[];
}

@ObjectType('DatasetRowConnection', {
  description: 'Une page des lignes d’un jeu de données.',
})
export class DatasetRowConnection {
  @Field(() => [String], { description: 'En-têtes anglais des colonnes, les mêmes à chaque page.' })
  readonly columns!: readonly string[];

  @Field(() => [DatasetRowType], { description: 'Les lignes de la page.' })
  readonly nodes!: readonly DatasetRowType[];

  @Field(() => Int, { description: 'Nombre de lignes du territoire, toutes pages confondues.' })
  readonly totalCount!: number;

  @Field(() => Int, {
    description:
      'Révision du hub quand la page a été lue. Si elle change d’une page à l’autre, recommencez : leurs lignes ne ' +
      'font pas un seul tableau.',
  })
  readonly revision!: number;

  @Field(() => PageInfo, { description: 'Où s’arrête la page, et s’il y a une suite.' })
  readonly pageInfo!: PageInfo;
}
