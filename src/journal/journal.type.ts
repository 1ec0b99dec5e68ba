import { Field, Float, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../graphql/page.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Role } from '../viewer.js';
import type { JournalEntry } from './journal-entry.entity.js';
import '../access/keys/access-key.enums.js';
import { JournalKind, JournalOrigin } from './journal.rules.js';
import './journal.enums.js';

type Told = 'kind' | 'origin' | 'viewerName' | 'viewerRole' | 'keyId' | 'operation' | 'asked' | 'askedMore';
type Counted =
  | 'readsContacts'
  | 'revision'
  | 'outcome'
  | 'count'
  | 'kept'
  | 'unchanged'
  | 'longestMilliseconds';

@ObjectType('JournalEntry', {
  description:
    'Une demande faite au hub. Les lectures et les exports égaux d’une même heure (même personne, même question, même révision, ' +
    'même issue) sont comptés sur une seule ligne ; un chargement ou un acte d’administration a toujours la sienne.',
})
export class JournalEntryType implements Pick<JournalEntry, Told | Counted> {
  @Field(() => DateTimeScalar, { description: 'Quand : la première des demandes de la ligne.' })
  readonly firstAt!: string;

  @Field(() => DateTimeScalar, { description: 'La dernière des demandes de la ligne.' })
  readonly lastAt!: string;

  @Field(() => JournalKind, { description: 'Lecture, export, chargement, administration ou entretien.' })
  readonly kind!: JournalKind;

  @Field(() => JournalOrigin, { description: 'Par où la demande est venue, tel que son auteur le dit.' })
  readonly origin!: JournalOrigin;

  @Field(() => String, {
    nullable: true,
    description:
      'Qui, tel que sa clé ou son jeton le nomme ; vide pour le hub, et pour qui n’a pas su dire qui il est.',
  })
  readonly viewerName!: string | null;

  @Field(() => Role, { nullable: true, description: 'Son rôle.' })
  readonly viewerRole!: Role | null;

  @Field(() => String, {
    nullable: true,
    description: 'Identifiant de sa clé d’accès ; vide sans clé du hub.',
  })
  readonly keyId!: string | null;

  @Field(() => String, { nullable: true, description: 'Nom que la question se donne.' })
  readonly operation!: string | null;

  @Field(() => [String], {
    description:
      'Ce qui a été demandé, un chiffre ou une liste par ligne, avec ses filtres : « commune.subsidies(fiscalYear: 2023) ». Ni secret, ' +
      'ni ligne chargée, ni texte libre d’une écriture.',
  })
  readonly asked!: string[];

  @Field(() => Int, {
    description:
      'Combien d’autres, au-delà de ceux que « asked » donne : 60 au plus, et 2 000 caractères d’une question.',
  })
  readonly askedMore!: number;

  @Field(() => Boolean, {
    description:
      'Vrai si des textes où une personne peut être nommée ont été demandés (pilotes, remarques, commentaires).',
  })
  readonly readsContacts!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      'Révision des données demandées ; celle que le chargement a faite. Vide si elle n’a pas pu être lue.',
  })
  readonly revision!: number | null;

  @Field(() => String, { description: '« OK », ou le code de l’erreur.' })
  readonly outcome!: string;

  @Field(() => Int, { description: 'Combien de demandes la ligne compte.' })
  readonly count!: number;

  @Field(() => Int, { description: 'Parmi elles, celles auxquelles une réponse gardée a suffi.' })
  readonly kept!: number;

  @Field(() => Int, { description: 'Parmi elles, celles dont l’auteur avait déjà la réponse (304).' })
  readonly unchanged!: number;

  @Field(() => Float, { description: 'Durée moyenne, en millisecondes.' })
  readonly averageMilliseconds!: number;

  @Field(() => Float, { description: 'Durée de la plus longue, en millisecondes.' })
  readonly longestMilliseconds!: number;
}

export const JournalEntryConnection = connectionOf(
  () => JournalEntryType,
  'JournalEntry',
  'de lignes du journal',
);
