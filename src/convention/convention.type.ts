import { Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { connectionOf } from '../graphql/page.js';
import { DateScalar } from '../graphql/scalars.js';
import type { SourceColumns } from '../provenance/source.js';
import './convention.enums.js';
import type { Convention } from './convention.entity.js';
import {
  AmendmentKind,
  ConventionScale,
  DatePrecision,
  PerimeterBasis,
  SignatoryKind,
  SignatoryRole,
  Theme,
} from './convention.rules.js';

/** A convention as the queries return it. */
export interface ConventionRow extends ConventionType, SourceColumns {
  readonly lineage: string;
  readonly homeDepartmentId: string | null;
}
/** Fields of a convention that follow from few columns of its row: lists of which nothing else is asked bring no others. */
export const briefConventionFields: ReadonlySet<string> = new Set([
  ...['__typename', 'reference', 'title'],
  ...[
    'amendments',
    'completion',
    'endsOnAsAmended',
    'known',
    'perimeter',
    'plan',
    'planNodes',
    'signatories',
    'state',
    'themes',
  ],
]);
export interface SignatoryRow extends SignatoryType {
  readonly territoryId: string | null;
}
export interface PerimeterMemberRow extends PerimeterMemberType {
  readonly territoryId: string;
  readonly searchName: string;
  readonly stay: number;
}
export interface AmendmentRow extends AmendmentType, SourceColumns {}

@ObjectType('DeclaredCounts', {
  description:
    'Les nombres que le texte de la CTG annonce, à comparer à ce que le hub connaît. Vide : non annoncé.',
})
export class DeclaredCounts {
  @Field(() => Int, { nullable: true, description: 'Communes signataires ou membres annoncées.' })
  readonly communes!: number | null;

  @Field(() => Int, { nullable: true, description: 'Enjeux (axes, ambitions) annoncés.' })
  readonly priorities!: number | null;

  @Field(() => Int, { nullable: true, description: 'Objectifs annoncés.' })
  readonly objectives!: number | null;

  @Field(() => Int, { nullable: true, description: 'Actions annoncées.' })
  readonly actions!: number | null;
}

@ObjectType('Convention', { description: 'Une génération d’une convention territoriale globale (CTG).' })
export class ConventionType
  implements
    Pick<Convention, 'reference' | 'title' | 'generation' | 'durationYears' | 'notes' | 'demonstration'>
{
  @Field(() => String, { description: 'Référence de la convention dans le hub (exemple : 49-BAUGE-2).' })
  readonly reference!: string;

  @Field(() => String, { description: 'Nom du territoire tel que la source le donne.' })
  readonly title!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Génération dans la lignée du territoire ; vide si inconnue.',
  })
  readonly generation!: number | null;

  @Field(() => ConventionScale, { description: 'La forme du territoire couvert.' })
  readonly scale!: ConventionScale;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Début de la période ; vide si la source ne le dit pas.',
  })
  readonly startsOn!: LocalDate | null;

  @Field(() => DatePrecision, { nullable: true, description: 'Précision du début donnée par la source.' })
  readonly startsPrecision!: DatePrecision | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Fin de la période dans le texte signé, avant avenant ; vide si la source ne la dit pas.',
  })
  readonly endsOn!: LocalDate | null;

  @Field(() => DatePrecision, { nullable: true, description: 'Précision de la fin donnée par la source.' })
  readonly endsPrecision!: DatePrecision | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Durée annoncée, en années ; le hub n’en déduit aucune date.',
  })
  readonly durationYears!: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Date de signature ; vide si la source ne la dit pas.',
  })
  readonly signedOn!: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'Comment la date de signature est connue.' })
  readonly signatureBasis!: string | null;

  @Field(() => PerimeterBasis, { description: 'Comment les communes du périmètre sont connues.' })
  readonly perimeterBasis!: PerimeterBasis;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Vrai si le hub connaît toutes les communes du périmètre ; vide s’il ne peut pas le dire.',
  })
  readonly perimeterComplete!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Remarques du fichier d’origine, dans la langue de ce fichier.',
  })
  readonly notes!: string | null;

  @Field(() => Boolean, { description: 'Vrai pour une convention de démonstration, inventée.' })
  readonly demonstration!: boolean;

  readonly declaredCommunes!: number | null;
  readonly declaredPriorities!: number | null;
  readonly declaredObjectives!: number | null;
  readonly declaredActions!: number | null;
}

@ObjectType('Signatory', {
  description: 'Une partie à la convention, ou plusieurs quand la source les compte.',
})
export class SignatoryType {
  @Field(() => String, {
    description: 'Le nom donné par la source (« 31 communes » si elle ne fait que compter).',
  })
  readonly name!: string;

  @Field(() => SignatoryKind, { description: 'Sa nature, d’après son nom.' })
  readonly kind!: SignatoryKind;

  @Field(() => SignatoryRole, { description: 'Son rôle.' })
  readonly role!: SignatoryRole;

  @Field(() => Int, { nullable: true, description: 'Combien de parties ce nom désigne ; vide si inconnu.' })
  readonly count!: number | null;
}

@ObjectType('PerimeterMember', { description: 'Une commune du périmètre d’une convention.' })
export class PerimeterMemberType {
  @Field(() => DateScalar, { nullable: true, description: 'Entrée dans le périmètre ; vide : dès le début.' })
  readonly joinedOn!: LocalDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Sortie du périmètre (premier jour où la commune n’y est plus) ; vide : jusqu’à la fin.',
  })
  readonly leftOn!: LocalDate | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'La commune a-t-elle signé elle-même ? Vide si inconnu.',
  })
  readonly isSignatory!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Le code que la source donne, s’il n’est plus celui de la commune d’aujourd’hui.',
  })
  readonly statedAs!: string | null;
}

@ObjectType('Amendment', { description: 'Un avenant : un événement daté dans la vie d’une convention.' })
export class AmendmentType {
  @Field(() => Int, { description: 'Numéro d’ordre dans la convention.' })
  readonly number!: number;

  @Field(() => AmendmentKind, { description: 'Ce qu’il change.' })
  readonly kind!: AmendmentKind;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Prise d’effet ; vide si la source ne la dit pas (l’avenant est alors listé, sans effet sur les dates).',
  })
  readonly effectiveOn!: LocalDate | null;

  @Field(() => DatePrecision, { nullable: true, description: 'Précision de la prise d’effet.' })
  readonly effectivePrecision!: DatePrecision | null;

  @Field(() => DateScalar, { nullable: true, description: 'Nouvelle fin de la convention, s’il la change.' })
  readonly endsOn!: LocalDate | null;

  @Field(() => String, { description: 'Ce que la source en dit.' })
  readonly summary!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Remarques du fichier d’origine, dans la langue de ce fichier.',
  })
  readonly notes!: string | null;

  @Field(() => Boolean, { description: 'Vrai pour un avenant de démonstration, inventé.' })
  readonly demonstration!: boolean;
}

@ObjectType('ConventionTheme', {
  description: 'Une thématique retenue par une convention.',
})
export class ConventionThemeType {
  @Field(() => Theme, { description: 'La thématique de la liste nationale, ou OTHER.' })
  readonly theme!: Theme;

  @Field(() => String, { description: 'Les mots de la source.' })
  readonly words!: string;
}

export const ConventionConnection = connectionOf(() => ConventionType, 'Convention', 'de conventions');
export const PerimeterConnection = connectionOf(
  () => PerimeterMemberType,
  'PerimeterMember',
  'de communes d’un périmètre',
);
