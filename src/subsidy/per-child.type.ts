import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { EuroScalar } from '../graphql/scalars.js';
import './child-ages.enums.js';
import { ChildAges, ChildrenState } from './child-ages.rules.js';

registerEnumType(ChildrenState, {
  name: 'ChildrenState',
  description: 'D’où vient le nombre d’enfants auquel un montant se rapporte, ou pourquoi il manque.',
  valuesConfig: {
    ALL_COMMUNES: { description: 'Somme de toutes les communes, d’une même année.' },
    WHOLE_TERRITORY: { description: 'Valeur publiée pour le territoire lui-même, tout entier.' },
    INCOMPLETE: {
      description: 'Connu de quelques communes seulement : pas de quotient, il serait trop haut.',
    },
    MISSING: { description: 'Connu d’aucune commune, ni du territoire lui-même.' },
    NOT_APPLICABLE: {
      description: 'Sans objet : le secteur ne désigne pas d’âge, ou la ligne n’a pas de commune.',
    },
  },
});

@ObjectType({
  description:
    'Un montant rapporté aux enfants du territoire, avec son numérateur et son dénominateur. Le dénominateur n’est jamais ' +
    'partiel : s’il manque une commune, il n’y a pas de quotient.',
})
export class SubsidyPerChild {
  @Field(() => ChildAges, {
    nullable: true,
    description: 'Âge des enfants ; vide si le secteur n’en désigne pas.',
  })
  readonly ages!: ChildAges | null;

  @Field(() => ChildrenState, { description: 'D’où vient le dénominateur, ou pourquoi il manque.' })
  readonly state!: ChildrenState;

  @Field(() => String, { nullable: true, description: 'Sans quotient : pourquoi, et quoi demander.' })
  readonly hint!: string | null;

  @Field(() => Float, { nullable: true, description: 'Euros par enfant, de tous les exercices ensemble.' })
  readonly value!: number | null;

  @Field(() => EuroScalar, { nullable: true, description: 'Numérateur : le montant.' })
  readonly amount!: number | null;

  @Field(() => Float, { nullable: true, description: 'Dénominateur : le nombre d’enfants.' })
  readonly children!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Année du dénominateur : la dernière connue jusqu’à l’exercice, à défaut la première d’après ; d’un dénominateur ' +
      'incomplet, l’année du plus grand nombre de communes.',
  })
  readonly year!: number | null;

  @Field(() => Int, { description: 'Communes dont le nombre d’enfants est connu cette année-là.' })
  readonly communesKnown!: number;

  @Field(() => Int, { description: 'Communes en tout.' })
  readonly communes!: number;
}
