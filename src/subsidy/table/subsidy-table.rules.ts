import type { TerritoryKind } from '../../territory/territory.rules.js';

/** What a table of subsidies can be grouped by. */
export enum SubsidyDimension {
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  POPULATION_BAND = 'POPULATION_BAND',
  FISCAL_YEAR = 'FISCAL_YEAR',
  SECTOR = 'SECTOR',
  FUNDING_LINE = 'FUNDING_LINE',
  SECTION = 'SECTION',
}

interface DimensionFacts {
  readonly label: string;
  readonly description: string;
  /** True when it splits territories, and so the people that amounts are divided by. */
  readonly isTerritorial: boolean;
  /** At most how many values it takes in the whole country. */
  readonly size: number;
}

const territorial = (label: string, size: number, description: string): DimensionFacts => ({
  label,
  description,
  isTerritorial: true,
  size,
});
const ofAmounts = (label: string, size: number, description: string): DimensionFacts => ({
  label,
  description,
  isTerritorial: false,
  size,
});

/** Every dimension: the resolver, the catalogue and the limits follow from this table. */
export const subsidyDimensions: Readonly<Record<SubsidyDimension, DimensionFacts>> = {
  REGION: territorial('Région', 30, 'Région de la commune ; pour un EPCI, celle de son département.'),
  DEPARTMENT: territorial(
    'Département',
    110,
    'Département de la commune ; pour un EPCI, celui où vivent le plus de ses habitants.',
  ),
  EPCI: territorial('EPCI', 1_300, 'EPCI de la commune, ou l’EPCI lui-même ; vide hors de tout EPCI.'),
  COMMUNE: territorial('Commune', 35_000, 'La commune ; vide pour l’argent des EPCI eux-mêmes.'),
  POPULATION_BAND: territorial(
    'Strate de population',
    9,
    'Strate de la commune ; vide si sa population est inconnue, et pour l’argent des EPCI eux-mêmes.',
  ),
  FISCAL_YEAR: ofAmounts('Exercice', 30, 'Exercice du montant.'),
  SECTOR: ofAmounts('Secteur', 11, 'Secteur, UNALLOCATED compris.'),
  FUNDING_LINE: ofAmounts('Ligne de financement', 30, 'Ligne de la nomenclature.'),
  SECTION: ofAmounts('Section', 3, 'Fonctionnement, investissement, ou inconnue.'),
};

export enum SubsidyTableOrder {
  AMOUNT = 'AMOUNT',
  PER_INHABITANT = 'PER_INHABITANT',
  LINE_COUNT = 'LINE_COUNT',
  KEY = 'KEY',
}

/** Cells beyond which a table is refused before any work: more than a reader, or a spreadsheet, makes anything of. */
export const maximumCells = 1_000_000;

/** How many territories a dimension may split a territory of each level into, at most. */
export const partsWithin: Readonly<Record<TerritoryKind, number>> = {
  COMMUNE: 1,
  EPCI: 160,
  DEPARTMENT: 900,
  REGION: 4_500,
  COUNTRY: 35_000,
};

/** At most how many cells a table has, known before it is computed. */
export function cellsOf(
  dimensions: readonly SubsidyDimension[],
  { kind, years }: { readonly kind: TerritoryKind; readonly years: number },
): number {
  const sizes = dimensions.map((dimension) => {
    const { isTerritorial, size } = subsidyDimensions[dimension];
    if (dimension === SubsidyDimension.FISCAL_YEAR) return years;
    return isTerritorial ? Math.min(size, partsWithin[kind]) : size;
  });
  // A commune is in one EPCI, one département: the finest level counts alone.
  const territories = dimensions.map((dimension, at) =>
    subsidyDimensions[dimension].isTerritorial ? (sizes[at] as number) : 1,
  );
  const others = sizes.filter((_, at) => territories[at] === 1);
  return Math.max(1, ...territories) * others.reduce((product, size) => product * size, 1);
}
