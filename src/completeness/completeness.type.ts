import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { connectionOf } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { Ratio } from '../graphql/ratio.type.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { DatasetName } from '../provenance/dataset-name.js';
import '../provenance/provenance.enums.js';
import { Passport, PassportUnit } from '../provenance/provenance.type.js';
import '../subsidy/subsidy.enums.js';
import { SubsidyNature } from '../subsidy/subsidy.rules.js';
import { Timeliness, UnitStanding } from './completeness.rules.js';

registerEnumType(UnitStanding, {
  name: 'UnitStanding',
  description: 'Ce que le hub a reçu d’une commune ou d’une convention, par rapport à ce qu’il en attend.',
  valuesConfig: {
    RECEIVED: { description: 'Attendue, et reçue.' },
    SILENT: { description: 'Attendue, et rien n’est arrivé.' },
    UNCERTAIN: {
      description:
        'Attendue ; quelque chose est arrivé, mais sans la date ou la nature qui le placerait dans l’exercice.',
    },
    UNKNOWN: {
      description: 'On ne sait pas si quelque chose en est attendu : elle n’est pas dans « expected ».',
    },
    UNEXPECTED: { description: 'Reçue sans être attendue : elle n’est pas dans le taux.' },
  },
});

registerEnumType(Timeliness, {
  name: 'Timeliness',
  description: 'À temps ou en retard, par rapport à l’échéance de la campagne.',
  valuesConfig: {
    ON_TIME: { description: 'Reçue au plus tard le jour de l’échéance.' },
    LATE: { description: 'Reçue après l’échéance.' },
    AWAITED: { description: 'Pas encore reçue ; l’échéance n’est pas passée.' },
    MISSING: { description: 'Pas reçue, et l’échéance est passée.' },
    NO_CAMPAIGN: { description: 'Aucune échéance n’est fixée : ni à temps, ni en retard.' },
  },
});

@ObjectType('Completeness', {
  description:
    'Ce qui est attendu et ce qui est reçu, pour un jeu de données et un exercice. « expected » est la somme de « received », ' +
    '« silent » et « uncertain » : le taux ne dépasse jamais 100 %.',
})
export class Completeness {
  @Field(() => DatasetName, { description: 'Le jeu de données.' })
  readonly dataset!: DatasetName;

  @Field(() => String, { description: 'Son nom français.' })
  readonly label!: string;

  @Field(() => Int, { description: 'L’exercice.' })
  readonly fiscalYear!: number;

  @Field(() => SubsidyNature, {
    nullable: true,
    description: 'La nature des montants, pour les subventions ; vide pour les autres jeux de données.',
  })
  readonly nature!: SubsidyNature | null;

  @Field(() => PassportUnit, { description: 'Ce que comptent tous ces nombres.' })
  readonly unit!: PassportUnit;

  @Field(() => Int, { description: 'Combien sont attendues.' })
  readonly expected!: number;

  @Field(() => Int, { description: 'Combien, parmi les attendues, sont reçues.' })
  readonly received!: number;

  @Field(() => Ratio, { description: 'Reçues sur attendues.' })
  readonly ratio!: Ratio;

  @Field(() => Int, { description: 'Combien, parmi les attendues, n’ont rien fait parvenir.' })
  readonly silent!: number;

  @Field(() => Int, {
    description:
      'Combien, parmi les attendues, ont fait parvenir quelque chose qu’aucune date ou nature ne place dans l’exercice.',
  })
  readonly uncertain!: number;

  @Field(() => Int, {
    description: 'Combien sont peut-être attendues, sans que le hub puisse le dire ; hors de « expected ».',
  })
  readonly unknown!: number;

  @Field(() => Int, {
    description: 'Combien sont reçues sans être attendues ; hors de « expected » et du taux.',
  })
  readonly unexpected!: number;

  @Field(() => Int, {
    description:
      'CTG en vigueur dans l’exercice dont le hub ne connaît pas toutes les communes : certaines communes sont peut-être ' +
      'attendues, ou reçues, sans qu’il le sache. Toujours 0 quand le périmètre ne compte pas.',
  })
  readonly conventionsWithUnknownPerimeter!: number;

  @Field(() => Ratio, {
    nullable: true,
    description:
      'EPCI du territoire qui ont des lignes à eux, sur tous ses EPCI : jamais comptées comme celles de leurs communes. ' +
      'Vide pour les jeux de données où un EPCI n’a rien à lui.',
  })
  readonly epcis!: Ratio | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Échéance de la campagne ; vide si aucune n’est fixée.',
  })
  readonly dueOn!: LocalDate | null;

  @Field(() => Int, { description: 'Reçues à temps ; 0 sans échéance.' })
  readonly onTime!: number;

  @Field(() => Int, { description: 'Reçues en retard ; 0 sans échéance.' })
  readonly late!: number;

  @Field(() => Int, { description: 'Pas encore reçues, l’échéance n’étant pas passée ; 0 sans échéance.' })
  readonly awaited!: number;

  @Field(() => Int, { description: 'Pas reçues alors que l’échéance est passée ; 0 sans échéance.' })
  readonly missing!: number;

  @Field(() => String, {
    description: 'Ce que veulent dire attendu, reçu, incertain et inconnu, pour ce jeu de données.',
  })
  readonly definition!: string;

  @Field(() => Passport, {
    description:
      'Sur quoi ces nombres reposent. Les dates sont celles des premiers chargements de ce qui est reçu ; lacune : des conventions dont ' +
      'les dates, le plan ou les communes ne sont pas connus.',
  })
  readonly passport!: Passport;
}

@ObjectType('CompletenessUnit', { description: 'Une commune ou une convention, et ce que le hub en a reçu.' })
export class CompletenessUnit {
  @Field(() => UnitStanding, { description: 'Où elle en est.' })
  readonly standing!: UnitStanding;

  @Field(() => Timeliness, {
    nullable: true,
    description: 'À temps ou en retard ; vide pour ce qui est incertain, inconnu ou inattendu.',
  })
  readonly timeliness!: Timeliness | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Premier chargement, encore là, qui a apporté quelque chose de cet exercice.',
  })
  readonly firstReceivedAt!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Jours de retard ; 0 à temps, vide sans échéance ou si rien n’est reçu.',
  })
  readonly daysLate!: number | null;
}

export const CompletenessUnitConnection = connectionOf(
  () => CompletenessUnit,
  'CompletenessUnit',
  'de communes ou de conventions',
);

@ArgsType()
export class CompletenessYearArgs {
  @Field(() => Int, { nullable: true, description: 'Exercice ; le dernier exercice clos par défaut.' })
  readonly fiscalYear?: number | null;

  @Field(() => SubsidyNature, {
    defaultValue: SubsidyNature.REAL,
    description: 'Pour les subventions : la nature attendue, le réel par défaut.',
  })
  readonly nature!: SubsidyNature;
}

@ArgsType()
export class CompletenessArgs extends CompletenessYearArgs {
  @Field(() => DatasetName, { description: 'Le jeu de données.' })
  readonly dataset!: DatasetName;
}

@ArgsType()
export class CompletenessUnitArgs extends PageArgs {
  @Field(() => [Timeliness], {
    nullable: true,
    description: 'Par rapport à l’échéance ; toutes par défaut (une liste vide est refusée).',
  })
  readonly states?: Timeliness[] | null;

  @Field(() => [UnitStanding], {
    nullable: true,
    description:
      'Par ce qui est reçu : « SILENT » dit de qui rien n’est arrivé, même sans échéance ; toutes par défaut (une liste vide est refusée).',
  })
  readonly standings?: UnitStanding[] | null;
}
