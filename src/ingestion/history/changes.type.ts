import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../graphql/page.js';
import type { ChangeKind, FieldChange, RecordChange } from './changes.js';

const ChangeKinds = { CREATED: 'CREATED', CHANGED: 'CHANGED', REMOVED: 'REMOVED' } as const;
registerEnumType(ChangeKinds, {
  name: 'ChangeKind',
  description: 'Ce qu’un chargement fait d’un enregistrement.',
  valuesConfig: {
    CREATED: { description: 'Il est créé.' },
    CHANGED: { description: 'Il est modifié.' },
    REMOVED: { description: 'Il est supprimé.' },
  },
});

@ObjectType('FieldChange', { description: 'Une valeur avant et après un chargement.' })
export class FieldChangeType implements FieldChange {
  @Field(() => String, { description: 'Nom stable de la valeur, pour les programmes.' })
  readonly field!: string;

  @Field(() => String, { description: 'Son nom français, tel que « Montant ».' })
  readonly label!: string;

  @Field(() => String, { nullable: true, description: 'Ce qu’elle était ; vide si elle était inconnue.' })
  readonly before!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Ce qu’elle devient ; vide si elle n’est plus connue.',
  })
  readonly after!: string | null;
}

@ObjectType('RecordChange', {
  description: 'Ce qu’un chargement fait d’un enregistrement.',
})
export class RecordChangeType implements RecordChange {
  @Field(() => ChangeKinds, { description: 'Créé, modifié ou supprimé.' })
  readonly kind!: ChangeKind;

  @Field(() => String, { description: 'Table de l’enregistrement, pour les programmes.' })
  readonly table!: string;

  @Field(() => String, { description: 'Ce qu’est l’enregistrement, tel que « Subvention ».' })
  readonly label!: string;

  @Field(() => String, { description: 'De quoi il s’agit : le territoire, l’exercice, l’intitulé…' })
  readonly title!: string;

  @Field(() => String, { description: 'Sa clé dans sa table, pour les programmes.' })
  readonly key!: string;

  @Field(() => [FieldChangeType], {
    description:
      'Les valeurs qui diffèrent ; toutes celles qui sont connues, pour un enregistrement créé ou supprimé.',
  })
  readonly fields!: readonly FieldChange[];
}

export const RecordChangeConnection = connectionOf(
  () => RecordChangeType,
  'RecordChange',
  'de modifications',
);
