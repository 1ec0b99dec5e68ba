import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';

@ObjectType({
  description: 'La couverture à la fin d’un mois, si certaines conventions ne sont pas renouvelées.',
})
export class CoverageScenarioMonth {
  @Field(() => DateScalar, { description: 'Dernier jour du mois.' })
  readonly on!: LocalDate;

  @Field(() => Ratio, { description: 'Communes couvertes, sur toutes celles du territoire.' })
  readonly communes!: Ratio;

  @Field(() => Ratio, { description: 'Population municipale couverte, sur celle de toutes ces communes.' })
  readonly population!: Ratio;

  @Field(() => Int, {
    description:
      'Communes que ces conventions-là couvraient, et que plus rien ne couvre, dès le lendemain de leur dernier jour. Chacune compte ' +
      'une fois.',
  })
  readonly lostCommunes!: number;

  @Field(() => Int, { description: 'Habitants de ces communes perdues.' })
  readonly lostPopulation!: number;

  @Field(() => Int, {
    description: 'Celles qu’une autre convention couvre peut-être, faute de dates : comptées à part.',
  })
  readonly perhapsLostCommunes!: number;

  @Field(() => Int, { description: 'Habitants de ces communes indéterminées.' })
  readonly perhapsLostPopulation!: number;
}

@ObjectType({
  description:
    'La couverture des mois à venir si certaines conventions ne sont pas renouvelées, toutes les autres qui prennent fin l’étant à temps, ' +
    'avec le périmètre de leur dernier jour. Celle dont la lignée a déjà une génération suivante dans le hub n’est supposée prolongée ' +
    'que jusqu’au début de celle-ci, qui est son renouvellement : ce que la suivante ne reprend pas, ou laisse en prenant fin, n’est ' +
    'plus couvert par elle.',
})
export class CoverageScenario {
  @Field(() => [CoverageScenarioMonth], { description: 'Les mois de la projection, dans leur ordre.' })
  readonly months!: readonly CoverageScenarioMonth[];
}

@ArgsType()
export class CoverageScenarioArgs {
  @Field(() => [String], {
    nullable: true,
    description:
      'Références des conventions qui ne sont pas renouvelées, parmi « renewals » (100 au plus) ; les « first » premières par défaut.',
  })
  readonly conventions?: string[] | null;

  @Field(() => Int, {
    defaultValue: 10,
    description:
      'Sans « conventions » : combien des premières de « renewals » ne sont pas renouvelées, de 1 à 1 000.',
  })
  readonly first!: number;
}
