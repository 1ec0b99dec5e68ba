import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../graphql/scalars.js';
import type { Batch } from './batch.entity.js';
import { Acceptance, BatchKind, LoadStrategy, Severity } from './provenance.enums.js';

@ObjectType('Batch', {
  description: 'Un chargement accepté par le hub : un fichier, une date, une révision.',
})
export class BatchType
  implements
    Pick<
      Batch,
      | 'revision'
      | 'dataset'
      | 'author'
      | 'onBehalfOf'
      | 'fileName'
      | 'sha256'
      | 'rowsRead'
      | 'added'
      | 'changed'
      | 'unchanged'
      | 'removed'
      | 'rejected'
      | 'demonstration'
    >
{
  @Field(() => Int, { description: 'Numéro de révision des données : il ne fait que croître.' })
  readonly revision!: number;

  @Field(() => BatchKind, { description: 'Un chargement, l’annulation d’un chargement, ou la géographie.' })
  readonly kind!: BatchKind;

  @Field(() => String, { description: 'Jeu de données chargé (conventions, subsidies…).' })
  readonly dataset!: string;

  @Field(() => LoadStrategy, {
    nullable: true,
    description:
      'Ce qu’il a fait de ce que le hub savait déjà ; vide si ce n’est pas un chargement de fichier.',
  })
  readonly strategy!: LoadStrategy | null;

  @Field(() => Acceptance, {
    nullable: true,
    description: 'Ce qu’il a fait des lignes fausses ; vide si ce n’est pas un chargement de fichier.',
  })
  readonly acceptance!: Acceptance | null;

  @Field(() => String, {
    description:
      'Qui a chargé : le nom de la clé ou du compte si le hub en demande une, sinon celui que la personne donne. Un accès limité ' +
      'à des territoires ne le lit que des chargements qui les concernent.',
  })
  readonly author!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Au nom de qui, tel que la personne l’écrit à côté de sa clé ; vide si elle n’écrit rien d’autre, « effacé » une fois le temps passé.',
  })
  readonly onBehalfOf!: string | null;

  @Field(() => String, { description: 'Fichier chargé.' })
  readonly fileName!: string;

  @Field(() => String, { description: 'Empreinte SHA-256 du fichier.' })
  readonly sha256!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'Taille du fichier, en octets ; vide si elle est inconnue.',
  })
  readonly fileSize!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Identifiant de la source enregistrée d’où le hub l’a tiré ; vide si une personne l’a chargé.',
  })
  readonly sourceId!: string | null;

  @Field(() => DateTimeScalar, { description: 'Quand.' })
  readonly loadedAt!: string;

  @Field(() => Int, { description: 'Lignes lues dans le fichier.' })
  readonly rowsRead!: number;

  @Field(() => Int, { description: 'Enregistrements ajoutés.' })
  readonly added!: number;

  @Field(() => Int, { description: 'Enregistrements modifiés.' })
  readonly changed!: number;

  @Field(() => Int, { description: 'Enregistrements supprimés.' })
  readonly removed!: number;

  @Field(() => Int, { description: 'Enregistrements identiques à ce que le hub savait déjà.' })
  readonly unchanged!: number;

  @Field(() => Int, { description: 'Lignes du fichier qui ne sont pas entrées ; « problems » dit pourquoi.' })
  readonly rejected!: number;

  @Field(() => Boolean, { description: 'Vrai pour des données de démonstration, inventées.' })
  readonly demonstration!: boolean;

  @Field(() => [LoadProblem], { description: 'Tout ce que le chargement a trouvé à dire, ligne par ligne.' })
  readonly problems!: LoadProblem[];

  /** What it did stands, and can be undone. */
  readonly isStanding!: boolean;
  /** Of whom it was loaded by; null for whoever may undo all loads. */
  readonly rights!: string | null;

  readonly undoneByRevision!: number | null;
  readonly undoesRevision!: number | null;
}

@ObjectType({ description: 'Une remarque du chargement sur une ligne d’un fichier.' })
export class LoadProblem {
  @Field(() => Int, {
    description: 'Ligne du fichier, comme un tableur la numérote (l’en-tête est la ligne 1).',
  })
  readonly line!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Feuille du classeur ; vide pour un fichier sans feuilles.',
  })
  readonly sheet!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Colonne en cause, comme le fichier l’écrit, s’il y en a une.',
  })
  readonly column!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Lettre de cette colonne dans un tableur, telle que C.',
  })
  readonly letter!: string | null;

  @Field(() => Severity, { description: 'Gravité : seule une erreur arrête un chargement « tout ou rien ».' })
  readonly severity!: Severity;

  @Field(() => String, { description: 'Code stable de la remarque.' })
  readonly code!: string;

  @Field(() => Boolean, {
    description: 'Vrai si la ligne n’est pas entrée dans le hub à cause de cette remarque.',
  })
  readonly rejects!: boolean;

  @Field(() => String, { description: 'Ce que contient la cellule en cause ; vide s’il n’y en a pas.' })
  readonly value!: string;

  @Field(() => String, { nullable: true, description: 'La valeur juste la plus proche, s’il y en a une.' })
  readonly suggestion!: string | null;

  @Field(() => String, { description: 'La remarque, en français.' })
  readonly message!: string;
}
