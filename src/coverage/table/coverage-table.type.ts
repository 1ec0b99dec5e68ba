import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import '../../convention/convention.enums.js';
import { ConventionScale } from '../../convention/convention.rules.js';
import { MeasureFields } from '../../graphql/measure-fields.js';
import { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Passport } from '../../provenance/provenance.type.js';
import '../../territory/population-band.enums.js';
import { PopulationBand } from '../../territory/population-band.rules.js';
import { CommuneCoverageState, CoverageUnknowns } from '../coverage.type.js';
import { coverageMeasures } from './coverage-measures.sql.js';
import { CoverageDimension, coverageDimensions } from './coverage-table.rules.js';

registerEnumType(CoverageDimension, {
  name: 'CoverageDimension',
  description:
    'Ce par quoi une table de couverture se regroupe : des territoires, ou ce qui couvre leurs communes. Un secteur ou une thématique ' +
    'n’y ont pas de sens.',
  valuesConfig: Object.fromEntries(
    Object.entries(coverageDimensions).map(([name, { description }]) => [name, { description }]),
  ),
});

@ObjectType({
  description:
    'De quelles communes, et de quel jour, une ligne de table parle ; les dimensions non demandées sont vides.',
})
export class CoverageTableKey {
  @Field(() => PopulationBand, { nullable: true, description: 'Strate de population des communes.' })
  readonly populationBand!: PopulationBand | null;

  @Field(() => ConventionScale, {
    nullable: true,
    description: 'Forme du territoire des conventions ; vide pour les communes qui ne sont sous aucune.',
  })
  readonly territoryScale!: ConventionScale | null;

  @Field(() => CommuneCoverageState, { nullable: true, description: 'État des communes.' })
  readonly status!: CommuneCoverageState | null;

  @Field(() => DateScalar, { nullable: true, description: 'Date de la mesure.' })
  readonly date!: LocalDate | null;
}

@MeasureFields(coverageMeasures)
@ObjectType({ description: 'Une ligne d’une table de couverture.' })
export class CoverageTableRow {
  @Field(() => CoverageTableKey, { description: 'De quoi la ligne parle.' })
  readonly key!: CoverageTableKey;

  @Field(() => [CoverageDimension], {
    description:
      'Les dimensions qui la distinguent : toutes pour une ligne, les premières pour un sous-total, aucune pour un total, ' +
      'mais toujours DATE si elle est demandée.',
  })
  readonly dimensions!: readonly CoverageDimension[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Rang dans la table entière, selon l’ordre demandé : deux lignes égales ont le même, et se suivent par code. Vide si la ' +
      'mesure triée est inconnue, pour un sous-total ou un total.',
  })
  readonly rank!: number | null;

  @Field(() => Boolean, {
    description:
      'Vrai si l’EPCI, le département ou la région de la clé a des communes hors de la ligne : elle n’en compte qu’une partie, ' +
      'et n’est pas son « ctgCoverage ».',
  })
  readonly cutAtBorder!: boolean;

  @Field(() => DateScalar, { description: 'La date de la mesure, qu’elle soit une dimension ou non.' })
  readonly on!: LocalDate;

  @Field(() => Ratio, {
    nullable: true,
    description:
      'Pour un état : ces communes, sur toutes celles du même groupe, quel que soit leur état ; vide sans la dimension STATUS, et ' +
      'quand « states » en écarte.',
  })
  readonly communeShare!: Ratio | null;

  @Field(() => Ratio, { nullable: true, description: 'La même part, en habitants.' })
  readonly inhabitantShare!: Ratio | null;

  @Field(() => CoverageUnknowns, { description: 'Ce qui reste indéterminé, compté à part.' })
  readonly unknown!: CoverageUnknowns;
}

@ObjectType({
  description:
    'Une table de couverture. Chaque commune est dans une seule ligne d’une date : la somme des lignes est le total de la ' +
    'date, en communes et en habitants ; par convention ou par échelle, elle est dans la ligne de chacune (« hint » le dit), et une ' +
    'fois dans le total. Les chiffres sont ceux de « ctgCoverage ».',
})
export class CoverageTable {
  @Field(() => [CoverageTableRow], { description: 'Les lignes de la page, dans l’ordre demandé.' })
  readonly rows!: readonly CoverageTableRow[];

  @Field(() => Int, { description: 'Nombre de lignes de la table entière.' })
  readonly totalCount!: number;

  @Field(() => [CoverageTableRow], {
    description:
      'Les sous-totaux, à part des lignes : par les premières dimensions demandées, de la plus fine à la plus large, ' +
      'chacun d’une seule date, et au plus « first » de chaque sorte. Comparez à « subtotalCount ».',
  })
  readonly subtotals!: readonly CoverageTableRow[];

  @Field(() => Int, {
    description: 'Nombre de sous-totaux de la table entière, ceux que « first » laisse de côté compris.',
  })
  readonly subtotalCount!: number;

  @Field(() => [CoverageTableRow], { description: 'Le total de chaque date, dans leur ordre.' })
  readonly totals!: readonly CoverageTableRow[];

  @Field(() => String, {
    nullable: true,
    description:
      'Ce qu’il faut savoir pour lire la table : pourquoi rien n’y est compté, quelles dates sont avant le début ou après la fin de ' +
      'toutes les conventions connues, ou pourquoi les lignes ne s’additionnent pas ; vide sinon.',
  })
  readonly hint!: string | null;

  @Field(() => [Passport], {
    description: 'Sur quoi la table repose : un passeport par date, dans leur ordre.',
  })
  readonly passports!: readonly Passport[];

  @Field(() => [Passport], {
    description:
      'Le même aux dates auxquelles on compare, chacune une fois, dans l’ordre des dates de la table : le hub pouvait y en savoir plus, ou ' +
      'moins. Vide si aucune comparaison n’est demandée.',
  })
  readonly previousPassports!: readonly Passport[];
}
