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
      'Son dernier jour en vigueur, avenants compris : celui de sa fin, ou la veille d’un avenant qui l’avance. Si elle prend fin ' +
      'plusieurs fois sur la période (prolongée après coup), la dernière : tous les nombres sont ceux de ce jour-là.',
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

  @Field(() => Int, {
    nullable: true,
    description:
      'Communes qu’elle annonce sans les nommer, où qu’elles soient : elles ne sont dans aucun nombre de la ligne, qui compte alors ' +
      'au moins tant de communes et d’habitants. 0 si toutes sont connues ; vide si sa source ne permet pas de dire combien manquent.',
  })
  readonly communesAnnouncedNotNamed!: number | null;
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
      'La couverture au dernier jour de chaque mois qui suit, jusqu’à celui du mois où les « months » mois entiers sont écoulés, ' +
      'comparée par « change » à celle du départ.',
  })
  readonly months!: readonly CoverageTableRow[];

  @Field(() => Passport, { description: 'Sur quoi la couverture de départ repose.' })
  readonly passport!: Passport;
}

@ObjectType({
  description:
    'Les conventions qui prennent fin sur la période : leur dernier jour tombe entre la date de départ et la veille du dernier jour ' +
    'de « months », bornes comprises.',
})
export class CoverageRenewals {
  @Field(() => Int, {
    description:
      'Combien il y en a en tout, de celles dont le hub connaît des communes du territoire. Chacune compte une fois.',
  })
  readonly totalCount!: number;

  @Field(() => Int, {
    description:
      'Combien d’autres prennent fin sur la même période et concernent le territoire, sans que le hub y connaisse une seule de ' +
      'leurs communes à leur dernier jour, ni toutes celles d’ailleurs : elles n’ont pas de ligne, et ce que coûte leur fin n’est pas ' +
      'connu.',
  })
  readonly conventionsWithoutKnownCommunes!: number;

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

  @Field(() => Int, {
    defaultValue: 36,
    description:
      'Nombre de mois entiers à partir de la date de départ, de 1 à 60 : 36 mois après le 2026-11-28 mènent au 2029-11-28, et la ' +
      'projection va jusqu’au dernier jour de ce mois-là. Elle montre autant de fins de mois si le départ est un dernier jour de ' +
      'mois, une de plus sinon. Tout ce que « coverageAlerts » annonce pour autant de mois y tombe.',
  })
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
