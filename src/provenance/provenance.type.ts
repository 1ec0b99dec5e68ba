import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { BatchType } from './batch.type.js';

/** Zero, not reported, not applicable and suppressed are four states: nothing unknown becomes 0. */
export enum ValueState {
  REPORTED = 'REPORTED',
  NOT_REPORTED = 'NOT_REPORTED',
  NOT_APPLICABLE = 'NOT_APPLICABLE',
  SUPPRESSED = 'SUPPRESSED',
}
registerEnumType(ValueState, {
  name: 'ValueState',
  description: 'Ce que veut dire une valeur, surtout quand elle est vide. Un zéro déclaré est REPORTED.',
  valuesConfig: {
    REPORTED: { description: 'La valeur est connue ; elle peut être zéro.' },
    NOT_REPORTED: {
      description: 'Rien n’a été communiqué au hub : la valeur est inconnue, elle n’est pas zéro.',
    },
    NOT_APPLICABLE: { description: 'La question n’a pas de sens ici (hors période, plan sans action…).' },
    SUPPRESSED: { description: 'La valeur existe mais le secret statistique interdit de la montrer.' },
  },
});

export enum PassportUnit {
  COMMUNE = 'COMMUNE',
  CONVENTION = 'CONVENTION',
  TERRITORY = 'TERRITORY',
}
registerEnumType(PassportUnit, {
  name: 'PassportUnit',
  description: 'Ce que compte un passeport.',
  valuesConfig: {
    COMMUNE: { description: 'Des communes.' },
    CONVENTION: { description: 'Des conventions en vigueur.' },
    TERRITORY: {
      description:
        'Des territoires, chacun par les valeurs que sa source donne de lui-même : un seul, ou ceux que l’on compare.',
    },
  },
});

@ObjectType({
  description: 'D’où vient un enregistrement : source publique, fichier, feuille, ligne, chargement.',
})
export class Source {
  @Field(() => String, { nullable: true, description: 'Titre de la source publique.' })
  readonly title!: string | null;

  @Field(() => String, { nullable: true, description: 'Adresse de la source publique.' })
  readonly url!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Feuille du classeur chargé ; vide pour un fichier sans feuilles.',
  })
  readonly sheet!: string | null;

  @Field(() => Int, { nullable: true, description: 'Ligne du fichier chargé (l’en-tête est la ligne 1).' })
  readonly line!: number | null;

  @Field(() => BatchType, { description: 'Le chargement qui a apporté l’enregistrement.' })
  readonly batch!: BatchType;
}

@ObjectType({
  description:
    'Le passeport d’un chiffre : ce sur quoi il repose, et ce qui lui manque. À lire avant de citer le chiffre.',
})
export class Passport {
  @Field(() => Int, {
    nullable: true,
    description: 'L’exercice du chiffre, s’il est d’un exercice entier ; vide s’il est d’un jour (« on »).',
  })
  readonly fiscalYear!: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Le jour du chiffre, s’il est d’un jour ; vide s’il est d’un exercice (« fiscalYear »).',
  })
  readonly on!: LocalDate | null;

  @Field(() => PassportUnit, { description: 'Ce que comptent « expected » et « reported ».' })
  readonly unit!: PassportUnit;

  @Field(() => Int, { description: 'Combien étaient attendus.' })
  readonly expected!: number;

  @Field(() => Int, { description: 'Combien ont communiqué quelque chose au hub.' })
  readonly reported!: number;

  @Field(() => Boolean, {
    description:
      'Vrai si tous les attendus ont communiqué et que la mesure ne connaît aucune lacune ; sinon le chiffre est partiel.',
  })
  readonly complete!: boolean;

  @Field(() => Int, { description: 'Habitants du territoire entier.' })
  readonly expectedPopulation!: number;

  @Field(() => Int, { description: 'Habitants des communes sur lesquelles le hub sait quelque chose.' })
  readonly reportedPopulation!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Chargement le plus ancien utilisé par le chiffre.',
  })
  readonly oldestInputAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Chargement le plus récent utilisé par le chiffre.',
  })
  readonly freshestInputAt!: string | null;

  @Field(() => Int, { description: 'Révision des données du hub au moment de la réponse.' })
  readonly revision!: number;

  @Field(() => Boolean, {
    description:
      'Vrai si des données de démonstration, inventées, entrent dans le chiffre : à ne jamais citer.',
  })
  readonly demonstration!: boolean;

  @Field(() => Int, { description: 'Millésime de la géographie (année du code officiel géographique).' })
  readonly vintage!: number;

  @Field(() => String, {
    description: 'Comment le chiffre est défini, et ce que « attendu » et « communiqué » veulent dire.',
  })
  readonly definition!: string;
}
