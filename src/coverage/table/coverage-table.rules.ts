import { partsWithin } from '../../subsidy/table/subsidy-table.rules.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';

/** What a table of coverage can be grouped by. */
export enum CoverageDimension {
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  POPULATION_BAND = 'POPULATION_BAND',
  DATE = 'DATE',
}

/** A dimension that parts communes; only a date does not. */
export type TerritorialDimension = Exclude<CoverageDimension, CoverageDimension.DATE>;

interface DimensionFacts {
  readonly label: string;
  readonly description: string;
  /** At most how many values it takes in the whole country. */
  readonly size: number;
}

/** Every dimension: the resolver, the catalogue and the limits follow from this table. */
export const coverageDimensions: Readonly<Record<CoverageDimension, DimensionFacts>> = {
  REGION: { label: 'Région', size: 30, description: 'Région de la commune.' },
  DEPARTMENT: {
    label: 'Département',
    size: 110,
    description:
      'Département de la commune : le sien, même si son EPCI est compté dans le département voisin.',
  },
  EPCI: {
    label: 'EPCI',
    size: 1_300,
    description:
      'EPCI de la commune, pour ses seules communes du territoire demandé ; vide hors de tout EPCI.',
  },
  COMMUNE: { label: 'Commune', size: 35_000, description: 'La commune.' },
  POPULATION_BAND: {
    label: 'Strate de population',
    size: 9,
    description: 'Strate de la commune ; vide si sa population n’est pas publiée.',
  },
  DATE: {
    label: 'Date',
    size: 60,
    description: 'Date de la mesure. Une part ne s’additionne jamais d’une date à l’autre.',
  },
};

export const isTerritorial = (dimension: CoverageDimension): dimension is TerritorialDimension =>
  dimension !== CoverageDimension.DATE;

export enum CoverageTableOrder {
  COMMUNES_RATE = 'COMMUNES_RATE',
  POPULATION_RATE = 'POPULATION_RATE',
  COVERED_POPULATION = 'COVERED_POPULATION',
  REMAINING_POPULATION = 'REMAINING_POPULATION',
  CONVENTIONS = 'CONVENTIONS',
  CHANGE = 'CHANGE',
  KEY = 'KEY',
}

/** At most how many cells a table has, known before it is computed. */
export function cellsOf(
  dimensions: readonly CoverageDimension[],
  { kind, dates }: { readonly kind: TerritoryKind; readonly dates: number },
): number {
  // A commune is in one EPCI, one département, one band: no combination has more cells than there are communes.
  const most = dimensions
    .filter(isTerritorial)
    .reduce((product, dimension) => product * coverageDimensions[dimension].size, 1);
  return Math.min(most, partsWithin[kind]) * dates;
}
