import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import { TerritoryRef } from '../../territory/territory.input.js';
import { CoverageTableRow } from '../table/coverage-table.type.js';

@ObjectType({
  description: 'Une convention qui prend fin, et ce que le territoire perd si elle n’est pas renouvelée.',
})
export class CoverageRenewal {
  @Field(() => DateScalar, {
    description:
      'Son dernier jour en vigueur, avenants compris : celui de sa fin, ou la veille d’un avenant qui l’avance.',
  })
  readonly endsOn!: LocalDate;

  @Field(() => Int, { description: 'Communes du territoire dans son périmètre, ce jour-là.' })
  readonly communes!: number;

  @Field(() => Int, { description: 'Habitants de ces communes.' })
  readonly population!: number;

  @Field(() => Int, {
    description:
      'Parmi elles, celles qu’aucune convention connue ne couvre le lendemain. Deux conventions qui couvrent une commune et ' +
      'finissent le même jour la comptent chacune : renouveler l’une suffit.',
  })
  readonly lostCommunes!: number;

  @Field(() => Int, { description: 'Habitants de ces communes perdues.' })
  readonly lostPopulation!: number;

  @Field(() => Int, {
    description: 'Celles dont on ne sait pas, le lendemain, faute de dates : comptées à part.',
  })
  readonly perhapsLostCommunes!: number;

  @Field(() => Int, { description: 'Habitants de ces communes indéterminées.' })
  readonly perhapsLostPopulation!: number;
}

@ObjectType({
  description:
    'La couverture des mois à venir si rien n’est renouvelé : seules comptent les conventions et les avenants déjà connus, ' +
    'avec leurs dates.',
})
export class CoverageOutlook {
  @Field(() => DateScalar, { description: 'La date de départ.' })
  readonly from!: LocalDate;

  @Field(() => CoverageRule, { description: 'La règle appliquée.' })
  readonly rule!: CoverageRule;

  @Field(() => CoverageTableRow, { description: 'La couverture à la date de départ.' })
  readonly start!: CoverageTableRow;

  @Field(() => [CoverageTableRow], {
    description:
      'La couverture au dernier jour de chaque mois qui suit, comparée par « change » à celle du départ.',
  })
  readonly months!: readonly CoverageTableRow[];

  @Field(() => Passport, { description: 'Sur quoi la couverture de départ repose.' })
  readonly passport!: Passport;
}

@ObjectType({ description: 'Les conventions qui prennent fin sur la période.' })
export class CoverageRenewals {
  @Field(() => Int, { description: 'Combien il y en a en tout.' })
  readonly totalCount!: number;

  @Field(() => [CoverageRenewal], {
    description:
      'Celles de la page : d’abord celles dont la fin coûte le plus d’habitants, puis par fin et par référence.',
  })
  readonly rows!: readonly CoverageRenewal[];
}

@ArgsType()
export class CoverageOutlookArgs {
  @Field(() => TerritoryRef, { nullable: true, description: 'Territoire ; la France entière par défaut.' })
  readonly within?: TerritoryRef | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date de départ ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly from?: LocalDate | null;

  @Field(() => Int, { defaultValue: 36, description: 'Nombre de mois, de 1 à 60.' })
  readonly months!: number;

  @Field(() => CoverageRule, {
    defaultValue: CoverageRule.PERIOD,
    description: 'La règle : par période (par défaut), ou par période et signature.',
  })
  readonly rule!: CoverageRule;
}

@ArgsType()
export class CoverageRenewalsArgs {
  @Field(() => Int, { defaultValue: 100, description: 'Nombre de conventions, de 1 à 1 000.' })
  readonly first!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Nombre de conventions à passer avant la première.' })
  readonly offset!: number;
}
